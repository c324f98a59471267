import { COLUMNS, FIGURES } from '../src/store/stats/hour-columns.ts';
import { HOUR_MS } from '../src/store/stats/hour-deltas.ts';
import { CHANNEL, STATE } from '../src/store/tables/coded.ts';
import type { Database } from './databases.ts';

type Column = (typeof COLUMNS)[number];

const HOURS_OF_A_YEAR = 365 * 24;
/** Rows of an hour: so many operators, as many makers, and ways to end. */
const OPERATORS = 5;
const MAKERS = 5;
const ENDS = [
  { state: STATE.of.delivered, error: 0, messages: 42 },
  { state: STATE.of.undelivered, error: 1, messages: 2 },
  { state: STATE.of.expired, error: 6, messages: 1 },
  { state: STATE.of.rejected, error: 254, messages: 1 },
] as const;
const ROWS = OPERATORS * MAKERS * ENDS.length;
/** Hours a transaction. */
const GROUP = 1_000;
/** A third of the deliveries each: within 2, 5 and 10 s. */
const TOOK = [1, 2, 3].map((index) => `took_${index}`);

/**
 * Counts a year of messages by the hour, up to `until` (ms), by SQL alone: rows as ten million messages of five people to five
 * operators make them. Returns how many messages that is.
 */
export async function fillHours(database: Database, until: number): Promise<number> {
  const last = Math.floor(until / HOUR_MS);
  const of = (values: readonly number[]): string =>
    `case k % ${ENDS.length} ${values.map((value, index) => `when ${index} then ${value}`).join(' ')} end`;
  const messages = of(ENDS.map((end) => end.messages));
  const zeros = Object.fromEntries(FIGURES.map((figure) => [figure, '0'])) as Record<
    (typeof FIGURES)[number],
    string
  >;
  const took = `case k % ${ENDS.length} when 0 then ${ENDS[0].messages / TOOK.length} else 0 end`;
  const values: Record<Column, string> = {
    ...zeros,
    ...Object.fromEntries(TOOK.map((column) => [column, took])),
    hour: 'h',
    account: `'demo'`,
    channel: String(CHANNEL.of.sms),
    sender: `'SHOP'`,
    operator: `'Operator ' || (k / ${ENDS.length} % ${OPERATORS})`,
    maker: `'person:' || (100 + k / ${ENDS.length * OPERATORS})`,
    state: of(ENDS.map((end) => end.state)),
    error: of(ENDS.map((end) => end.error)),
    command_status: '0',
    messages,
    parts: messages,
    cost: `${messages} * 25000`,
  };
  for (let first = last - HOURS_OF_A_YEAR; first < last; first += GROUP) {
    const end = Math.min(last, first + GROUP);
    await database.run(
      `insert into hours (${COLUMNS.join()})
       with recursive hs(h) as (select ${first} union all select h + 1 from hs where h < ${end - 1}),
            ks(k) as (select 0 union all select k + 1 from ks where k < ${ROWS - 1})
       select ${COLUMNS.map((column) => values[column]).join()} from hs cross join ks`,
    );
  }
  await database.settle();
  const each = ENDS.reduce((sum, end) => sum + end.messages, 0);
  return HOURS_OF_A_YEAR * OPERATORS * MAKERS * each;
}
