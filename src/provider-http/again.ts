import type { AskedQuestion, Outcome, QuestionKind } from '../store/provider/provider-questions.ts';
import type { Answered } from './answered.ts';
import { ProviderRefused, ProviderUnreachable } from './problems.ts';

/** When a question is asked again, by what came of it (ms); null: not by itself. */
interface Again {
  readonly told: number | null;
  readonly refused: number | null;
  readonly unreachable: number | null;
}

const MINUTE = 60_000;

/** A preview is looked at by somebody who can ask again; nobody does of a number. */
const AGAIN: Readonly<Record<QuestionKind, Again>> = {
  balance: { told: 5 * MINUTE, refused: MINUTE, unreachable: MINUTE },
  price: { told: null, refused: null, unreachable: null },
  facts: { told: null, refused: null, unreachable: 10 * MINUTE },
  rejections: { told: null, refused: MINUTE, unreachable: MINUTE },
  // Who is told how often to ask says when it goes on.
  statuses: { told: MINUTE, refused: MINUTE, unreachable: MINUTE },
  incoming: { told: MINUTE, refused: MINUTE, unreachable: MINUTE },
};

/** Error 9: too many in a minute. */
const TOO_MANY = 9;
const AFTER_TOO_MANY = 65_000;
/** Errors 2 and 4: whoever goes on asking with a wrong password is blocked for it. */
const LOCKED_OUT: readonly number[] = [2, 4];
const AFTER_LOCKED_OUT = 60 * MINUTE;
/** What is not answered so often in a row is given up, but for what is asked for ever. */
const MOST_TRIES = 5;
const FOR_EVER: ReadonlySet<QuestionKind> = new Set<QuestionKind>(['balance', 'statuses', 'incoming']);

/** Why nothing is told of what is gone. */
export const GONE = 'gone';

/** What the question was about is gone. */
export class NothingToAsk extends Error {
  override name = 'NothingToAsk';
}

/** What is kept of an answer at `now` (ms). */
export const told = (
  kind: QuestionKind,
  {
    answer,
    againMs = AGAIN[kind].told,
  }: Pick<Answered, 'answer'> & { readonly againMs?: number | null | undefined },
  now: number,
): Outcome => ({ answer, dueAt: after(againMs, now) });

/**
 * What is kept of a question that was not answered.
 * @throws what is none of the provider's failures
 */
export function untold(
  { kind, tries }: Pick<AskedQuestion, 'kind' | 'tries'>,
  error: unknown,
  now: number,
): Outcome {
  const { refused, unreachable } = AGAIN[kind];
  const isGivenUp = !FOR_EVER.has(kind) && tries + 1 >= MOST_TRIES;
  const again = (ms: number | null) => (isGivenUp ? null : after(ms, now));
  if (error instanceof NothingToAsk) return { why: GONE, dueAt: null };
  if (error instanceof ProviderUnreachable) return { why: error.why, dueAt: again(unreachable) };
  if (!(error instanceof ProviderRefused)) throw error;
  const { code } = error;
  const why = `error ${code}`;
  if (code === TOO_MANY) return { why, dueAt: again(AFTER_TOO_MANY) };
  const isLockedOut = LOCKED_OUT.includes(code) && refused !== null;
  return { why, dueAt: again(isLockedOut ? AFTER_LOCKED_OUT : refused) };
}

const after = (ms: number | null, now: number): number | null => (ms === null ? null : now + ms);
