import type { AskedQuestion, Outcome, QuestionKind } from '../store/provider-questions.ts';
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
};

/** Error 9: too many in a minute. */
const TOO_MANY = 9;
const AFTER_TOO_MANY = 65_000;
/** Errors 2 and 4: whoever goes on asking with a wrong password is blocked for it. */
const LOCKED_OUT: readonly number[] = [2, 4];
const AFTER_LOCKED_OUT = 60 * MINUTE;
/** What is not answered so often in a row is given up, but for the balance. */
const MOST_TRIES = 5;

/** What the question was about is gone. */
export class NothingToAsk extends Error {
  override name = 'NothingToAsk';
}

/** What is kept of an answer at `now` (ms). */
export const told = (kind: QuestionKind, answer: unknown, now: number): Outcome => ({
  answer,
  dueAt: after(AGAIN[kind].told, now),
});

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
  const isGivenUp = kind !== 'balance' && tries + 1 >= MOST_TRIES;
  const again = (ms: number | null) => (isGivenUp ? null : after(ms, now));
  if (error instanceof NothingToAsk) return { why: 'gone', dueAt: null };
  if (error instanceof ProviderUnreachable) return { why: error.why, dueAt: again(unreachable) };
  if (!(error instanceof ProviderRefused)) throw error;
  const { code } = error;
  const why = `error ${code}`;
  if (code === TOO_MANY) return { why, dueAt: again(AFTER_TOO_MANY) };
  const isLockedOut = LOCKED_OUT.includes(code) && refused !== null;
  return { why, dueAt: again(isLockedOut ? AFTER_LOCKED_OUT : refused) };
}

const after = (ms: number | null, now: number): number | null => (ms === null ? null : now + ms);
