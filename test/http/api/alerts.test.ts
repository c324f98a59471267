import { expect, test } from 'vitest';
import { alertRounds } from '../../../src/chat/watch/alerts.ts';
import { alert, call, ENGLISH, watching } from '../../support/alertmanager.ts';
import { made } from '../../support/api.ts';
import { GROUP, OLGA, only, SETTINGS } from '../../support/chat.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

test('a group is one message: told when it fires, edited when more fires and when it is resolved', async () => {
  const { chat, post, told } = await watching(['/watch alerts', OLGA.id]);

  expect(await post(call([alert('db1')]))).toMatchObject({ status: 200, body: { watches: 1 } });
  const [card, ...others] = await told();
  if (!card) throw new Error('nothing was told');
  expect(others).toEqual([]);
  expect(card.text).toMatch(
    /^🚨 InstanceDown · critical · since .*\n• instance=db1 job=node: Instance db1 down$/,
  );
  expect(card.buttons).toEqual(['Ack', 'Mute 1h', 'Mute 8h', 'Mute until 9:00']);

  await post(call([alert('db1'), alert('db2')]));
  expect(await told()).toEqual([]);
  expect((await chat.look(card)).text).toMatch(
    /^🚨 InstanceDown · critical · 2 firing, since .*\n• instance=db1: Instance db1 down\n• instance=db2: Instance db2 down$/,
  );

  await post(call([alert('db1', 'resolved'), alert('db2')]));
  await told();
  expect((await chat.look(card)).text).toMatch(/\n• instance=db2 job=node: Instance db2 down\nresolved: 1$/);
  expect((await chat.look(card)).text).not.toContain('db1');

  await post(call([alert('db1', 'resolved'), alert('db2', 'resolved')]));
  expect(await told()).toEqual([]);
  expect((await chat.look(card)).text).toMatch(
    /^✅ InstanceDown · critical · resolved at .*, it lasted .*\n• instance=db2 job=node: Instance db2 down$/,
  );
});

test.each([
  ['en', 'resolved at', 'and 2 more'],
  ['ru', 'в норме с', 'ещё 2'],
])(
  'of what is over it is said where it was and what, of many the first: %s',
  async (language, over, more) => {
    const { chat, post, told } = await watching(['/watch alerts', OLGA.id]);
    await chat.say(OLGA, `/lang ${language}`);
    const hosts = ['db1', 'db2', 'db3', 'db4', 'db5'];
    await post(call(hosts.map((host) => alert(host))));
    const card = only(await told());
    await post(call(hosts.map((host) => alert(host, 'resolved'))));
    await told();
    const [first = '', ...others] = (await chat.look(card)).text.split('\n');
    expect(first).toContain(over);
    expect(others.slice(0, 3)).toEqual(
      hosts.slice(0, 3).map((host) => `• instance=${host}: Instance ${host} down`),
    );
    expect(others[3]).toContain(more);
  },
);

test.each([
  ['en', /^📬 These could not go out at once, so they come together: 2 alerts$/],
  ['ru', /^📬 Сразу передать не вышло, вот что накопилось: 2 оповещения$/],
])('of several in one message each has its place and what it says: %s', async (language, head) => {
  const { chat, post } = await watching(['/watch alerts', OLGA.id]);
  await chat.say(OLGA, `/lang ${language}`);
  const round = alertRounds(chat.store, SETTINGS);
  const began = Date.now();
  await post(call([alert('db1')], { groupKey: 'one' }));
  await round(began);
  await post(call([alert('db2')], { groupKey: 'two' }));
  await round(began + 3 * MINUTE);
  const lines = (await chat.update({})).cards.flatMap(({ text }) => text.split('\n'));
  expect(lines[0]).toMatch(head);
  expect(lines.slice(1)).toEqual(
    ['db1', 'db2'].map((host) =>
      expect.stringMatching(
        new RegExp(`^🚨 InstanceDown · critical · .* · instance=${host} job=node: Instance ${host} down$`),
      ),
    ),
  );
});

test('the end of a group is when the last of it was resolved, not when that is heard of', async () => {
  const { chat, post, told } = await watching(
    ['/watch alerts', OLGA.id],
    ['/watch alerts instance=db2', GROUP],
  );
  const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();
  const db1 = { startsAt: ago(60) };
  const db2 = { startsAt: ago(58) };
  await post(
    call([
      { ...alert('db1'), ...db1 },
      { ...alert('db2'), ...db2 },
    ]),
  );
  const cards = await told();
  expect(cards).toHaveLength(2);

  await post(
    call([
      { ...alert('db1', 'resolved'), ...db1, endsAt: ago(50) },
      { ...alert('db2', 'resolved'), ...db2, endsAt: ago(48) },
    ]),
  );
  await told();

  for (const card of cards) {
    const lasted = card.card.chat_id === GROUP ? 10 : 12;
    expect((await chat.look(card)).text).toMatch(new RegExp(`resolved at .*, it lasted ${lasted} min\\n`));
  }
});

