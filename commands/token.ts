import { distance } from 'fastest-levenshtein';
import { answer, decline } from '../src/chat/answer.ts';
import { tokensCard } from '../src/chat/cards/tokens/body.ts';
import type { Command } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { isTypoOf } from '../src/chat/grammar/options.ts';
import type { CommandSpec } from '../src/chat/grammar.ts';
import { doneInPrivate } from '../src/chat/in-private.ts';
import { isOneOf } from '../src/chat/locale.ts';
import { nameLike, readTokenLine, rightsIn, type TokenProblem } from '../src/chat/programs/token-line.ts';
import { makeToken } from '../src/chat/programs/tokens.ts';
import type { Did } from '../src/chat/record.ts';
import { refuse, refuseWord } from '../src/chat/refuse.ts';
import { liveTokens, RIGHTS, revokeToken } from '../src/store/programs/tokens.ts';

const spec: CommandSpec = {
  name: 'token',
  recipients: 'none',
  recipientKind: 'phone',
  options: {},
  text: 'optional',
};

const ALL = RIGHTS.join(',');
/** What an example may do. */
const USUAL = RIGHTS.slice(0, 2).join(',');
/** Its list too, with spaces behind the commas. */
const MAY = /\bmay=\S*(?:(?<=,)\s+\S+)*/i;
/** What people write who want to see the tokens, and what by who wants to end one. */
const LISTED: readonly string[] = ['', 'list'];
const ENDS: readonly string[] = ['revoke', 'delete', 'remove'];

/** Lists of rights that could be meant: with what is nearest to the mistyped one, or else without it. */
function meantRights({ typed, others }: Extract<TokenProblem, { kind: 'bad-right' }>): string[] {
  const left = RIGHTS.filter((right) => !others.includes(right));
  const near = left.filter((right) => isRightNear(typed, right));
  if (near.length > 0) return near.map((right) => [...others, right].join(','));
  // What a program may do is asked for, never given along.
  return others.length > 0 ? [others.join(',')] : [...RIGHTS];
}

/** The rights that stand anywhere in words, or nearly so, and their limits; the usual rights where none stands there. */
function termsIn(words: readonly string[]): string[] {
  const limits = words.filter((word) => /^(?:rate|day)=\d+$/i.test(word));
  const may = words
    .filter((word) => !limits.includes(word))
    .flatMap((word) => word.split(/[,;=]/).flatMap(rightsIn))
    .flatMap((word) => RIGHTS.filter((right) => isRightNear(word, right)));
  return [`may=${[...new Set(may)].join(',') || USUAL}`, ...limits];
}

/** A line with what is asked for anywhere in this one. */
function meantToken(line: string): string {
  const [name = '', ...words] = line.split(/\s+/);
  return ['add', name, ...termsIn(words)].join(' ');
}

const isRightNear = (word: string, right: string): boolean =>
  (word.length > 1 && right.startsWith(word)) || distance(right, word) <= 2;

function refuseLine(context: Context, problem: TokenProblem, line: string): Promise<null> {
  const reading = `/token add ${line}`;
  switch (problem.kind) {
    case 'no-name':
      return decline(context, 'token-no-name', { terms: termsIn(line.split(/\s+/)).join(' ') });
    case 'bad-name': {
      const { typed } = problem;
      const terms = termsIn(line.slice(typed.length).split(/\s+/)).join(' ');
      return decline(context, 'token-bad-name', { typed, near: nameLike(typed), terms });
    }
    case 'no-rights':
      return decline(context, 'token-no-rights', { name: problem.name, all: ALL });
    case 'bad-right':
      return refuseWord(context, spec, {
        typed: problem.typed,
        values: RIGHTS,
        reading: `add ${line}`,
        instead: meantRights(problem).map((may) => `add ${line.replace(MAY, `may=${may}`)}`),
      });
    case 'bad-limit': {
      const { name, value, min, max } = problem;
      const expected = { kind: 'integer', min, max } as const;
      return refuse(context, {
        command: spec,
        problem: { kind: 'bad-option', name, value, expected },
        reading,
        instead: [],
      });
    }
    case 'unknown-word':
      return refuseWord(context, spec, {
        typed: problem.word,
        values: ['may=', 'rate=', 'day='],
        reading: `add ${line}`,
        instead: [meantToken(line)],
      });
  }
}

/** Tokens by which other programs call. */
export const token: Command = {
  spec,
  role: 'owner',
  examples: ['', `add shop may=${USUAL}`],
  run: (context, { text }) =>
    doneInPrivate(context, 'token-in-private', (inPrivate) => answerLine(inPrivate, text)),
};

async function answerLine(context: Context, text: string): Promise<Did | null> {
  const [verb = '', ...rest] = text.trim().split(/\s+/);
  const line = rest.join(' ');
  if (LISTED.includes(verb.toLowerCase())) {
    return { cardId: await answer(context, tokensCard, {}) };
  }
  if (ENDS.includes(verb.toLowerCase())) return endToken(context, line);
  if (verb.toLowerCase() !== 'add') {
    const isMade = isOneOf(verb, 'typed-make') || isTypoOf(verb.toLowerCase(), 'add');
    const isSlip = rest.length > 0 && isMade;
    return refuseWord(context, spec, {
      typed: verb,
      values: ['add', 'list'],
      instead: isSlip
        ? [meantToken(line)]
        : rest.length === 0
          ? ['', meantToken(verb)]
          : [meantToken(text.trim())],
      reading: text.trim(),
    });
  }
  const read = readTokenLine(line);
  return 'kind' in read ? refuseLine(context, read, line) : makeToken(context, read);
}

/** Ends the token of that name, as its button in the list does; without a name that list is shown. */
async function endToken(context: Context, name: string): Promise<Did | null> {
  const { tx, now } = context;
  if (name === '') return { cardId: await answer(context, tokensCard, {}) };
  const token = (await liveTokens(tx.db)).find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!token || !(await revokeToken(tx, token.id, now))) return decline(context, 'token-none-so', { name });
  return { cardId: await answer(context, tokensCard, {}), arg: `revoke ${token.name}` };
}
