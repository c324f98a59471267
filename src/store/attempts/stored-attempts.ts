import type { Selectable } from 'kysely';
import type { AttemptOutcome } from '../../messages/standing.ts';
import type { Reader } from '../engine/database.ts';
import type { Prepare } from '../engine/statements.ts';
import { findEach } from '../engine/update-each.ts';
import { triesOn } from '../hot/attempts.ts';
import { OUTCOME } from '../tables/coded.ts';
import type { AttemptsTable, WaysTable } from '../tables/message-schema.ts';

/** An attempt with the way that it went. */
export interface StoredAttempt
  extends Omit<Selectable<AttemptsTable>, 'way' | 'outcome' | 'open'>,
    Pick<WaysTable, 'protocol' | 'account' | 'host' | 'bind' | 'source'> {
  readonly outcome: AttemptOutcome;
}

/** It was given an id of one's own, by which the provider can be asked after it; a submit_sm has no such. */
export const isNamed = ({ protocol }: Pick<StoredAttempt, 'protocol'>): boolean => protocol !== 'smpp';

/** Every read of attempts as a whole begins with this join by the ways' primary key; `attemptsFrom` reads its rows. */
export const onTheirWays = (db: Reader) =>
  db
    .selectFrom('attempts')
    .innerJoin('ways', 'ways.id', 'attempts.way')
    .select(['attempts.id', 'attempts.message_id', 'attempts.part', 'attempts.outcome'])
    .select(['attempts.committed_at', 'attempts.answered_at', 'attempts.command_status'])
    .select(['attempts.provider_id', 'attempts.octets', 'attempts.unanswered_to'])
    .select(['ways.protocol', 'ways.account', 'ways.host', 'ways.bind', 'ways.source']);

type Row = Awaited<ReturnType<ReturnType<typeof onTheirWays>['execute']>>[number];

export const attemptsFrom = (rows: readonly Row[]): StoredAttempt[] =>
  rows.map(({ outcome, ...attempt }) => ({ ...attempt, outcome: OUTCOME.name(outcome) }));

/** All attempts of a message, oldest first. */
export async function attemptsOf(db: Reader, messageId: number): Promise<StoredAttempt[]> {
  return attemptsFrom(
    await onTheirWays(db).where('attempts.message_id', '=', messageId).orderBy('attempts.id').execute(),
  );
}

/** All attempts of these messages, by message, oldest first. */
export async function attemptsOfAll(
  { db, prepare }: { readonly db: Reader; readonly prepare: Prepare | null },
  messageIds: readonly number[],
): Promise<Map<number, StoredAttempt[]>> {
  const rows = prepare
    ? triesOn(prepare, messageIds)
    : await findEach(messageIds, (ids) =>
        onTheirWays(db).where('attempts.message_id', 'in', ids).orderBy('attempts.id').execute(),
      );
  return Map.groupBy(attemptsFrom(rows), ({ message_id }) => message_id);
}