test('groups of two Alertmanagers that are called the same do not end each other', async () => {
  const { chat, post, told } = await watching(['/watch alerts', OLGA.id]);
  const staging = await made(chat.store, { name: 'staging', may: 'alerts' });
  await post(call([alert('db1')]));
  await post(call([alert('stage1')]), { token: staging });
  const cards = await told();
  expect(cards.map(({ text }) => /instance=(\w+)/.exec(text)?.[1]).sort()).toEqual(['db1', 'stage1']);

  await post(call([alert('stage1', 'resolved')]), { token: staging });
  await told();
  const now = await Promise.all(cards.map((card) => chat.look(card)));
  expect(now.map(({ text }) => text.split(' ')[0]).sort()).toEqual(['✅', '🚨'].sort());
});

test('what is resolved without having been heard of tells nobody anything', async () => {
  const { post, told } = await watching(['/watch alerts', OLGA.id]);
  expect((await post(call([alert('db1', 'resolved')]))).status).toBe(200);
  expect(await told()).toEqual([]);
});

test('what fires and is over before anybody looked is told once, as over', async () => {
  const { chat, post, told } = await watching(
    ['/watch alerts', OLGA.id],
    ['/watch alerts severity=page', GROUP],
  );
  const at = new Date().toISOString();
  await post(call([{ ...alert('db1'), startsAt: at }]));
  await post(call([{ ...alert('db1', 'resolved'), startsAt: at, endsAt: at }]));
  const card = only(await told());
  expect(await told()).toEqual([]);
  expect((await chat.look(card)).text).toMatch(/^✅ InstanceDown · critical · resolved at /);
  for (const later of [SECOND, 5 * SECOND]) expect(await told(later)).toEqual([]);
  expect((await chat.look(card)).text).toMatch(/^✅ InstanceDown/);
});

test('what fires again within seconds goes on in the same message', async () => {
  const { chat, post, told } = await watching(['/watch alerts', OLGA.id]);
  await post(call([alert('db1')]));
  const [card] = await told();
  await post(call([alert('db1', 'resolved')]));
  await told();
  await post(call([alert('db1')]));
  expect(await told()).toEqual([]);
  expect(card && (await chat.look(card)).text).toContain('times it fired: 2');
});

test('what fires again after it was over rings anew, whoever has seen to it before, unless it is muted', async () => {
  const { chat, post, told } = await watching(['/watch alerts', GROUP]);
  await post(call([alert('db1')]));
  const first = only(await told());
  await chat.press(ENGLISH, first, 'Ack', GROUP);
  await post(call([alert('db1', 'resolved')]));
  await told();
  await post(call([alert('db1')]));
  const again = only(await told(90 * SECOND));
  expect(again.text).toMatch(/^🚨 InstanceDown/);
  expect(again.buttons).toContain('Ack');
  expect((await chat.look(first)).text).toMatch(/^✅ InstanceDown/);

  await post(call([alert('db1', 'resolved')]));
  await told();
  await chat.press(ENGLISH, again, 'Mute 1h', GROUP);
  await post(call([alert('db1')]));
  expect(await told(90 * SECOND)).toEqual([]);
});

test.each([
  [
    ENGLISH,
    /\n⏳ Not heard of since .*\. Does Alertmanager still run\?$/,
    /^❔ InstanceDown · critical · not heard of since .*, nobody knows how it ended\n• instance=db1 job=node: Instance db1 down$/,
  ],
  [
    OLGA,
    /\n⏳ С .* об этом ничего не слышно\. Работает ли Alertmanager\?$/,
    /^❔ InstanceDown · critical · с .* ничего не слышно, чем кончилось, неизвестно\n• instance=db1 job=node: Instance db1 down$/,
  ],
])(
  'a group of which nobody speaks any more does not fire for ever: what is not known is said',
  async (person, unheard, over) => {
    const { chat, post, told } = await watching(['/watch alerts', OLGA.id]);
    await chat.say(OLGA, `/lang ${person.language_code}`);
    await post(call([alert('db1')]));
    const [card] = await told();
    if (!card) throw new Error('nothing was told');
    const looked = async () => (await chat.look(card)).text;

    await told(4.5 * HOUR);
    expect(await looked()).not.toMatch(unheard);
    await told(HOUR);
    expect(await looked()).toMatch(unheard);
    await post(call([alert('db1')]));
    await chat.store.db
      .updateTable('signals')
      .set((eb) => ({ at: eb('at', '+', 5.5 * HOUR) }))
      .execute();
    await told();
    expect(await looked()).not.toMatch(unheard);

    await told(6 * HOUR);
    expect(await looked()).toMatch(unheard);
    await told(7 * 24 * HOUR);
    expect(await looked()).toMatch(over);
  },
);
