import type { Arguments, BadRecipient, CommandSpec, ReadResult } from '../grammar.ts';

/** More digits are a number, whatever letter got into it. */
const DIGITS_IN_NAME = 4;

/** A name that nobody has is no mistyped number, where nothing but a number could stand in its place. */
export function withNobody<Read extends ReadResult>(
  read: Read,
  spec: CommandSpec,
  { unknown, isReply }: { readonly unknown: readonly string[]; readonly isReply: boolean },
): Read {
  if (read.ok) return read;
  const { problem, understood, corrections } = read;
  const isNobody = (typed: string): boolean =>
    unknown.includes(typed) && typed.replace(/\D/g, '').length <= DIGITS_IN_NAME;
  const nobody = (typed: string): Read => ({
    ...read,
    problem: { kind: 'unknown-name', typed, near: [] },
  });
  switch (problem.kind) {
    case 'bad-recipient':
      return isNobody(problem.typed) ? nobody(problem.typed) : read;
    case 'bad-recipients': {
      const bad = problem.bad.map((one) =>
        isNobody(one.typed) ? { typed: one.typed, reason: 'unknown-name' as const } : one,
      );
      return { ...read, problem: { ...problem, bad } };
    }
    case 'no-recipient': {
      const [first] = unknown;
      // In reply to a card a word before a code is a slip: the person on the card is meant.
      const isName = spec.text === 'none' || (spec.text === 'code' && !isReply);
      return first !== undefined &&
        isName &&
        corrections.length === 0 &&
        understood.text.trimStart().startsWith(first)
        ? nobody(first)
        : read;
    }
    default:
      return read;
  }
}

/** Whom a line can be for, and what in it is no number; null: something else is wrong with it. */
function usableIn(
  read: ReadResult,
): { readonly usable: Arguments; readonly bad: readonly BadRecipient[] } | null {
  if (read.ok) return { usable: read, bad: [] };
  const { problem } = read;
  return problem.kind === 'bad-recipients' && problem.usable
    ? { usable: problem.usable, bad: problem.bad }
    : null;
}

/** What is left out, in the order in which it stands; neighbouring words are one. */
function asTyped(line: string, out: readonly BadRecipient[]): BadRecipient[] {
  const from = new Map<string, number>();
  const placed = out.map((one) => {
    const at = line.indexOf(one.typed, from.get(one.typed) ?? 0);
    from.set(one.typed, at + one.typed.length);
    return { one, at };
  });
  const joined: { one: BadRecipient; at: number }[] = [];
  for (const next of placed.toSorted((first, second) => first.at - second.at)) {
    const last = joined.at(-1);
    const end = last ? last.at + last.one.typed.length : 0;
    const isNext = last?.one.reason === 'unknown-name' && next.one.reason === 'unknown-name';
    if (last && isNext && /^[^\S\n]+$/.test(line.slice(end, next.at))) {
      const typed = line.slice(last.at, next.at + next.one.typed.length);
      joined.splice(-1, 1, { one: { ...last.one, typed }, at: last.at });
    } else joined.push(next);
  }
  return joined.map(({ one }) => one);
}

/** A list of look-ups without the words in it by which nobody is looked up; null: it has none, or nothing else that could be asked. */
export function withoutWords(
  line: string,
  read: ReadResult,
  { beside, unknown }: { readonly beside: readonly string[]; readonly unknown: readonly string[] },
) {
  const others = usableIn(read);
  if (!others || beside.length + unknown.length === 0) return null;
  const { usable, bad } = others;
  const out = asTyped(line, [
    ...beside.map((typed) => ({ typed, reason: 'beside' as const })),
    ...unknown.map((typed) => ({ typed, reason: 'unknown-name' as const })),
    ...bad,
  ]);
  return {
    ok: false as const,
    problem: { kind: 'bad-recipients' as const, bad: out, usable },
    reading: read.reading,
    understood: usable,
    corrections: [],
    mayBeText: false,
  };
}
