import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { writeButton } from '../../src/chat/button-data.ts';
import { addToStopList } from '../../src/store/stop-list/stop-list.ts';
import { CHANNEL, STATE } from '../../src/store/tables/coded.ts';
import { ITS_ORDER } from '../../src/store/tables/message-id.ts';
import { type ChatForTest, chatForTest, OLGA } from '../support/chat.ts';
import { buttons, rowOf } from './buttons/rows.ts';

/*
 * Every door by which something goes to a number, with that number on the stop list by the time somebody uses it: each button
 * of the matrix of roles, and each command.
 */

/** Numbers as the matrix makes them. */
const NUMBER = /\b7\d{10}\b/g;

/** All that a store knows of by its number is put on the list. */
async function stopAll(chat: ChatForTest): Promise<void> {
  const { db } = chat.store;
  const known = await Promise.all([
    db.selectFrom('messages').select('recipient as of').distinct().execute(),
    db.selectFrom('incoming').select('sender as of').distinct().execute(),
    db.selectFrom('cards').select('body as of').distinct().execute(),
  ]);
  const numbers = known.flat().flatMap(({ of }) => of.match(NUMBER) ?? []);
  const reason = { source: 'person', madeBy: OLGA.id, why: null, incomingId: null } as const;
  await chat.store.write((tx) => addToStopList(tx, [...new Set(numbers)], reason, Date.now()));
}

/** What may yet leave, look-ups aside. */
async function mayLeave({ store }: ChatForTest): Promise<string[]> {
  const going = await store.db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(['messages.recipient', 'orders.channel'])
    .where('messages.state', 'in', STATE.all(['waiting', 'queued', 'submitting']))
    .where('orders.channel', 'not in', CHANNEL.all(['hlr', 'ping']))
    .execute();
  return going.map(({ recipient, channel }) => `${CHANNEL.name(channel)} ${recipient}`);
}

/** Those by which messages change, by the matrix; by those of viewers only look-ups do. */
const sending = buttons.filter((button) => {
  const { changed, least } = rowOf(button);
  return changed.includes('messages') && least !== 'viewer';
});
const kinds = [...new Set(sending.map((button) => button.split(' ')[0] ?? ''))];

test.each(kinds)(
  'nothing goes to the stop list by a button of a card that was there before (%s)',
  async (kind) => {
    const chat = await chatForTest({ asksProvider: true });
    for (const button of sending.filter((one) => one.startsWith(`${kind} `))) {
      const { only = OLGA.id, card } = rowOf(button);
      const shown = await card(chat, OLGA, only);
      await stopAll(chat);
      const [action = '', arg] = button.slice(kind.length + 1).split(':');
      const data = writeButton({ action, ...(arg === undefined ? {} : { arg }) }, shown.card.id);
      const message = { ...chat.message(OLGA, '', { chat: only }), message_id: 1 };
      await chat.update({ callback_query: { id: button, from: OLGA, chat_instance: '1', message, data } });
      expect({ button, going: await mayLeave(chat) }).toEqual({ button, going: [] });
    }
  },
);

const WHOM = ['+79991234567', '8 (999) 123-45-67', '8-999-123-45-67', '79991234567', 'ivan', '#couriers'];
/** What stands behind the number, where a text would not do. */
const WORDS: Readonly<Record<string, string>> = {
  tgm: '4821',
  bot: 'bot=@shop_bot hello',
  't ready': '',
};
const OPTIONS = ['at=+2h', 'now=yes', 'via=viber,sms after=60s', 'from=SHOP comment="a"'];
/** They write to no number. */
const OTHERS = ['email', 'hlr', 'ping', 'history'];

test('nothing goes to the stop list by a command, however the number is written', async () => {
  const chat = await chatForTest({ asksProvider: true });
  await chat.say(OLGA, '/stoplist add +79991234567');
  await chat.say(OLGA, '/contact add ivan +79991234567');
  await chat.say(OLGA, '/group add couriers ivan');
  await chat.say(OLGA, '/template add ready hello');
  const names = commands.filter(({ spec }) => spec.recipients !== 'none').map(({ spec }) => spec.name);
  for (const name of [...names, 't ready']) {
    const words = WORDS[name] ?? 'hello';
    for (const whom of WHOM) {
      const [card] = await chat.say(OLGA, `/${name} ${whom} ${words}`.trimEnd());
      const isRefused = card?.text.includes('в стоп-листе');
      expect({ name, whom, isRefused }).toEqual({ name, whom, isRefused: !OTHERS.includes(name) });
    }
    for (const option of OPTIONS) await chat.say(OLGA, `/${name} ${WHOM[0]} ${option} ${words}`);
    expect({ name, going: await mayLeave(chat) }).toEqual({ name, going: [] });
  }
});
