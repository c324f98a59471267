import type { ReceiptTlvs } from '../../src/messages/receipt.ts';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { type Settlement, settle } from '../../src/store/attempts/attempts.ts';
import { type Message, messagesOfCard } from '../../src/store/attempts/outbox.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { storeReceipts } from '../../src/store/receipts/receipts.ts';
import { claimOne } from './claim.ts';

/** What the SMSC answers to the submit of a message, or that it does not. */
export type SubmitAnswer = Omit<Settlement, 'attemptId'>;

export const accepted = (providerId: string): SubmitAnswer => ({
  outcome: 'accepted',
  commandStatus: 0,
  providerId,
});

/** Submits the messages of a card, one attempt for each part, and lets the SMSC answer `answers[n]` to the nth of them. */
export async function submit(
  store: Store,
  cardId: string,
  answers: readonly SubmitAnswer[],
): Promise<Message[]> {
  const messages = await messagesOfCard(store.db, cardId, 1_000);
  await submitMessages(store, messages, answers);
  return messages;
}

/** The same of these messages. */
export async function submitMessages(
  store: Store,
  messages: readonly Message[],
  answers: readonly SubmitAnswer[],
): Promise<void> {
  const now = Date.now();
  let answered = 0;
  for (const message of messages) {
    const parts = Array.from({ length: message.pdus }, (_, index) => ({
      part: index + 1,
      host: 'smpp.smsc.ru:3700',
      bind: 'demo/1',
      source: 'SHOP',
    }));
    await store.write(async (tx) => {
      const ids = await claimOne(tx, message, parts, message.pdus, now);
      if (!ids) throw new Error(`the message to ${message.recipient} is ${message.state}, not queued`);
      const group = ids.flatMap((attemptId) => {
        const answer = answers[answered++];
        return answer ? [{ attemptId, ...answer }] : [];
      });
      if (group.length > 0) await settle(tx, message.account, group, now);
    });
  }
}

/** A receipt comes, in the provider's words; `raw` is what is kept of it as it came. */
export async function receipt(store: Store, text: string, tlvs: ReceiptTlvs = {}, raw = text): Promise<void> {
  await store.write((tx) =>
    storeReceipts(tx, 'demo', [{ receipt: parseReceipt({ text, tlvs }), via: 'smpp', raw }], Date.now()),
  );
}

/** A price as the provider's TLV 0x2000 writes it. */
export const cost = (price: string): ReceiptTlvs => ({ cost: Buffer.from(`${price}\0`) });

/** What the provider says of a message in a receipt. */
export const statusOf = (id: string, stat: string, error = '000'): string =>
  `id:${id} sub:001 dlvrd:001 submit date:261123120000 done date:261123120004 stat:${stat} err:${error} text:`;
