import type { Tx } from './database.ts';

/**
 * Holds off other writes that lock the same account, until this transaction ends. What joins attempts with receipts
 * takes it first: else the two halves, committed side by side by two instances, would not see each other. SQLite has
 * one writer anyway.
 */
export const lockAccount = (tx: Tx, account: string): Promise<void> => lock(tx, `account ${account}`);

/**
 * Holds off other writes of incoming messages, of whatever account, until this transaction ends: the same message may
 * come by several. Taken after {@link lockAccount} where both are.
 */
export const lockIncoming = (tx: Tx): Promise<void> => lock(tx, 'incoming');

/**
 * Holds off the next round of an account's sender, until this transaction ends, which is one: of a round whose connection broke
 * PostgreSQL may have read the commit all the same, and carry it out later, once it has a lock that it waits for.
 */
export const lockRound = (tx: Tx, account: string): Promise<void> =>
  tx.unawaited(lock(tx, `round ${account}`));

/**
 * Holds off whoever writes to a number, until this transaction ends, which puts some on the stop list: what they have written
 * by then it sees.
 */
export const lockStopList = (tx: Tx): Promise<void> => lock(tx, 'stop list');

/** Holds off whoever puts a number on the stop list, until this transaction ends, which asks who is on it and writes to others. */
export const shareStopList = (tx: Tx): Promise<void> => tx.unawaited(lock(tx, 'stop list', LOCK_SHARED));

/**
 * Holds off others by whose word something goes that says the same, until this transaction ends, which asks whether something
 * does, and lets it go.
 */
export const lockLettingGo = (tx: Tx): Promise<void> => tx.unawaited(lock(tx, 'letting go'));

const LOCK = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';
const LOCK_SHARED = 'select pg_advisory_xact_lock_shared(hashtextextended($1, 0))';

async function lock(tx: Tx, name: string, how = LOCK): Promise<void> {
  await tx.ask?.(how, `smpp-chatops ${name}`);
}
