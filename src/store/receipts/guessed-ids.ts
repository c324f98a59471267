import { waysToMean } from '../../messages/receipt-id.ts';
import type { Tx } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { OUTCOME } from '../tables/coded.ts';

/** An attempt whose answer has told its id. */
interface Answered {
  readonly attemptId: number;
  readonly messageId: number;
  readonly providerId: string;
}

/**
 * Which of a message's unanswered attempts a receipt is of can only be guessed. Where a late answer says that it is another
 * one's, the receipt goes there, and the attempt that was guessed has no answer again: else what comes for that one yet
 * would be taken for the end of another message.
 */
export async function correctGuesses(tx: Tx, answered: readonly Answered[]): Promise<void> {
  const byMessage = Map.groupBy(answered, ({ messageId }) => messageId);
  const guessed = await findEach([...byMessage.keys()], (some) =>
    tx.db
      .selectFrom('attempts')
      .innerJoin('messages', 'messages.id', 'attempts.message_id')
      .select(['attempts.id', 'attempts.message_id', 'attempts.outcome', 'attempts.provider_id'])
      .select('messages.recipient')
      .where('attempts.message_id', 'in', some)
      .where('attempts.provider_id', 'is not', null)
      .where('attempts.answered_at', 'is', null)
      .execute(),
  );
  for (const { id, message_id, outcome, provider_id, recipient } of guessed) {
    // The guess has the id as the receipt wrote it, perhaps in another base.
    const named = { id: provider_id, textId: provider_id };
    const own = byMessage
      .get(message_id)
      ?.find(({ attemptId, providerId }) => attemptId !== id && waysToMean(named, providerId).length > 0);
    if (!own) continue;
    const { accepted, no_answer } = OUTCOME.of;
    await tx.db
      .updateTable('attempts')
      .set({
        outcome: outcome === accepted ? no_answer : outcome,
        provider_id: null,
        unanswered_to: recipient,
      })
      .where('id', '=', id)
      .execute();
    await tx.db
      .updateTable('receipts')
      .set({ attempt_id: own.attemptId })
      .where('attempt_id', '=', id)
      .execute();
  }
}
