import type { User } from 'grammy/types';
import { writeButton } from '../../src/chat/button-data.ts';
import type { Settings } from '../../src/chat/context.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from './chat.ts';

export const ANN: User = { id: 103, is_bot: false, first_name: 'Ann', language_code: 'en' };

/** A chat of three: Olga is the owner, the others are operators; each is written to in the language of their Telegram. */
export async function chatOfThree(changes: Partial<Settings> = {}): Promise<ChatForTest> {
  const chat = await chatForTest(changes);
  for (const person of [NIKOLAI, ANN]) await chat.let(person, 'operator');
  for (const person of [OLGA, NIKOLAI, ANN]) await chat.say(person, '/help');
  return chat;
}

/** Three numbers, more than anybody may write to alone where more than two need a second person. */
export const THREE = '+79991234571, +79991234572, +79991234573';

/** Somebody previews a line and presses [Send]; returns its card, and those by which others are told. */
export async function askedFor(
  chat: ChatForTest,
  person: User,
  { line = `/sms ${THREE} hi`, at = person.id, presser = person } = {},
): Promise<{ card: Shown; told: Shown[]; toast: string | null }> {
  const card = only(await chat.say(person, line, { chat: at }));
  const { cards, toast } = await chat.press(presser, card, card.buttons[0] ?? '');
  return { card: await chat.look(card), told: cards, toast };
}

/** What a client sends for a press; it need not stand on any card. */
export const forged = (chat: ChatForTest, person: User, { card }: Shown, action: string, arg?: string) =>
  chat.update({
    callback_query: {
      id: `${action} ${arg}`,
      from: person,
      chat_instance: '1',
      message: { ...chat.message(OLGA, '', { chat: card.chat_id }), message_id: card.telegram_id },
      data: writeButton({ action, ...(arg === undefined ? {} : { arg }) }, card.id),
    },
  });
