import { showIncoming, talkOf } from '../../src/chat/talks/talks.ts';
import { storeIncoming } from '../../src/store/talks/incoming.ts';
import type { ChatForTest, Shown } from './chat.ts';
import { RU } from './languages.ts';

/** An incoming SMS as a card in a chat, of the conversation that it is of if `talk`. */
export async function incomingIn(
  chat: ChatForTest,
  chatId: number,
  { sender = '79991112233', recipient = '79000000', text = 'Спасибо', talk = false } = {},
): Promise<Shown> {
  const now = Date.now();
  await chat.store.write(async (tx) => {
    const part = { sender, recipient, text, concatenation: null };
    const message = await storeIncoming(tx, 'demo', part, now);
    if (!message) throw new Error('the same SMS came before');
    await showIncoming(tx, {
      incomingId: message.id,
      talk: talk ? await talkOf(tx, message) : null,
      answers: null,
      place: { chatId, threadId: null, replyTo: null },
      language: RU,
      now,
    });
  });
  const [card] = (await chat.update({})).cards;
  if (!card) throw new Error('no card');
  return card;
}
