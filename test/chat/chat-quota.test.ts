import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { releaseWork } from '../../src/chat/sending/releasing.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS } from '../support/chat.ts';
import { doJobs } from '../support/jobs.ts';
import { statesOf } from '../support/states.ts';

/* What a chat sets of what anybody may send from it: it tightens quotas, and never loosens them. */

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

let numbers = 0;
const say = async (person: typeof OLGA, line: string, chatId = GROUP) =>
  only(await chat.say(person, line, { chat: chatId }));
const send = (person = NIKOLAI, chatId = GROUP) =>
  say(person, `/sms +7999123${1_000 + ++numbers} hi`, chatId);
const sent = async () => (await statesOf(chat.store.db)).length;

test.each([
  [
    'ru',
    'Квота: 2 (сообщений в день каждому)',
    '🚫 Не отправлено, квоты этого чата не хватает: сегодня 2 из 2 сообщений, осталось 0, а здесь 1. Её меняют командой /settings quota: Olga.',
  ],
  [
    'en',
    'Quota: 2 (messages a day for each person)',
    '🚫 Not sent, it would go over the quota of this chat: 2 of 2 messages today, 0 left, and this takes 1. Admins change it with /settings quota: Olga.',
  ],
])(
  'a group has a quota of its own, which counts what was sent from elsewhere too (%s)',
  async (language, set, over) => {
    await say(OLGA, `/settings language ${language}`);
    expect((await say(OLGA, '/settings quota 2')).text).toContain(set);
    await send();
    await send(NIKOLAI, NIKOLAI.id);
    expect((await send()).text).toBe(over);
    expect(await sent()).toBe(2);
    // Elsewhere it is not asked, and an owner has none.
    await send(NIKOLAI, NIKOLAI.id);
    await send(OLGA);
    expect(await sent()).toBe(4);
  },
);

test('more than somebody may send opens nothing to them', async () => {
  await chat.say(OLGA, `/quota ${NIKOLAI.id} day=1`);
  await say(OLGA, '/settings quota 1000');
  // It is said, too, that this was all of it.
  await chat.say(NIKOLAI, '/sms +79991234567 hi', { chat: GROUP });
  expect((await send()).text).toContain('/quota');
  expect(await sent()).toBe(1);
});

test('operators do not set it, and off takes it back', async () => {
  await say(OLGA, '/settings quota 0');
  await say(NIKOLAI, '/settings quota 5');
  await send();
  expect(await sent()).toBe(0);
  await say(OLGA, '/settings quota off');
  await send();
  expect(await sent()).toBe(1);
});

test('what was set for a time is asked about by the quota that its chat has then', async () => {
  onTestFinished(() => {
    vi.useRealTimers();
  });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 27, 12) });
  const card = await say(NIKOLAI, '/sms +79991234567 at=+2h Sale');
  await say(OLGA, '/settings quota 0');
  vi.setSystemTime(Date.UTC(2026, 10, 27, 14));
  await doJobs(chat.store, [releaseWork(SETTINGS)]);
  expect(await statesOf(chat.store.db)).toEqual(['waiting']);
  expect((await chat.look(card)).text).toContain('квоты не хватает');
});
