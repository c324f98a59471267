import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { expect, test } from 'vitest';
import { tapless } from '../../src/chat/cards/tapless.ts';
import { findEntities } from '../../src/demo/telegram/found-entities.ts';
import type { Entity } from '../../src/demo/telegram/rich-text.ts';
import { keepAlertGroup } from '../../src/store/watch/alert-groups.ts';
import { told } from '../support/alerts.ts';
import { api } from '../support/api.ts';
import { chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { incomingIn } from '../support/incoming.ts';

const tapsIn = (text: FormattedString): string[] =>
  findEntities(text.text, text.entities as Entity[])
    .filter(({ type }) => type === 'bot_command')
    .map(({ offset, length }) => text.text.slice(offset, offset + length));

/** What of a card Telegram makes a command of, which a tap sends. */
const tappable = ({ view }: Shown): string[] => tapsIn(fmt`${view.text}`);

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

test('no command can be tapped in what a program wrote', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch alerts', { chat: GROUP });
  await chat.say(OLGA, '/watch heartbeat backup 5m', { chat: GROUP });
  const alert = {
    labels: { alertname: '/stop' },
    summary: 'say /stop',
    runbook: 'https://a.example/ /stop',
    since: 0,
  };
  const group = { title: '/stop', alerts: [alert], resolved: 0, truncated: 0, gone: [] };
  await chat.store.write((tx) => keepAlertGroup(tx, 'disk', group, Date.now()));
  const { call } = await api(chat.store);
  const cards = await told(chat);
  await call('POST /api/messages', { to: '+79991234567', text: 'say /stop', chat: GROUP });
  cards.push(...(await chat.update({})).cards);
  expect(cards.length).toBeGreaterThan(1);
  for (const card of cards)
    expect({ text: card.text, taps: tappable(card) }).toMatchObject({
      text: expect.stringContaining('/stop'),
      taps: [],
    });
});

test('nobody is rung up by a username that a customer or a program wrote', async () => {
  const chat = await chatForTest();
  const text = '@nikolai_demo! (@olga_x) https://a.example/?to=@nikolai_demo or a.b@c.ru';
  const came = await incomingIn(chat, GROUP, { sender: '79991112233', text, talk: true });
  await chat.say(OLGA, '/watch alerts', { chat: GROUP });
  const alert = { labels: { alertname: 'Disk' }, summary: text, runbook: '', since: 0 };
  const group = { title: 'Disk', alerts: [alert], resolved: 0, truncated: 0, gone: [] };
  await chat.store.write((tx) => keepAlertGroup(tx, 'disk', group, Date.now()));
  const cards = [came, ...(await told(chat))];
  expect(cards).toHaveLength(2);
  for (const { text: shown, view } of cards) {
    const { entities } = fmt`${view.text}`;
    const found = findEntities(shown, entities as Entity[]);
    const said = (type: string) =>
      found
        .filter((one) => one.type === type)
        .map(({ offset, length }) => shown.slice(offset, offset + length));
    expect(shown).toContain(text);
    expect(said('mention')).toEqual([]);
    expect(said('email')).toEqual(['a.b@c.ru']);
    expect(said('url')).toEqual(['https://a.example/?to=@nikolai_demo']);
  }
});

test('no command can be tapped in a name, nor in a template', async () => {
  const chat = await chatForTest();
  const named = { ...NIKOLAI, first_name: '/stop' };
  await chat.let(named, 'operator');
  await chat.say(named, '/sms +79991234567 hi', { chat: GROUP });
  await chat.say(OLGA, '/template add ready Отписаться: /stop');
  const lists = ['/people', '/template', '/template ready', '/t ready +79991234567', '/audit'];
  for (const line of lists) {
    for (const card of await chat.say(OLGA, line)) {
      expect(card.text).toContain('/stop');
      expect({ line, taps: tappable(card) }).toEqual({ line, taps: [] });
    }
  }
});

test('the commands that a card offers can be tapped, but for /stop, which acts at once', async () => {
  const chat = await chatForTest();
  expect(tappable(only(await chat.say(OLGA, '/smth')))).toContain('/help');
  expect(tappable(only(await chat.say(OLGA, '/pause')))).toEqual(['/pause']);
  const offered = fmt`/sms, ${FormattedString.code('/hlr /stop')}, /stop, ${FormattedString.link('/x', 'https://a.example')}`;
  expect(tapsIn(fmt`${tapless(offered, true)}`)).toEqual(['/sms']);
  expect(tapsIn(fmt`${tapless(offered, false)}`)).toEqual([]);
  expect(tapless('and/or', false)).toBe('and/or');
});
