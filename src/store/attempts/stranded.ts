import type { AttemptOutcome } from '../../messages/standing.ts';
import { TRANSITIONS } from '../../messages/status.ts';
import { leaveToClaim, startCampaign } from '../campaigns/campaigns.ts';
import { tallyChange } from '../campaigns/tallies.ts';
import { touchCards } from '../chats/cards.ts';
import { chunks } from '../engine/chunks.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { updateEach } from '../engine/update-each.ts';
import { dropUntried } from '../orders/dropped-guards.ts';
import { guardMessages, unguard } from '../orders/guard.ts';
import { HELD, OUTCOME, STATE } from '../tables/coded.ts';
import { ITS_ORDER, orderNumberOf } from '../tables/message-id.ts';
import { loginsOf } from './accounts.ts';
import { abandonOpenAttempts } from './attempts.ts';
import { reportedBinds } from './binds.ts';
import { giveBack } from './charges.ts';
import { askPerson } from './doubts.ts';
import { nextMessages } from './next-messages.ts';
import { countingOf, type Message } from './outbox.ts';
import { outboxDepth } from './ready-messages.ts';
import { attemptsOfAll } from './stored-attempts.ts';
import { turnsElsewhere } from './turns.ts';

/*
 * Messages of a login that was taken out of the settings: nobody sends them, or asks what became of them, until a person
 * says where they are to go.
 */

/** Messages that one press moves or cancels: it holds up no other write for long. */
const AT_ONCE = 2_000;
/** A bind that has been silent for so long (ms) is held by nobody: each reports every 15 s. */
const SILENT_MS = 60_000;
/** Later than whatever a message waits for. */
const EVER = Number.MAX_SAFE_INTEGER;

/** A login of which nothing is known here, and how many messages wait for it: to be sent, or to be told of. */
export interface Stranded {
  readonly account: string;
  readonly count: number;
}

/** What waits for logins that are none of these accounts. */
export async function strandedMessages(db: Reader, accounts: readonly string[]): Promise<Stranded[]> {
  const found: Stranded[] = [];
  for (const account of await loginsOf(db)) {
    if (accounts.includes(account)) continue;
    const { queued, open } = await outboxDepth(db, [account]);
    const { n } = await db
      .selectFrom('messages')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('account', '=', account)
      .where('doubt_until', 'is not', null)
      .where('ready_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (queued + open + n > 0) found.push({ account, count: queued + open + n });
  }
  return found;
}

/** The same, without what another instance of other settings still sends. */
export async function abandonedMessages(
  db: Reader,
  accounts: readonly string[],
  now: number,
): Promise<Stranded[]> {
  const held = (await reportedBinds(db)).filter(
    ({ report, reportedAt }) => report.status !== 'stopped' && now - reportedAt < SILENT_MS,
  );
  const found = await strandedMessages(db, accounts);
  return found.filter((one) => !held.some(({ account }) => account === one.account));
}

/**
 * Some of what is queued for a login, oldest first. What is in doubt there nobody can repeat any more: a person is asked
 * on its card.
 */
export async function takeStranded(tx: Tx, account: string, now: number): Promise<readonly Message[]> {
  await abandonOpenAttempts(tx, account, now);
  const doubtful = await tx.db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(['messages.id', 'orders.card_id'])
    .where('messages.account', '=', account)
    .where('messages.doubt_until', 'is not', null)
    .execute();
  await askPerson(tx, doubtful, now);
  const next = await nextMessages(tx, account, AT_ONCE, EVER);
  await next.moveOn(new Set(next.messages.map(({ id }) => id)));
  return next.messages;
}

/** Gives queued messages to other logins, where they go anew: also what an earlier login had taken some parts of. */
export async function moveStranded(
  tx: Tx,
  moves: readonly { readonly message: Message; readonly account: string; readonly guardKey: string | null }[],
  now: number,
): Promise<void> {
  for (const some of chunks(moves)) {
    await tx.db
      .updateTable('attempts')
      .set({ outcome: OUTCOME.of.given_up })
      .where(
        'message_id',
        'in',
        some.map(({ message }) => message.id),
      )
      .where('outcome', '=', OUTCOME.of.accepted)
      .execute();
  }
  const turns = await turnsElsewhere(tx, moves);
  await updateEach(
    tx,
    'messages',
    moves.map(({ message, account, guardKey }, index) => ({
      id: message.id,
      set: { account, guard_key: guardKey, fresh_at: now, turn: turns[index] ?? message.turn },
    })),
    { column: 'state', in: [STATE.of.queued] },
  );
  const campaigns = moves.filter(({ message }) => message.campaign !== null && message.ready_at === null);
  await leaveToClaim(
    tx,
    campaigns.map(({ message: { id }, account }) => ({ id, account })),
  );
  for (const number of new Set(campaigns.map(({ message }) => orderNumberOf(message.id)))) {
    await startCampaign(tx, number);
  }
  await unguard(
    tx,
    moves.map(({ message }) => message),
  );
  await guardMessages(
    tx,
    moves.map(({ message: { id }, guardKey }) => ({ id, guard_key: guardKey })),
  );
  await show(
    tx,
    moves.map(({ message }) => message),
    now,
  );
  tx.changed('outbox');
}

/** How a try ends that may have been taken. */
const TAKEN: readonly AttemptOutcome[] = ['given_up', 'accepted'];

/** Cancels queued messages; of those that may have been taken before, a try included, it is not said that they were not sent. */
export async function cancelStranded(tx: Tx, messages: readonly Message[], now: number): Promise<void> {
  const tries = await attemptsOfAll(
    tx,
    messages.map(({ id }) => id),
  );
  const ended = messages.map((message) => {
    const perhapsTaken = tries.get(message.id)?.some(({ outcome }) => TAKEN.includes(outcome));
    const { to } = TRANSITIONS[perhapsTaken ? 'withdraw' : 'cancel'];
    return { message, set: { state: STATE.of[to], held: HELD.not, ready_at: null, ended_at: now } };
  });
  const gone = await updateEach(
    tx,
    'messages',
    ended.map(({ message: { id }, set }) => ({ id, set })),
    { column: 'state', in: [STATE.of.queued] },
  );
  for (const { message, set } of ended) {
    if (!gone.has(message.id)) continue;
    if (set.state === STATE.of.cancelled) await giveBack(tx, orderNumberOf(message.id), 1);
    tallyChange(tx, countingOf(message), { ...message, state: STATE.of.queued }, set);
  }
  const ids = messages.map(({ id }) => id);
  for (const some of chunks(ids)) await dropUntried(tx, (eb) => eb('id', 'in', some));
  await show(tx, messages, now);
}

async function show(tx: Tx, messages: readonly Message[], now: number): Promise<void> {
  await touchCards(
    tx,
    messages.map(({ card_id }) => card_id),
    now,
  );
}
