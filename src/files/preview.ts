import type { Outcome, RowProblem } from './recipients.ts';

type Message = Extract<Outcome, { kind: 'message' }>;
type NotSent = Exclude<Outcome, Message>;

/** What a campaign would do. */
export interface Preview {
  /** Recipients, each of whom gets one message. */
  readonly messages: number;
  readonly duplicates: number;
  readonly bad: Readonly<Partial<Record<RowProblem['kind'], number>>>;
  /** Rows with more than one recipient in their cell. */
  readonly withBesides: number;
  /** The first messages as they will read. */
  readonly first: readonly Message[];
  /** The first rows for which nothing is sent. */
  readonly notSent: readonly NotSent[];
}

/** How many are shown of each. */
const FIRST = 3;
const NOT_SENT = 1_000;

/** Counts what becomes of all rows. */
export async function previewOf(outcomes: AsyncIterable<Outcome>): Promise<Preview> {
  const first: Message[] = [];
  const notSent: NotSent[] = [];
  const bad: Partial<Record<RowProblem['kind'], number>> = {};
  const counts = { messages: 0, duplicates: 0, withBesides: 0 };
  for await (const outcome of outcomes) {
    if (outcome.kind === 'message') {
      counts.messages += 1;
      if (outcome.besides.length > 0) counts.withBesides += 1;
      if (first.length < FIRST) first.push(outcome);
      continue;
    }
    if (outcome.kind === 'duplicate') counts.duplicates += 1;
    else bad[outcome.problem.kind] = (bad[outcome.problem.kind] ?? 0) + 1;
    if (notSent.length < NOT_SENT) notSent.push(outcome);
  }
  return { ...counts, bad, first, notSent };
}
