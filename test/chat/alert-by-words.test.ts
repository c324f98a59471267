import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reportBinds } from '../../src/store/attempts/binds.ts';
import { fail, told } from '../support/alerts.ts';
import { lostAt } from '../support/bind-report.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { EN } from '../support/languages.ts';

const NOON = Date.parse('2026-11-23T09:00:00Z');
const ENGLISH: typeof OLGA = { ...OLGA, language_code: 'en' };

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOON }));
afterEach(() => void vi.useRealTimers());

/** An alert of what failed, in a group or in private. */
async function alerted(person: typeof OLGA, place: { chat?: number }) {
  const chat = await chatForTest(person === ENGLISH ? { language: EN } : {});
  await chat.let(NIKOLAI, 'operator');
  await chat.say(person, '/watch failed', place);
  await fail(chat);
  // In private it speaks as one was spoken to last.
  await chat.say(person, '/lang', place);
  return { chat, alert: only(await told(chat)) };
}

const recorded = async ({ store }: ChatForTest) =>
  (await store.db.selectFrom('actions').select('what').execute())
    .map(({ what }) => what)
    .filter((what) => what.startsWith('reply'));

const PLACES = [{}, { chat: GROUP }];
/** Its language is the chat's. */
const SEEN_TO = /✔ Olga (?:разбирается|sees to it)/;
const MUTED = /🔕 .*\/watch failed.* 13:00:00/;

test.each([
  [OLGA, 'Смотрю', '✔ Это за вами'],
  [OLGA, 'я займусь!', '✔ Это за вами'],
  [OLGA, 'беру, разбираюсь', '✔ Это за вами'],
  [OLGA, 'ок, беру и разберусь', '✔ Это за вами'],
  [ENGLISH, 'on it', '✔ You see to it'],
  [ENGLISH, 'on it, looking', '✔ You see to it'],
  [ENGLISH, 'I’ll take it', '✔ You see to it'],
])('%o: “%s” in reply to an alert is what [Ack] is, and is said', async (person, words, said) => {
  for (const place of PLACES) {
    const { chat, alert } = await alerted(person, place);
    expect(only(await chat.say(person, words, { ...place, replyTo: alert })).text).toContain(said);
    const shown = await chat.look(alert);
    expect(shown.text).toMatch(SEEN_TO);
    expect(shown.buttons).not.toContain('Ack');
    expect(await recorded(chat)).toEqual(['reply ack']);
    const [late] = await chat.say(person, words, { ...place, replyTo: alert });
    expect(late?.text).toMatch(SEEN_TO);
    expect(await recorded(chat)).toEqual(['reply ack']);
  }
});

test.each([
  [OLGA, 'кто смотрит?', 'Пока никто не взялся', 'Olga разбирается'],
  [ENGLISH, 'who’s got this', 'Nobody has said so yet', 'Olga sees to it'],
])('%o who asks “%s” is told who sees to it', async (person, words, nobody, somebody) => {
  const place = { chat: GROUP };
  const { chat, alert } = await alerted(person, place);
  const ask = async (): Promise<Shown> => only(await chat.say(person, words, { ...place, replyTo: alert }));
  expect((await ask()).text).toContain(nobody);
  await chat.say(person, 'on it', { ...place, replyTo: alert });
  expect((await ask()).text).toContain(somebody);
});

test.each([
  [OLGA, 'тихо до утра', /24 нояб\. 09:00/],
  [OLGA, 'тихо до вечера', /18:00/],
  [ENGLISH, 'quiet until the morning', /24 нояб\. 09:00/],
  [ENGLISH, 'mute until this evening', /18:00/],
])('%o: “%s” mutes what the alert tells until %s', async (person, words, until) => {
  const { chat, alert } = await alerted(person, { chat: GROUP });
  await chat.say(person, words, { chat: GROUP, replyTo: alert });
  expect((await chat.look(alert)).text).toMatch(until);
  expect(await recorded(chat)).toEqual(['reply mute']);
});

test.each([
  [OLGA, 'заткнись на час', 'хватит молчать', 'снова сообщаю'],
  [OLGA, 'тихо', 'включи обратно', 'снова сообщаю'],
  [ENGLISH, 'shut up for an hour', 'unmute', 'is told again'],
  [ENGLISH, 'mute', 'speak again', 'is told again'],
])('%o: “%s” mutes what the alert tells, and “%s” ends that', async (person, mute, end, again) => {
  for (const place of PLACES) {
    const { chat, alert } = await alerted(person, place);
    await chat.say(person, mute, { ...place, replyTo: alert });
    expect((await chat.look(alert)).text).toMatch(MUTED);
    expect(only(await chat.say(person, end, { ...place, replyTo: alert })).text).toContain(again);
    expect((await chat.look(alert)).text).not.toContain('🔕');
    expect(await recorded(chat)).toEqual(['reply mute', 'reply unmute']);
  }
});

test.each([
  [OLGA, 'почему?', 'написано в оповещении'],
  [ENGLISH, 'why', 'stands in the alert'],
])('%o who asks “%s” is told where it stands', async (person, words, said) => {
  const { chat, alert } = await alerted(person, { chat: GROUP });
  expect(only(await chat.say(person, words, { chat: GROUP, replyTo: alert })).text).toContain(said);
});

test.each([
  [OLGA, 'остановите рассылку!!!', '/stop', 'Что это за ошибка?', 'написано в оповещении'],
  [ENGLISH, 'stop everything!!', '/stop', 'what does this mean?', 'stands in the alert'],
])('%o: “%s” in reply to an alert is answered with the line', async (person, words, line, why, said) => {
  for (const place of PLACES) {
    const { chat, alert } = await alerted(person, place);
    const reply = { ...place, replyTo: alert };
    expect(only(await chat.say(person, words, reply)).text).toContain(line);
    expect(only(await chat.say(person, why, reply)).text).toContain(said);
  }
});

test.each([
  [OLGA, 'я разберусь', 'оповещение закончилось'],
  [ENGLISH, 'looking into it', 'the alert is over'],
])('%o: “%s” below what is over is answered so', async (person, words, said) => {
  const chat = await chatForTest(person === ENGLISH ? { language: EN } : {});
  const place = { chat: GROUP };
  await chat.say(person, '/watch link', place);
  const report = async (status: 'waiting' | 'bound') => {
    await chat.store.write((tx) =>
      reportBinds(tx, 'demo', [{ id: 'demo/1', report: { ...lostAt(NOON), status } }], NOON),
    );
    return told(chat);
  };
  const alert = only(await report('waiting'));
  await report('bound');
  const reply = only(await chat.say(person, words, { ...place, replyTo: alert }));
  expect(reply.text).toContain(said);
});

test('what is said among colleagues below an alert does nothing, and a viewer mutes and unmutes nothing', async () => {
  const { chat, alert } = await alerted(OLGA, { chat: GROUP });
  for (const words of ['смотрю я на это и плачу', 'on it goes', 'говори громче', 'смотрю?'])
    expect(await chat.say(NIKOLAI, words, { chat: GROUP, replyTo: alert })).toEqual([]);
  await chat.say(OLGA, 'тихо', { chat: GROUP, replyTo: alert });
  await chat.let(NIKOLAI, 'viewer');
  expect(await chat.say(NIKOLAI, 'unmute', { chat: GROUP, replyTo: alert })).toEqual([]);
  expect((await chat.look(alert)).text).toContain('🔕');
});
