import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { prepareWork } from '../../src/chat/sending/preparing.ts';
import { releaseWork, vouchWork } from '../../src/chat/sending/releasing.ts';
import { CONSENT } from '../../src/messages/consent.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { TEAM } from '../../src/store/book/contacts.ts';
import { holdForGuard } from '../../src/store/orders/guard.ts';
import { askToVouch } from '../../src/store/orders/vouching.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, SETTINGS, type Shown } from '../support/chat.ts';
import { claimNext } from '../support/claim.ts';
import { doJobs } from '../support/jobs.ts';
import { statesOf } from '../support/states.ts';
import { fileOf, sendFile } from '../support/tables.ts';

/** 13:00 in Moscow. */
const NOW = Date.UTC(2026, 10, 27, 10);
const HOUR_MS = 3_600_000;

const [ACCOUNT = ''] = SETTINGS.accounts;

let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  for (const [name, number] of [
    ['ivan', '+79991234567'],
    ['anna', '+79991112233'],
  ]) {
    await chat.say(OLGA, `/contact add ${name} ${number} consent="site form, 2026-11-01" team=yes`);
  }
});
afterEach(async () => {
  await chat.store.close();
  vi.useRealTimers();
});

const takeBack = (name: string) => chat.say(OLGA, `/contact change ${name} consent=no`);

/** Two hours have gone by, and what was set for then is done. Returns what is told beside. */
async function later(): Promise<Shown[]> {
  vi.setSystemTime(NOW + 2 * HOUR_MS);
  await doJobs(chat.store, [releaseWork(SETTINGS), vouchWork(SETTINGS)]);
  return (await chat.update({})).cards;
}

test.each([
  [
    NIKOLAI,
    '⛔ 1 has no consent on record any more and gets nothing: anna +7 999 111-22-33. /contact change with consent= puts one on record.',
    '📤 SMS → 2 recipients\n⛔ 1 recipient has no consent on record any more: nothing was sent to them. /contact change with consent= puts one on record.',
  ],
  [
    OLGA,
    '⛔ у 1 получателя согласия больше нет, ему не уйдёт: anna +7 999 111-22-33. Записать согласие: /contact change и согласие=.',
    '📤 SMS → 2 получателя\n⛔ У 1 получателя согласия больше нет: ему не отправлено. Записать согласие: /contact change и согласие=.',
  ],
] as const)(
  'whoever takes a consent back before the time that is set gets nothing',
  async (person, line, told) => {
    const card = only(await chat.say(person, '/sms ivan, anna kind=ad at=+2h Sale'));
    await chat.press(person, card, card.buttons[0] ?? '');
    await takeBack('anna');
    const [notice] = await later();
    expect(await statesOf(chat.store.db)).toEqual(['queued', 'cancelled']);
    expect((await chat.look(card)).text).toContain(line);
    expect(notice?.card.chat_id).toBe(person.id);
    expect(notice?.text).toBe(told);
  },
);

test('a single message whose consent was taken back is cancelled, and says why', async () => {
  const card = only(await chat.say(OLGA, '/sms ivan kind=ad at=+2h Sale'));
  await takeBack('ivan');
  await later();
  expect(await statesOf(chat.store.db)).toEqual(['cancelled']);
  expect((await chat.look(card)).text).toContain(
    '⛔ Согласия больше нет. Записать согласие: /contact change и согласие=.',
  );
});

test('what is kept back over the hours of advertising asks for the consent again, too', async () => {
  const card = only(await chat.say(OLGA, '/sms ivan, anna kind=ad Sale'));
  await chat.press(OLGA, card, card.buttons[0] ?? '');
  const messages = await messagesOfCard(chat.store.db, card.card.id, 9);
  await chat.store.write((tx) =>
    holdForGuard(
      tx,
      messages.map((message) => ({ message, until: NOW + 2 * HOUR_MS, why: 'quiet' as const })),
      NOW,
    ),
  );
  await takeBack('ivan');
  await chat.store.write((tx) => askToVouch(tx, messages, NOW + 2 * HOUR_MS));
  await later();
  expect(await statesOf(chat.store.db)).toEqual(['cancelled', 'queued']);
});

test('what is no advertising goes, whatever consents are on record', async () => {
  only(await chat.say(OLGA, '/sms ivan at=+2h Your order is ready'));
  await takeBack('ivan');
  expect(await later()).toEqual([]);
  expect(await statesOf(chat.store.db)).toEqual(['queued']);
});

test('a campaign is looked through piece by piece', async () => {
  const rows = Array.from({ length: 1_200 }, (_, nth) => `+7999${2_000_000 + nth}`);
  const contacts = rows.map((number, nth) => ({
    owner_id: TEAM,
    key: `c${nth}`,
    name: `c${nth}`,
    number: number.slice(1),
    fields: JSON.stringify({ [CONSENT]: 'site form, 2026-11-01' }),
    made_by: OLGA.id,
    made_at: NOW,
  }));
  await chat.store.db.insertInto('contacts').values(contacts).execute();
  const table = fileOf('all.csv', rows.join('\n'));
  const card = only(await sendFile(chat, OLGA, '/bulk kind=ad at=+2h Sale', table));
  await doJobs(chat.store, [prepareWork(SETTINGS)]);
  const preview = await chat.look(card);
  await chat.press(OLGA, preview, preview.buttons[0] ?? '');
  await chat.store.db
    .updateTable('contacts')
    .set({ fields: '{}' })
    .where('key', 'in', ['c3', 'c1100'])
    .execute();
  const [notice] = await later();
  expect(notice?.text).toContain('У 2 получателей согласия больше нет');
  expect((await chat.look(card)).text).toContain(
    '⛔ у 2 получателей согласия больше нет, им не уйдёт: +7 999 200-00-03, +7 999 200-11-00',
  );
  // One of the two is among the twenty that are tried before the others.
  expect(await chat.store.write((tx) => claimNext(tx, ACCOUNT, 2_000, Date.now()))).toBe(19);
});
