import { TRANSITIONS } from '../../messages/status.ts';
import type { Tx } from '../engine/database.ts';
import type { Prepare } from '../engine/statements.ts';
import { OUTCOME, STATE } from '../tables/coded.ts';
import type { MessagesTable } from '../tables/message-schema.ts';
import { type Changed, changeTogether, IS_PLAIN, orderOn, PLAIN } from './together.ts';

/** What an answer is to an attempt. */
export interface Answer {
  readonly attemptId: number;
  readonly outcome: string;
  readonly commandStatus?: number;
  readonly providerId?: string;
}

const { accept } = TRANSITIONS;
const SUBMITTING = STATE.of.submitting;
const TO = STATE.of[accept.to];

/**
 * The message of an attempt that waits for its answer, if it is in one part, was never tried before, and nothing waits that
 * the answer's id or the recipient's number may tell of.
 */
const ORDINARY = `
  select messages.id, messages.operator, messages.own_parts
  from attempts join messages on messages.id = attempts.message_id
  where attempts.id = ?1 and attempts.outcome = ${OUTCOME.of.open}
    and (select account from ways where id = attempts.way) = ?2
    and messages.state = ${SUBMITTING} and ${IS_PLAIN}
    and not exists (
      select 1 from attempts as others where others.message_id = attempts.message_id and others.id <> attempts.id
    )
    and not exists (
      select 1 from receipts where provider_id = ?3 and account = ?2 and attempt_id is null
    )
    and not exists (select 1 from orphans where account = ?2 and address = messages.recipient)`;

type Ordinary = Pick<MessagesTable, 'id' | 'operator' | 'own_parts'>;

const ANSWERED = `
  update attempts set outcome = ${OUTCOME.of.accepted}, command_status = ?, provider_id = ?, answered_at = ?,
    open = null, octets = null, unanswered_to = null
  where id = ?`;

const ACCEPTED = `update messages set state = ${TO}, accepted_at = ?, overdue_at = ? where id = ?`;

/**
 * Puts those answers on record that say what nearly all do: a message was taken, with an id of its own.
 * @returns the others, in order, for the rule that knows all
 */
export async function settleOrdinary<T extends Answer>(
  tx: Tx,
  prepare: Prepare,
  account: string,
  group: readonly T[],
  now: number,
): Promise<T[]> {
  const passedOver = new Set<number>();
  const changed: Changed[] = [];
  const others = group.filter((answer) => {
    const isSettled = !passedOver.has(answer.attemptId) && settleOne(answer);
    if (!isSettled) passedOver.add(answer.attemptId);
    return !isSettled;
  });
  changeTogether(tx, orderOn(prepare), changed, now);
  return others;

  function settleOne({ attemptId, outcome, commandStatus, providerId }: Answer): boolean {
    if (outcome !== 'accepted' || providerId === undefined) return false;
    const found = prepare(ORDINARY).get(attemptId, account, providerId) as Ordinary | undefined;
    if (!found) return false;
    prepare(ANSWERED).run(commandStatus ?? null, providerId, now, attemptId);
    prepare(ACCEPTED).run(now, now + tx.rules.overdueAfterMs, found.id);
    const { id, operator, own_parts } = found;
    changed.push(taken({ id, account, operator, own_parts }, now));
    return true;
  }
}

/** What taking an ordinary message changes. */
export const taken = (
  message: Pick<MessagesTable, 'id' | 'account' | 'operator' | 'own_parts'>,
  now: number,
): Changed => ({
  was: { ...message, state: SUBMITTING, accepted_at: null, ...PLAIN },
  set: { state: TO, accepted_at: now },
});
