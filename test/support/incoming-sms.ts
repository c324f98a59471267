import { incomingCard } from '../../src/chat/cards/incoming/body.ts';
import { writeCard } from '../../src/chat/cards/kind.ts';
import type { Unread } from '../../src/messages/data-coding.ts';
import { storeIncoming } from '../../src/store/talks/incoming.ts';
import type { ChatForTest, Shown } from './chat.ts';
import { EN } from './languages.ts';

/** An SMS of one piece comes from +7 999 123-45-67, unless somebody else is named, and is shown in a chat. */
export async function incomingSms(
  chat: ChatForTest,
  text: string,
  {
    chatId,
    language = EN,
    at = Date.now(),
    unread = [],
    sender = '79991234567',
  }: { chatId: number; language?: string; at?: number; unread?: readonly Unread[]; sender?: string },
): Promise<Shown> {
  await chat.store.write(async (tx) => {
    const part = { sender, recipient: '79000000', text, unread, concatenation: null };
    const whole = await storeIncoming(tx, 'demo', part, at);
    if (!whole) throw new Error('the same SMS came before');
    await writeCard(tx, incomingCard, {
      body: { incomingId: whole.id, answers: null, talk: null },
      chatId,
      threadId: null,
      replyTo: null,
      language,
      personId: null,
      now: at,
    });
  });
  const [card] = (await chat.update({})).cards;
  if (!card) throw new Error('the SMS is not shown');
  return card;
}
