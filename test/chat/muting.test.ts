import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { alertRounds } from '../../src/chat/watch/alerts.ts';
import { reportBinds } from '../../src/store/attempts/binds.ts';
import { keepAlertGroup } from '../../src/store/watch/alert-groups.ts';
import { fail, told } from '../support/alerts.ts';
import { BIND, lostAt } from '../support/bind-report.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS } from '../support/chat.ts';

const MIN = 60_000;
/** At noon: hours later it is the same day, of which a card need not say which it is. */
const NOON = Date.parse('2026-11-23T09:00:00Z');
const ENGLISH: typeof OLGA = { ...OLGA, language_code: 'en' };

beforeEach(() => void vi.setSystemTime(NOON));
afterEach(() => void vi.useRealTimers());

/** A group of another program's alerts fires, or (false) nothing of it does any more. */
function fire({ store }: ChatForTest, name: string, fires = true): Promise<void> {
  const labels = { alertname: name, severity: 'critical' };
  const group = {
    title: name,
    alerts: [{ labels, summary: 'look', since: Date.now() }],
    resolved: 0,
    truncated: 0,
  };
  return store.write((tx) => keepAlertGroup(tx, name, fires ? group : null, Date.now()));
}

/** What comes so many minutes after noon. */
function at(chat: ChatForTest, minutes: number) {
  vi.setSystemTime(NOON + minutes * MIN);
  return told(chat);
}

const bind = async ({ store }: ChatForTest, account: string, isUp = false) =>
  store.write((tx) =>
    reportBinds(tx, account, [{ id: `${account}/1`, report: isUp ? BIND : lostAt(Date.now()) }], Date.now()),
  );

/** Two groups of one watch are told of. */
async function twoGroups(chat: ChatForTest, person = ENGLISH, place: { chat?: number } = {}) {
  await chat.say(person, '/watch alerts severity=critical', place);
  for (const name of ['DiskFull', 'ApiDown']) await fire(chat, name);
  const cards = await told(chat);
  const [disk, api] = ['DiskFull', 'ApiDown'].map((name) => cards.find(({ text }) => text.includes(name)));
  if (!disk || !api) throw new Error('not both are told');
  return { disk, api };
}

