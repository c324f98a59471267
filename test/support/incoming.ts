import { incomingCard } from '../../src/chat/cards/incoming/body.ts';
import { writeCard } from '../../src/chat/cards/kind.ts';
import { storeIncoming } from '../../src/store/incoming.ts';
import type { ChatForTest, Shown } from './chat.ts';
import { RU } from './languages.ts';

/** An incoming SMS as a card in a chat. */
export async function incomingIn(
  chat: ChatForTest,
  chatId: number,
  { sender = '79991112233', recipient = '79000000' } = {},
): Promise<Shown> {
  await chat.store.write(async (tx) => {
    const part = { sender, recipient, text: 'Спасибо', concatenation: null };
    const message = await storeIncoming(tx, 'demo', part, Date.now());
    await writeCard(tx, incomingCard, {
      body: { incomingId: message?.id ?? '', answers: null },
      chatId,
      threadId: null,
      replyTo: null,
      language: RU,
      personId: null,
      now: Date.now(),
    });
  });
  const [card] = (await chat.update({})).cards;
  if (!card) throw new Error('no card');
  return card;
}
