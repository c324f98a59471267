import type { Protocol } from '../../messages/protocol.ts';
import type { AttemptOutcome } from '../../messages/standing.ts';
import type { Reader } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { OUTCOME, STATE } from '../tables/coded.ts';
import { ITS_ORDER } from '../tables/message-id.ts';

/** An attempt that was given an id of one's own, by which the provider is asked what became of it. */
export interface NamedByUs {
  readonly id: number;
  readonly outcome: AttemptOutcome;
  /** The id that the provider answered with; null: it has not. */
  readonly provider_id: string | null;
  readonly committed_at: number;
  readonly recipient: string;
  readonly order_id: string;
}

const asked = (db: Reader, protocol: Protocol) =>
  db
    .selectFrom('attempts')
    .innerJoin('messages', 'messages.id', 'attempts.message_id')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .innerJoin('ways', 'ways.id', 'attempts.way')
    .select(['attempts.id', 'attempts.outcome', 'attempts.provider_id', 'attempts.committed_at'])
    .select(['messages.recipient', 'orders.id as order_id'])
    .where('ways.protocol', '=', protocol);

/** In doubt, or taken and without an end so far. */
const isUnknown = [
  { outcome: OUTCOME.of.no_answer, states: [STATE.of.in_doubt, STATE.of.left] },
  { outcome: OUTCOME.of.accepted, states: [STATE.of.accepted] },
  { outcome: OUTCOME.of.open, states: [STATE.of.submitting] },
];

/** Of these attempts those of which it is not known what became of them. */
export async function stillUnknown(
  db: Reader,
  protocol: Protocol,
  attemptIds: readonly number[],
): Promise<NamedByUs[]> {
  const rows = await findEach(attemptIds, (ids) =>
    asked(db, protocol)
      .where('attempts.id', 'in', ids)
      .where((eb) =>
        eb.or(
          isUnknown.map(({ outcome, states }) =>
            eb.and([eb('attempts.outcome', '=', outcome), eb('messages.state', 'in', states)]),
          ),
        ),
      )
      .execute(),
  );
  return rows.map(({ outcome, ...row }) => ({ ...row, outcome: OUTCOME.name(outcome) }));
}

/** At most so many of each kind are taken up by whoever holds the account next. */
const TAKEN_UP = 10_000;

/** Ids of an account's attempts since then (ms) of which it is not known what became of them. */
export async function unknownSince(
  db: Reader,
  protocol: Protocol,
  account: string,
  since: number,
): Promise<{ readonly id: number; readonly committed_at: number }[]> {
  const taken = await asked(db, protocol)
    .where('messages.account', '=', account)
    .where('messages.overdue_at', 'is not', null)
    .where('messages.accepted_at', '>', since)
    .where('attempts.outcome', '=', OUTCOME.of.accepted)
    .orderBy('messages.overdue_at', 'desc')
    .limit(TAKEN_UP)
    .execute();
  const unanswered = await asked(db, protocol)
    .where('attempts.unanswered_to', 'is not', null)
    .where('attempts.outcome', '=', OUTCOME.of.no_answer)
    .where('attempts.committed_at', '>', since)
    .where('ways.account', '=', account)
    .limit(TAKEN_UP)
    .execute();
  return [...taken, ...unanswered].map(({ id, committed_at }) => ({ id, committed_at }));
}