describe('[Mute 1h] below one alert of several that a watch tells of', () => {
  test.each([
    {
      person: ENGLISH,
      place: {},
      mute: 'Mute 1h',
      muted: /\n🔕 This is muted until 13:00:00; what happens is told then$/,
      listed: '/watch alerts severity=critical · 1 alert of it muted until 13:00:00',
      again: 'Speak again',
    },
    {
      person: OLGA,
      place: { chat: GROUP },
      mute: 'Тихо 1 ч',
      muted: /\n🔕 Об этом тихо до 13:00:00, потом скажу, что было$/,
      listed: '/watch alerts severity=critical · тихо только о 1 оповещении до 13:00:00',
      again: 'Снова сообщать',
    },
  ])(
    'keeps that one quiet, also when it fires again, and tells it at the end: $mute',
    async ({ person, place, ...words }) => {
      const chat = await chatForTest();
      const { disk, api } = await twoGroups(chat, person, place);
      await chat.press(person, disk, words.mute);
      const muted = await chat.look(disk);
      expect(muted.text).toMatch(words.muted);
      expect(muted.buttons).toContain(words.again);
      expect((await chat.look(api)).text).not.toContain('🔕');
      const [list] = await chat.say(person, '/watch', place);
      expect(list?.text).toContain(words.listed);
      expect(list?.buttons).toContain(words.again);

      for (const name of ['DiskFull', 'ApiDown']) await fire(chat, name, false);
      expect(await at(chat, 1)).toEqual([]);
      expect((await chat.look(disk)).text).toMatch(/^✅ DiskFull/);
      for (const name of ['DiskFull', 'ApiDown']) await fire(chat, name);
      const rings = only(await at(chat, 20));
      expect(rings.text).toMatch(/^🚨 ApiDown/);
      expect(rings.view.silent).toBe(false);
      await fire(chat, 'Other');
      expect(only(await at(chat, 21)).text).toMatch(/^🚨 Other/);
      await fire(chat, 'DiskFull', false);
      expect(await at(chat, 59)).toEqual([]);
      const after = only(await at(chat, 61));
      expect(after.text).toMatch(/^✅ DiskFull/);
      expect(after.text).not.toContain('🔕');
      expect(await at(chat, 62)).toEqual([]);
    },
  );

  test('lasts until [Speak again] below it, or below the list for all at once', async () => {
    const chat = await chatForTest();
    const { disk, api } = await twoGroups(chat);
    const endBoth = async () => {
      for (const name of ['DiskFull', 'ApiDown']) await fire(chat, name, false);
      await told(chat);
    };
    const beginBoth = async () => {
      for (const name of ['DiskFull', 'ApiDown']) await fire(chat, name);
    };
    await chat.press(ENGLISH, disk, 'Mute until 9:00');
    await chat.press(ENGLISH, api, 'Mute 8h');
    const [list] = await chat.say(ENGLISH, '/watch');
    expect(list?.text).toMatch(/ · 2 alerts of it muted, the last until .*09:00:00$/);
    await endBoth();
    vi.setSystemTime(NOON + 15 * MIN);
    await beginBoth();
    expect(await told(chat)).toEqual([]);
    await chat.press(ENGLISH, disk, 'Speak again');
    expect(only(await told(chat)).text).toMatch(/^🚨 DiskFull/);
    expect((await chat.look(disk)).text).not.toContain('🔕');
    await chat.press(ENGLISH, only(list ? [list] : []), 'Speak again');
    expect(only(await told(chat)).text).toMatch(/^🚨 ApiDown/);
    expect((await chat.look(list ?? disk)).text).not.toContain('muted');
  });

  test('does not end with what is said of the whole watch, which covers all of it', async () => {
    const chat = await chatForTest();
    const { disk, api } = await twoGroups(chat);
    await chat.press(ENGLISH, disk, 'Mute 8h');
    await chat.say(ENGLISH, '/watch mute alerts 2h');
    const whole = /🔕 All of \/watch alerts severity=critical is muted here until 14:00:00; what happens/;
    expect((await chat.look(api)).text).toMatch(whole);
    expect((await chat.look(disk)).text).toMatch(whole);
    expect((await chat.look(disk)).text).toContain('This is muted until 20:00:00');
    await fire(chat, 'Other');
    expect(await at(chat, 1)).toEqual([]);
    await chat.press(ENGLISH, api, 'Speak again');
    expect(only(await at(chat, 2)).text).toMatch(/^🚨 Other/);
    expect((await chat.look(disk)).buttons).toContain('Speak again');
    await fire(chat, 'DiskFull', false);
    await at(chat, 3);
    await fire(chat, 'DiskFull');
    expect(await at(chat, 30)).toEqual([]);
  });

  test('keeps it out of what is listed where all comes at once', async () => {
    const chat = await chatForTest();
    const { disk } = await twoGroups(chat, OLGA, { chat: GROUP });
    await chat.press(OLGA, disk, 'Тихо 1 ч');
    await fire(chat, 'DiskFull', false);
    await at(chat, 1);
    for (let n = 0; n < 15; n++) await fire(chat, `Host${n}`);
    await fire(chat, 'DiskFull');
    vi.setSystemTime(NOON + 15 * MIN);
    await alertRounds(chat.store, SETTINGS)(Date.now());
    const { cards } = await chat.update({});
    const storm = only(cards.filter(({ card }) => card.kind === 'storm'));
    expect(storm.text).toContain('5 оповещений');
    expect(storm.text).not.toContain('DiskFull');
    expect(only(await at(chat, 61)).text).toMatch(/^🚨 DiskFull/);
  });
});

test.each([
  [ENGLISH, 'Mute 1h', '🔕 All of this is muted until 13:00:00; what'],
  [OLGA, 'Тихо 1 ч', '🔕 Обо всём этом тихо до 13:00:00, потом'],
])('what one message tells of several is muted with it, and no other: %#', async (person, mute, words) => {
  const chat = await chatForTest();
  await chat.say(person, '/watch alerts');
  await fire(chat, 'DiskFull');
  await alertRounds(chat.store, SETTINGS)(Date.now());
  vi.setSystemTime(NOON + MIN);
  await fire(chat, 'ApiDown');
  const late = only(await told(chat));
  await chat.press(person, late, mute);
  expect((await chat.look(late)).text).toContain(words.replace('13:00:00', '13:01:00'));
  await fire(chat, 'Other');
  expect(only(await at(chat, 2)).text).toMatch(/^🚨 Other/);
  for (const name of ['DiskFull', 'ApiDown']) await fire(chat, name, false);
  await at(chat, 3);
  for (const name of ['DiskFull', 'ApiDown']) await fire(chat, name);
  expect(await at(chat, 20)).toEqual([]);
});

