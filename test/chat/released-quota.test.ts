import type { User } from 'grammy/types';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { releaseWork, vouchWork } from '../../src/chat/sending/releasing.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { holdForGuard } from '../../src/store/orders/guard.ts';
import { askToVouch } from '../../src/store/orders/vouching.ts';
import { type ChatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS, type Shown } from '../support/chat.ts';
import { doJobs } from '../support/jobs.ts';
import { statesOf } from '../support/states.ts';
import { ANN, chatOfThree } from '../support/team.ts';

/** 23:00 in Moscow. */
const NOW = Date.UTC(2026, 10, 27, 20);
const HOUR_MS = 3_600_000;
const TWO = '/sms +79991234567, +79991112233 at=+10h Sale';

let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  chat = await chatOfThree();
});
afterEach(async () => {
  await chat.store.close();
  vi.useRealTimers();
});

const states = () => statesOf(chat.store.db);
const quota = async (person: User, line = '') => only(await chat.say(person, `/quota ${line}`)).text;

/** Two messages for ten hours later, agreed on. */
async function scheduled(person: User, place = person.id): Promise<Shown> {
  const card = only(await chat.say(person, TWO, { chat: place }));
  await chat.press(person, card, card.buttons[0] ?? '');
  return card;
}

/** It is the next morning, and what was set for then is done. Returns what is told beside. */
async function morning(): Promise<Shown[]> {
  vi.setSystemTime(NOW + 10 * HOUR_MS);
  await doJobs(chat.store, [releaseWork(SETTINGS), vouchWork(SETTINGS)]);
  return (await chat.update({})).cards;
}

test('what goes by a set time counts for the day on which it goes', async () => {
  await quota(OLGA, 'Nikolai day=10');
  await scheduled(NIKOLAI);
  expect(await quota(NIKOLAI)).toContain('today 2 of 10');
  await morning();
  expect(await states()).toEqual(['queued', 'queued']);
  expect(await quota(NIKOLAI)).toContain('today 2 of 10');
  expect(await quota(OLGA, 'Nikolai')).toContain('за месяц 2');
});

test('where the quota does not suffice by its time it stays, its maker and the owners are told, and it goes once it does', async () => {
  const card = await scheduled(NIKOLAI, GROUP);
  await quota(OLGA, 'Nikolai day=1');
  const told = await morning();
  expect(await states()).toEqual(['waiting', 'waiting']);
  expect((await chat.look(card)).text).toContain(
    '✋ 28 нояб. 09:00 не ушло, квоты не хватает: Nikolai, сегодня 0 из 1, а здесь 2. Об этом знают: Olga. Отправить сейчас?',
  );
  const [owner, maker] = [OLGA, NIKOLAI].map((person) => told.find((one) => one.card.chat_id === person.id));
  expect(maker?.text).toBe(
    '📤 SMS → 2 recipients\n🚫 Not sent, it would go over the quota: 0 of 1 messages today, 1 left, and this takes 2. It can be raised with /quota by: Olga.',
  );
  expect(owner?.text).toContain(
    '✋ 28 нояб. 09:00 не ушло, квоты не хватает: Nikolai, сегодня 0 из 1, а здесь 2. 📤 SMS → 2 получателя',
  );
  const pressed = await chat.press(NIKOLAI, await chat.look(card), 'Отправить сейчас');
  expect(pressed.toast).toContain('сегодня 0 из 1');
  expect(await states()).toEqual(['waiting', 'waiting']);
  await quota(OLGA, 'Nikolai day=5');
  await chat.press(NIKOLAI, await chat.look(card), 'Отправить сейчас');
  expect(await states()).toEqual(['queued', 'queued']);
  expect(await quota(NIKOLAI)).toContain('today 2 of 5');
});

test.each([
  ['the card', (card: Shown) => card],
  ['the card of the owners', (_: Shown, told: readonly Shown[]) => told[0]],
] as const)('who sends it all the same by %s is charged with it', async (_, which) => {
  const card = await scheduled(NIKOLAI, GROUP);
  await quota(OLGA, 'Nikolai day=1');
  await quota(OLGA, 'Ann day=5');
  const told = await morning();
  const pressed = which(card, told);
  if (!pressed) throw new Error('nobody was told');
  const shown = await chat.look(pressed);
  await chat.press(pressed === card ? ANN : OLGA, shown, shown.buttons[0] ?? '');
  expect(await states()).toEqual(['queued', 'queued']);
  expect(await quota(NIKOLAI)).toContain('today 0 of 1');
  expect(await quota(ANN)).toContain(pressed === card ? 'today 2 of 5' : 'today 0 of 5');
});

/** What the card shows is kept back over quiet hours, and is about to go once somebody answers for it. */
async function keptBack(card: Shown): Promise<void> {
  const messages = await messagesOfCard(chat.store.db, card.card.id, 9);
  const until = NOW + 10 * HOUR_MS;
  await chat.store.write((tx) =>
    holdForGuard(
      tx,
      messages.map((message) => ({ message, until, why: 'quiet' as const })),
      NOW,
    ),
  );
  await chat.store.write((tx) => askToVouch(tx, messages, until));
}

test.each(['the card of the owners', 'the list of what is scheduled'])(
  'who sends it by %s answers for it from then on, and is named',
  async (where) => {
    const card = await scheduled(NIKOLAI, GROUP);
    const isTold = where === 'the card of the owners';
    if (isTold) await chat.let(NIKOLAI, 'viewer');
    const shown = isTold ? (await morning())[0] : only(await chat.say(ANN, '/scheduled', { chat: GROUP }));
    if (!shown) throw new Error('nobody was told');
    const label = shown.buttons.find((one) => one.startsWith('Отправить сейчас')) ?? '';
    await chat.press(isTold ? OLGA : ANN, shown, label);
    expect(await states()).toEqual(['queued', 'queued']);
    expect((await chat.look(card)).text).toContain(isTold ? 'Olga' : 'Ann');
    if (!isTold) await chat.let(NIKOLAI, 'viewer');
    await keptBack(card);
    await morning();
    expect(await states()).toEqual(['queued', 'queued']);
    await chat.let(ANN, 'viewer');
    await keptBack(card);
    await morning();
    expect(await states()).toEqual(isTold ? ['queued', 'queued'] : ['waiting', 'waiting']);
  },
);

test('what is kept back over quiet hours is asked about by the bounds of the day that it counts for', async () => {
  await chat.say(OLGA, '/settings quiet 22-9', { chat: GROUP });
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567 hi', { chat: GROUP }));
  await quota(OLGA, 'Nikolai day=0');
  await keptBack(card);
  await morning();
  expect(await states()).toEqual(['waiting']);
  expect((await chat.look(card)).text).toContain('квоты не хватает: Nikolai, сегодня 0 из 0, а здесь 1');
});
