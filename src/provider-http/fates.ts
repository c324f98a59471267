import { z } from 'zod';
import { NO_MONEY } from '../messages/error-codes.ts';
import type { Reader, Store } from '../store/engine/database.ts';
import { findOrder } from '../store/orders/orders.ts';
import {
  type Asked,
  keepAskedStatuses,
  type ToldStatus,
  unendedMessages,
  unexplainedRejections,
} from '../store/receipts/asked-statuses.ts';
import { NothingToAsk } from './again.ts';
import type { Answered, Polling } from './answered.ts';
import type { ProviderClient } from './client.ts';

/** Messages that one request asks about; nothing is documented of how many it may. */
const AT_ONCE = 100;
/** Between two requests of one walk (ms). */
const BETWEEN_MS = 200;
/** What was taken so lately (ms) may be told of by itself yet. */
const YOUNG_MS = 5_000;
/** What was taken longer ago (ms) is asked about by each of so many walks alone: most such phones are off. */
const OLD_MS = 3_600_000;
const OLD_EACH = 10;
/** How soon it is looked what else was rejected (ms). */
const MEANWHILE_MS = 2_000;

/** How far a walk through all that has no end has come. */
const cursor = z.object({
  walk: z.number(),
  behind: z.object({ account: z.string(), at: z.number(), id: z.number() }).nullable(),
});
type Cursor = z.infer<typeof cursor>;

const BEGINNING: Cursor = { walk: 0, behind: null };

const told = async (client: ProviderClient, asked: readonly Asked[]): Promise<ToldStatus[]> => {
  const receipts = await client.status(
    asked.map(({ recipient, providerId }) => ({ phone: recipient, id: providerId })),
  );
  return asked.flatMap((one, index) => {
    const receipt = receipts[index];
    return receipt ? [{ ...one, receipt }] : [];
  });
};

/** Asks what became of the next messages that the provider took, and of which it has not told the end. */
export async function askStatuses(
  client: ProviderClient,
  { db, rules }: Pick<Store, 'db' | 'rules'>,
  answer: string | null,
  { accounts, everyMs }: Polling,
  now: number,
): Promise<Answered> {
  const { walk, behind } = answer === null ? BEGINNING : cursor.parse(JSON.parse(answer));
  const over = { answer: { walk: walk + 1, behind: null } satisfies Cursor, againMs: everyMs };
  const at = Math.max(accounts.indexOf(behind?.account ?? ''), 0);
  const account = accounts[at];
  if (account === undefined) return over;
  const span = { since: walk % OLD_EACH === 0 ? 0 : now - OLD_MS, until: now - YOUNG_MS };
  const from = { behind: behind?.account === account ? behind : null, limit: AT_ONCE };
  const { asked, last } = await unendedMessages({ db, rules }, account, span, from);
  const statuses = asked.length === 0 ? [] : await told(client, asked);
  const [next] = accounts.slice(at + 1);
  const go = last ?? (next === undefined ? null : { account: next, at: 0, id: 0 });
  const again = go === null ? over : { answer: { walk, behind: go } satisfies Cursor, againMs: BETWEEN_MS };
  return { ...again, keep: (tx, keptAt) => keepAskedStatuses(tx, statuses, keptAt) };
}

/**
 * Asks why messages of an order were rejected: SMPP has no code for money that is missing.
 * @throws NothingToAsk where the last of them have a reason by now
 */
export async function askRejections(client: ProviderClient, db: Reader, orderId: string): Promise<Answered> {
  const order = await findOrder(db, orderId);
  const asked = order ? await unexplainedRejections(db, order.number, AT_ONCE) : [];
  if (asked.length === 0) throw new NothingToAsk();
  const statuses = await told(client, asked);
  // Others may have been rejected meanwhile, as long as there is a reason.
  const again = statuses.some(({ receipt }) => receipt.error === NO_MONEY) ? { againMs: MEANWHILE_MS } : {};
  return { answer: {}, ...again, keep: (tx, at) => keepAskedStatuses(tx, statuses, at) };
}