test('one login’s link is muted, and another’s is told; what fails beside it as well', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch', { chat: GROUP });
  for (const account of ['demo', 'shop']) await bind(chat, account, true);
  await bind(chat, 'demo');
  const demo = only(await told(chat));
  await chat.press(OLGA, demo, 'Тихо 8 ч');
  await bind(chat, 'shop');
  expect(only(await at(chat, 1)).text).toMatch(/^🔌 .* · логин shop\n/);
  await fail(chat);
  expect(only(await at(chat, 2)).text).toContain('🔴 Не доставлено');
  await bind(chat, 'demo', true);
  expect(await at(chat, 3)).toEqual([]);
  await bind(chat, 'demo');
  expect(await at(chat, 30)).toEqual([]);
});

test.each([
  [
    'en',
    'Mute 1h',
    '🔕 Failures and messages in doubt are muted here until 13:00:00; what happens is told then',
  ],
  ['ru', 'Тихо 1 ч', '🔕 Об отказах и сомнительных сообщениях здесь тихо до 13:00:00, потом скажу, что было'],
])('failures are muted, and a lost link is told, in %s', async (language, mute, words) => {
  const chat = await chatForTest();
  await chat.say(OLGA, `/lang ${language}`, { chat: GROUP });
  await chat.say(OLGA, '/watch', { chat: GROUP });
  await fail(chat);
  const failures = only(await told(chat));
  await chat.press(OLGA, failures, mute);
  expect((await chat.look(failures)).text).toContain(words);
  await fail(chat);
  await bind(chat, 'demo');
  expect(only(await at(chat, 5)).text).toMatch(/^🔌/);
  expect(only(await at(chat, 61)).text).toContain('🔴');
});

