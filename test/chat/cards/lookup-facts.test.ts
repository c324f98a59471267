import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clocksOf } from '../../../src/store/provider/number-facts.ts';
import { operatorsOf } from '../../../src/store/provider/operators.ts';
import { dueQuestions, settleQuestion } from '../../../src/store/provider/provider-questions.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../../support/chat.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const NUMBER = '79231112233';
const DAY_MS = 24 * 3_600_000;
const FACTS = {
  country: 'Россия',
  operator: 'МегаФон',
  region: 'Новосибирская область',
  mcc: '250',
  mnc: '02',
  tz: 420,
};

async function asking(changes = {}): Promise<ChatForTest> {
  const chat = await chatForTest({ asksProvider: true, ...changes });
  await chat.let(NIKOLAI, 'viewer');
  return chat;
}

const asked = async ({ store }: ChatForTest) =>
  (await dueQuestions(store.db, 'facts', Date.now(), 99)).map(({ subject }) => subject);

/** The provider answers about the number. */
const settle = ({ store }: ChatForTest, answer: object) =>
  store.write((tx) =>
    settleQuestion(
      tx,
      { kind: 'facts', subject: NUMBER },
      { answer: { ...FACTS, ...answer }, dueAt: null },
      Date.now(),
    ),
  );

test.each([
  [NIKOLAI, 'By its number: MegaFon · Novosibirskaya oblast · UTC+7', {}],
  [OLGA, 'По номеру: МегаФон · Новосибирская область · UTC+7', {}],
  [NIKOLAI, 'By its number: MegaFon · Russia · UTC+5:30', { region: null, tz: 330 }],
  [OLGA, 'По номеру: МегаФон · Россия', { region: null, tz: null }],
  [OLGA, 'По номеру: UTC−3', { country: null, operator: null, region: null, tz: -180 }],
])(
  'the card of a look-up shows %o what the provider knows without asking the phone: %s',
  async (person, line, answer) => {
    const chat = await asking();
    const card = only(await chat.say(person, `/hlr +${NUMBER}`));
    expect(await asked(chat)).toEqual([NUMBER]);
    expect(card.text).not.toContain(line);
    await settle(chat, answer);
    expect((await chat.look(card)).text.split('\n')).toContain(line);
  },
);

test('a number is asked about once in a month, however often it is looked up, and at its zone and operator others look', async () => {
  const chat = await asking();
  const { db } = chat.store;
  await chat.say(OLGA, `/ping +${NUMBER}`);
  expect(await clocksOf(db, [NUMBER])).toEqual(new Map());
  await settle(chat, {});
  expect(await clocksOf(db, [NUMBER, '79990000000'])).toEqual(new Map([[NUMBER, 420]]));
  expect(await operatorsOf(db, [NUMBER, '79990000000'])).toEqual(new Map([[NUMBER, 'МегаФон']]));
  vi.setSystemTime(Date.now() + 29 * DAY_MS);
  await chat.say(OLGA, `/hlr +${NUMBER}`);
  expect(await asked(chat)).toEqual([]);
  vi.setSystemTime(Date.now() + 2 * DAY_MS);
  await chat.say(OLGA, `/ping +${NUMBER}`);
  expect(await asked(chat)).toEqual([NUMBER]);
});

test('of a long list, and where the provider is not asked, nothing is', async () => {
  const list = Array.from({ length: 21 }, (_, n) => `+7999123${1000 + n}`).join(' ');
  const chat = await asking();
  await chat.say(OLGA, `/hlr ${list}`);
  expect(await asked(chat)).toEqual([]);
  const silent = await asking({ asksProvider: false });
  await silent.say(OLGA, `/hlr +${NUMBER}`);
  expect(await asked(silent)).toEqual([]);
});

test('whoever looks a number up while it is asked about is shown the answer as well', async () => {
  const chat = await asking();
  const first = only(await chat.say(NIKOLAI, `/hlr +${NUMBER}`));
  const second = only(await chat.say(OLGA, `/hlr +${NUMBER}`));
  expect(await asked(chat)).toEqual([NUMBER]);
  await chat.store.db.updateTable('cards').set({ due_at: null }).execute();
  await settle(chat, {});
  const due = await chat.store.db.selectFrom('cards').select('id').where('due_at', 'is not', null).execute();
  expect(due.map(({ id }) => id).toSorted()).toEqual([first.card.id, second.card.id].toSorted());
});
