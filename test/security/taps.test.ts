import { fmt } from '@grammyjs/parse-mode';
import { expect, test } from 'vitest';
import { findEntities } from '../../src/demo/telegram/found-entities.ts';
import type { Entity } from '../../src/demo/telegram/rich-text.ts';
import { chatForTest, GROUP, OLGA, only, type Shown } from '../support/chat.ts';
import { incomingIn } from '../support/incoming.ts';

/** What of a card Telegram makes a command of, which a tap sends. */
function tappable({ view }: Shown): string[] {
  const { text, entities } = fmt`${view.text}`;
  return findEntities(text, entities as Entity[])
    .filter(({ type }) => type === 'bot_command')
    .map(({ offset, length }) => text.slice(offset, offset + length));
}

test.each([
  ['/stop'],
  ['Где заказ? /stop@demo_bot, (/stop) и "/stop"'],
  ['см. shop.ru/stop, км/ч, 24/7\n/stop\n/STOP'],
])('no command can be tapped in what a customer wrote: %s', async (text) => {
  const chat = await chatForTest();
  for (const chatId of [OLGA.id, GROUP]) {
    const sender = chatId === GROUP ? '79991112233' : '79991234567';
    const came = await incomingIn(chat, chatId, { sender, text, talk: true });
    const another = await incomingIn(chat, chatId, { sender, text: `${text} 2`, talk: true });
    const queue = only(await chat.say(OLGA, '/queue', { chat: chatId }));
    const history = only(await chat.say(OLGA, `/history +${sender}`, { chat: chatId }));
    for (const card of [came, await chat.look(another), queue, history]) {
      expect(card.text.replace(/\s+/g, ' ')).toContain(text.replace(/\s+/g, ' '));
      expect(tappable(card)).toEqual([]);
    }
  }
});