describe('typed in reply to an alert', () => {
  test.each(['/watch mute 2h', '/mute 2h', '/mute for 2 hours'])(
    '%s mutes what that is about',
    async (line) => {
      const chat = await chatForTest();
      const { disk, api } = await twoGroups(chat);
      const [list] = await chat.say(ENGLISH, line, { replyTo: disk });
      expect(list?.text).toMatch(/^🔕 What you replied to is muted until 14:00:00\.\n/);
      expect(list?.text).toContain(' · 1 alert of it muted until 14:00:00');
      expect((await chat.look(disk)).text).toContain('🔕 This is muted until 14:00:00');
      expect((await chat.look(api)).text).not.toContain('🔕');
    },
  );

  test('no time is an hour, in Russian too, and a watch that is named is muted as a whole', async () => {
    const chat = await chatForTest();
    const { disk, api } = await twoGroups(chat, OLGA);
    const [list] = await chat.say(OLGA, '/watch тихо', { replyTo: disk });
    expect(list?.text).toMatch(/^🔕 О том, на что вы ответили, молчу до 13:00:00\.\n/);
    expect((await chat.look(disk)).text).toContain('🔕 Об этом тихо до 13:00:00');
    await chat.say(OLGA, '/watch mute alerts 2h', { replyTo: disk });
    expect((await chat.look(api)).text).toContain(
      '🔕 Здесь тихо про всё из /watch alerts severity=critical до 14:00:00',
    );
  });

  test('an operator in a group mutes what the button below an alert does, by words too, and nothing else', async () => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const { disk, api } = await twoGroups(chat, OLGA, { chat: GROUP });
    const [refused] = await chat.say(NIKOLAI, '/mute alerts 2h', { chat: GROUP, replyTo: disk });
    expect(refused?.text).toMatch(/^Команды \/mute нет: \[Беру\] и \[Тихо 1 ч\] есть под каждым/);
    expect((await chat.look(disk)).text).not.toContain('🔕');
    const [told] = await chat.say(NIKOLAI, '/mute 2h', { chat: GROUP, replyTo: disk });
    expect(told?.text).toBe('🔕 О том, на что вы ответили, молчу до 14:00:00.');
    expect((await chat.look(disk)).text).toContain('🔕 Об этом тихо до 14:00');
    expect((await chat.look(api)).text).not.toContain('🔕');
  });

  test.each([
    [OLGA, 'тихо на 2 часа', '🔕 Об этом тихо до 14:00:00'],
    [OLGA, 'тихо на 2,5 часа', '🔕 Об этом тихо до 14:30:00'],
    [OLGA, 'Замьють на час', '🔕 Об этом тихо до 13:00:00'],
    [OLGA, 'заглуши это на 30 минут!', '🔕 Об этом тихо до 12:30:00'],
    [OLGA, 'не шуми до 18', '🔕 Об этом тихо до 18:00:00'],
    [OLGA, 'не шуми до 9', '09:00:00'],
    [OLGA, 'тихо', '🔕 Об этом тихо до 13:00:00'],
    [OLGA, 'тихо на неделю', '🔕 Об этом тихо до'],
    [ENGLISH, 'mute for two weeks', '🔕 This is muted until'],
    [ENGLISH, 'mute this for 2h', '🔕 This is muted until 14:00:00'],
    [ENGLISH, 'quiet for 2.5 hours', '🔕 This is muted until 14:30:00'],
    [ENGLISH, 'Quiet for an hour', '🔕 This is muted until 13:00:00'],
    [ENGLISH, 'mute for 2 hours please', '🔕 This is muted until 14:00:00'],
    [ENGLISH, 'snooze until 6pm', '🔕 This is muted until 18:00:00'],
  ])('%o: “%s” mutes what that is about, in private and in a group', async (person, words, muted) => {
    for (const place of [{}, { chat: GROUP }]) {
      const chat = await chatForTest();
      await chat.let(NIKOLAI, 'operator');
      const { disk, api } = await twoGroups(chat, person, place);
      const by = 'chat' in place ? NIKOLAI : person;
      const [told] = await chat.say(by, words, { ...place, replyTo: disk });
      expect(told?.text).toMatch(
        /^🔕 (?:What you replied to is muted until|О том, на что вы ответили, молчу до) .*\d\d:\d\d:\d\d\.$/,
      );
      expect((await chat.look(disk)).text).toContain('chat' in place ? '🔕 Об этом тихо до' : muted);
      expect((await chat.look(api)).text).not.toContain('🔕');
    }
  });

  test.each([
    [
      OLGA,
      'тихо на 2 часа',
      /^🔕 О том, на что вы ответили, молчу до .*14:15:00\.$/,
      /^🔕 Обо всём этом тихо до 14:15:00/,
    ],
    [
      ENGLISH,
      'quiet for 2 hours',
      /^🔕 What you replied to is muted until .*14:15:00\.$/,
      /^🔕 All of this is muted until 14:15:00/,
    ],
  ])(
    '%o: “%s” below what lists all that came at once mutes that, and nothing else',
    async (person, words, muted, onCard) => {
      const chat = await chatForTest();
      await chat.say(person, '/watch alerts');
      for (let n = 0; n < 15; n++) await fire(chat, `Host${n}`);
      vi.setSystemTime(NOON + 15 * MIN);
      await alertRounds(chat.store, SETTINGS)(Date.now());
      const { cards } = await chat.update({});
      const storm = only(cards.filter(({ card }) => card.kind === 'storm'));
      const [answer] = await chat.say(person, words, { replyTo: storm });
      expect(answer?.text).toMatch(muted);
      expect((await chat.look(storm)).text.split('\n').at(-1)).toMatch(onCard);
      for (let n = 0; n < 15; n++) await fire(chat, `Host${n}`, false);
      await at(chat, 16);
      for (let n = 0; n < 15; n++) await fire(chat, `Host${n}`);
      const again = await at(chat, 90);
      const named = (text: string): readonly string[] => text.match(/Host\d+/g) ?? [];
      const listed = named(storm.text);
      const said = again.flatMap(({ text }) => named(text));
      expect(listed.length).toBe(5);
      expect(said.length).toBeGreaterThan(0);
      expect(said.filter((name) => listed.includes(name))).toEqual([]);
    },
  );

  test.each(['тихо тут у вас', 'мьют завтра обсудим', 'mute seems broken', 'Коль, тихо'])(
    '“%s” mutes nothing',
    async (words) => {
      const chat = await chatForTest();
      const { disk } = await twoGroups(chat, OLGA, { chat: GROUP });
      expect(await chat.say(OLGA, words, { chat: GROUP, replyTo: disk })).toEqual([]);
      expect((await chat.look(disk)).text).not.toContain('🔕');
    },
  );

  test('a viewer in a group does not', async () => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'viewer');
    const { disk } = await twoGroups(chat, OLGA, { chat: GROUP });
    await chat.say(NIKOLAI, '/mute 2h', { chat: GROUP, replyTo: disk });
    expect((await chat.look(disk)).text).not.toContain('🔕');
  });
});
