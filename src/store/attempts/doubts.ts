import { type Decision, DOUBT_LIMITS, decide, type GuardTimes } from '../../messages/in-doubt.ts';
import { LANES } from '../../messages/lanes.ts';
import { retryDelayMs } from '../../messages/waits.ts';
import { isAmiss } from '../campaigns/tallies.ts';
import { touchCards } from '../chats/cards.ts';
import { chunks } from '../engine/chunks.ts';
import type { Reader, Snapshot, Tx } from '../engine/database.ts';
import { updateEach } from '../engine/update-each.ts';
import { nextDoubtOn } from '../hot/waits.ts';
import { OUTCOME, STATE } from '../tables/coded.ts';
import { ITS_MESSAGES, ITS_ORDER } from '../tables/message-id.ts';
import { tellWatchesOf } from '../watch/tell-watches.ts';
import type { Message } from './outbox.ts';
import { attemptsFrom, isNamed, onTheirWays, type StoredAttempt } from './stored-attempts.ts';
import { turnAt } from './turns.ts';

type Doubtful = Pick<Message, 'channel' | 'pdus'>;

/**
 * What is to be done about a message in doubt, by its attempts, oldest first.
 * @param age ms since an attempt was put on record
 */
export const decisionOn = (
  { channel, pdus }: Doubtful,
  tries: readonly StoredAttempt[],
  age: (attempt: StoredAttempt) => number,
  guard: GuardTimes,
): Decision =>
  decide(
    {
      channel,
      pdus,
      tries: tries.map((attempt) => ({
        outcome: attempt.outcome,
        host: attempt.host,
        isNamed: isNamed(attempt),
        ageMs: age(attempt),
      })),
    },
    guard,
  );

/** Where doubt brings a message, and when it is looked at again (ms); a person is asked when neither time is set. */
interface Weighed {
  readonly event: 'doubt' | 'release';
  readonly readyAt: number | null;
  readonly until: number | null;
}

/**
 * Puts the decision on a message in doubt into times. The sender decides again by its own clock as it repeats. One
 * that is released is sent anew: its attempts are to be given up.
 */
export function weigh(
  message: Doubtful,
  tries: readonly StoredAttempt[],
  guard: GuardTimes,
  now: number,
): Weighed {
  const decision = decisionOn(message, tries, ({ committed_at }) => now - committed_at, guard);
  switch (decision.kind) {
    case 'again':
      return { event: 'release', readyAt: now + decision.afterMs, until: null };
    case 'repeat':
      return { event: 'doubt', readyAt: now + retryDelayMs(tries, guard), until: now + decision.forMs };
    case 'inquire':
      return { event: 'doubt', readyAt: null, until: now + decision.forMs };
    case 'arrived':
      return { event: 'doubt', readyAt: null, until: now + DOUBT_LIMITS.receiptWaitMs };
    default:
      return { event: 'doubt', readyAt: null, until: null };
  }
}

/**
 * These messages are sent anew: what has no answer so far does not hold them in doubt any longer. Nor does a repeat
 * count that was taken and then refused by its receipt, which is why such a message is in doubt.
 */
export async function giveUp(tx: Tx, messageIds: readonly number[]): Promise<void> {
  for (const ids of chunks(messageIds)) {
    await tx.db
      .updateTable('attempts')
      .set({ outcome: OUTCOME.of.given_up })
      .where('message_id', 'in', ids)
      .where((eb) =>
        eb.or([
          eb('outcome', '=', OUTCOME.of.no_answer),
          // Of a message in parts, those that were taken stay so.
          eb.and([
            eb('outcome', '=', OUTCOME.of.accepted),
            eb(
              'message_id',
              'in',
              eb.selectFrom('messages').select('id').where('id', 'in', ids).where('pdus', '=', 1),
            ),
          ]),
        ]),
      )
      .execute();
  }
}

/** What these attempts took does not count any longer. */
export async function giveUpAttempts(tx: Tx, attemptIds: readonly number[]): Promise<void> {
  await updateEach(
    tx,
    'attempts',
    attemptIds.map((id) => ({ id, set: { outcome: OUTCOME.of.given_up } })),
    { column: 'outcome', in: [OUTCOME.of.accepted] },
  );
}

/** Unanswered attempts of messages that may still be repeated. */
export async function unansweredAttempts(db: Reader, account: string): Promise<StoredAttempt[]> {
  return attemptsFrom(
    await onTheirWays(db)
      .innerJoin('messages', 'messages.id', 'attempts.message_id')
      .where('messages.account', '=', account)
      .where('messages.doubt_until', 'is not', null)
      .where('attempts.outcome', '=', OUTCOME.of.no_answer)
      .execute(),
  );
}

const IN_DOUBT = { column: 'state' as const, in: [STATE.of.in_doubt] };

/** Looks at messages to be repeated again at `at` (ms): their host is not to be had now. */
export async function postponeRepeats(tx: Tx, messageIds: readonly number[], at: number): Promise<void> {
  await updateEach(
    tx,
    'messages',
    messageIds.map((id) => ({ id, set: turnAt(LANES.repeat, at) })),
    IN_DOUBT,
  );
}

/** Nothing more can be done about these messages but to ask a person. */
export async function askPerson(
  tx: Tx,
  group: readonly { readonly id: number; readonly card_id: string | null }[],
  now: number,
): Promise<void> {
  const asked = await updateEach(
    tx,
    'messages',
    group.map(({ id }) => ({ id, set: { ready_at: null, doubt_until: null } })),
    IN_DOUBT,
  );
  await tellWatchesOf(tx, [...asked]);
  await touchCards(
    tx,
    group.map(({ card_id }) => card_id),
    now,
  );
}

/** Asks about the messages whose time to be repeated, or to be told of by a receipt, is over. */
export async function endDoubts(tx: Tx, account: string, now: number): Promise<void> {
  const over = await tx.db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(['messages.id', 'orders.card_id'])
    .where('messages.account', '=', account)
    // Of a time that it does not know yet PostgreSQL takes a third of all rows for earlier; that few have one it knows.
    .where('messages.doubt_until', 'is not', null)
    .where('messages.doubt_until', '<=', now)
    // An answer that comes meanwhile may put it off.
    .$if(tx.kind === 'postgres', (query) => query.orderBy('messages.id').forUpdate('messages'))
    .execute();
  await askPerson(tx, over, now);
}

/** How many messages in doubt of a card wait for a person's word. */
export async function countAsked(db: Snapshot, cardId: string): Promise<number> {
  const { n } = await db
    .selectFrom('orders')
    .innerJoin('messages', (join) => join.on(ITS_MESSAGES))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('orders.card_id', '=', cardId)
    .where(isAmiss)
    .where('messages.state', '=', STATE.of.in_doubt)
    .where('messages.doubt_until', 'is', null)
    .executeTakeFirstOrThrow();
  return n;
}

/** When the next of these times is over (ms), or null. */
export async function nextDoubtAt(
  { db, prepare }: Pick<Tx, 'db' | 'prepare'>,
  account: string,
): Promise<number | null> {
  if (prepare) return nextDoubtOn(prepare, account);
  const row = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.min<number | null>('doubt_until').as('at'))
    .where('account', '=', account)
    .where('doubt_until', 'is not', null)
    .executeTakeFirst();
  return row?.at ?? null;
}
