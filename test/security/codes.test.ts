import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { wipeCodes } from '../../src/store/orders/codes.ts';
import { moveMessages } from '../../src/store/orders/decisions.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, type Shown } from '../support/chat.ts';
import { accepted, receipt, submit } from '../support/fates.ts';
import { incomingIn } from '../support/incoming.ts';

/* A planted code is looked for in every table once its message has ended. */

const CODE = '48219377';
const MINUTE_MS = 60_000;

let chat: ChatForTest;
beforeEach(async () => {
  vi.setSystemTime(new Date('2026-11-23T09:00:00Z'));
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});
afterEach(() => {
  vi.useRealTimers();
});

/** Tables in which the code stands. */
async function tablesWithCode(): Promise<string[]> {
  const { db } = chat.store;
  const found: string[] = [];
  for (const { name } of await db.introspection.getTables()) {
    const rows = await db
      .selectFrom(name as never)
      .selectAll()
      .execute();
    if (JSON.stringify(rows).includes(CODE)) found.push(name);
  }
  return found;
}

/** Lets minutes pass, each with the sweep at its end. */
async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    vi.setSystemTime(Date.now() + MINUTE_MS);
    while (await chat.store.write((tx) => wipeCodes(tx, Date.now())));
  }
}

async function typed(...lines: string[]): Promise<Shown> {
  const cards: Shown[] = [];
  for (const line of lines) cards.push(...(await chat.say(OLGA, line)));
  const card = cards.find(({ card: { kind } }) => kind === 'send');
  if (!card) throw new Error('nothing is sent');
  return card;
}

const handOver = async (card: Shown): Promise<void> => {
  await submit(chat.store, card.card.id, [accepted('855469')]);
};
/** Of a receipt what is read, and what is kept as it came: see the tests of deliver.ts. */
const end = (stat: string, err = '000') =>
  receipt(chat.store, `id:855469 stat:${stat} err:${err} text:Your code is ${CODE}`, {}, '');

const WAYS: [way: string, card: () => Promise<Shown>][] = [
  ['/tgm', () => typed(`/tgm +79991234567 ${CODE}`)],
  ['an SMS with a word for it', () => typed(`/sms +79991234567 Your code is ${CODE}`)],
  ['an SMS of nothing else', () => typed(`/sms +79991234567 -- ${CODE}`)],
  [
    'an answer to the question for the code',
    async () => {
      const [question] = await chat.say(OLGA, '/tgm +79991234567');
      const [card] = await chat.say(OLGA, CODE, { replyTo: question as Shown });
      return card as Shown;
    },
  ],
  [
    'an answer that came after something else',
    async () => {
      await chat.say(OLGA, '/tgm +79991234567');
      await chat.say(OLGA, '/health');
      const [aside] = await chat.say(OLGA, CODE);
      const [card] = (await chat.press(OLGA, aside as Shown, 'Да, для /tgm')).cards;
      return card as Shown;
    },
  ],
  [
    'an edit of a line that was refused',
    async () => {
      const message = chat.message(OLGA, `/tgn +79991234567 ${CODE}`);
      const [card] = (await chat.update({ message })).cards;
      const text = `/tgm +79991234567 ${CODE}`;
      await chat.update({ edited_message: { ...message, text, edit_date: message.date } });
      return chat.look(card as Shown);
    },
  ],
  ['a line without a number, and one with it', () => typed(`/tgm ${CODE}`, `/tgm +79991234567 ${CODE}`)],
  [
    'a line that was refused, and mended',
    () =>
      typed(`/sms +79991234567 colour=red Your code is ${CODE}`, `/sms +79991234567 Your code is ${CODE}`),
  ],
];

test.each(WAYS)('a code that came by %s stands in no table after its end', async (_, send) => {
  const card = await send();
  expect(card.card.kind).toBe('send');
  expect(card.text).toContain(CODE);
  await handOver(card);
  await end('DELIVRD');
  expect(await tablesWithCode()).toContain('orders');

  await pass(3);

  expect(await tablesWithCode()).toEqual([]);
  const { text, card: now } = await chat.look(card);
  expect(text).toContain('••••••••');
  expect(text).toContain('✅');
  expect(now.revision).toBeGreaterThan(card.card.revision);
});

test('nor can it be found by trying: what was made of it is gone as well', async () => {
  const card = await typed(`/tgm +79991234567 ${CODE}`);
  await handOver(card);
  await chat.store.db.updateTable('attempts').set({ octets: 'digest' }).execute();
  const before = await messagesOfCard(chat.store.db, card.card.id, 1);
  await end('DELIVRD');
  await pass(3);
  const [message] = await messagesOfCard(chat.store.db, card.card.id, 1);
  expect(message?.guard_key).not.toBe(before[0]?.guard_key);
  const attempt = await chat.store.db.selectFrom('attempts').select('octets').executeTakeFirstOrThrow();
  expect(attempt.octets).toBeNull();
});

test('a receipt that comes later brings nothing of it back', async () => {
  const card = await typed(`/sms +79991234567 Your code is ${CODE}`);
  await handOver(card);
  await end('DELIVRD');
  await pass(3);
  await end('UNDELIV', '006');
  expect(await tablesWithCode()).toEqual([]);
});

test('it is kept while the message is on its way, and for the minute in which the same may be refused', async () => {
  const card = await typed(`/tgm +79991234567 ${CODE}`);
  await pass(30);
  expect((await chat.look(card)).text).toContain(CODE);
  await handOver(card);
  await pass(30);
  expect((await chat.look(card)).text).toContain(CODE);
  const again = await typed(`/sms +79991112233 Your code is ${CODE}`);
  await submit(chat.store, again.card.id, [accepted('855470')]);
  await receipt(chat.store, 'id:855470 stat:DELIVRD err:000 text:');
  await pass(1);
  expect((await chat.look(again)).text).toContain(CODE);
  await pass(1);
  expect((await chat.look(again)).text).not.toContain(CODE);
});

test('it is kept while nobody knows whether it was taken, until somebody says to leave it so', async () => {
  const card = await typed(`/tgm +79991234567 ${CODE}`);
  await submit(chat.store, card.card.id, [{ outcome: 'no_answer' }]);
  await chat.store.db.updateTable('messages').set({ doubt_until: null }).execute();
  await pass(120);
  expect((await chat.look(card)).text).toContain(CODE);
  const { id } = await chat.store.db.selectFrom('orders').select('id').executeTakeFirstOrThrow();
  await chat.store.write((tx) => moveMessages(tx, id, 'leave', Date.now()));
  await pass(2);
  expect(await tablesWithCode()).toEqual([]);
});

test('a failed one can be sent again for ten minutes, and not after that', async () => {
  const card = await typed(`/tgm +79991234567 ${CODE}`);
  await handOver(card);
  await end('UNDELIV', '006');
  const label = 'Отправить ещё раз';
  await pass(9);
  const kept = await chat.look(card);
  expect(kept.text).toContain(CODE);
  expect(kept.buttons).toContain(label);

  await pass(2);

  const wiped = await chat.look(card);
  expect(wiped.text).toContain('••••••••');
  expect(wiped.buttons).not.toContain(label);
  expect(await tablesWithCode()).toEqual([]);
  const { toast, cards } = await chat.press(OLGA, kept, label);
  expect(toast).toBe('Уже сделано.');
  expect(cards).toEqual([]);
});

test('a cancelled draft of one is not kept', async () => {
  const card = await typed(`/sms +79991234567, +79991112233 Your code is ${CODE}`);
  await chat.press(OLGA, card, 'Отмена');
  await pass(2);
  expect(await tablesWithCode()).toEqual([]);
});

test('/status shows signs in its place, before its end too', async () => {
  const card = await typed(`/tgm +79991234567 ${CODE}`);
  await handOver(card);
  const [history] = await chat.say(NIKOLAI, '/status 855469');
  expect(history?.text).toContain('“••••••••”');
  expect(history?.text).not.toContain(CODE);
});

test('a card in a group shows it no longer either', async () => {
  const [card] = await chat.say(OLGA, `/tgm +79991234567 ${CODE}`, { chat: GROUP });
  await handOver(card as Shown);
  await end('DELIVRD');
  await pass(3);
  expect((await chat.look(card as Shown)).text).toContain('«••••••••»');
});

test('a text that is no code stays', async () => {
  const card = await typed(`/sms +79991234567 Order ${CODE} is ready`);
  await handOver(card);
  await end('DELIVRD');
  await pass(30);
  expect((await chat.look(card)).text).toContain(`Order ${CODE} is ready`);
});

describe('the same digits, where they are no code', () => {
  const answered = async (asks: string): Promise<Shown> => {
    const question = await incomingIn(chat, OLGA.id, { sender: '79991234567', text: asks });
    const [card] = await chat.say(OLGA, CODE, { replyTo: question });
    await handOver(card as Shown);
    return card as Shown;
  };
  const other = `заказ ${CODE} готов`;

  test('an order number that a customer asks for stays, in their history too', async () => {
    const card = await answered('Какой номер заказа?');
    const [line] = await chat.say(OLGA, `отправь 89991112233 ${other}`);
    await end('DELIVRD');
    await pass(3);
    expect((await chat.look(card)).text).toContain(CODE);
    expect((await chat.look(line as Shown)).text).toContain(`/sms +79991112233 -- ${other}`);
    const [status] = await chat.say(NIKOLAI, '/status 855469');
    expect(status?.text).toContain(CODE);
  });

  test('what answers somebody who asks for a code goes', async () => {
    await incomingIn(chat, OLGA.id, { sender: '79991234567', text: 'Код не пришёл' });
    const card = await answered('А сейчас какой?');
    await end('DELIVRD');
    await pass(3);
    expect((await chat.look(card)).text).toContain('••••••••');
    expect(await tablesWithCode()).toEqual([]);
  });

  test('a code takes nothing out of a line to somebody else, nor out of a text without a number', async () => {
    const [line] = await chat.say(OLGA, `отправь 89991112233 ${other}`);
    const [question] = await chat.say(OLGA, `/sms ${other}`);
    await handOver(await typed(`/sms +79991234567 -- ${CODE}`));
    await end('DELIVRD');
    await pass(3);
    expect((await chat.look(line as Shown)).text).toContain(`/sms +79991112233 -- ${other}`);
    const [card] = await chat.say(OLGA, '89991113344', { replyTo: question as Shown });
    expect(card?.text).toContain(other);
  });

  test('a line whose code is gone is not offered, and what it lacked is not taken', async () => {
    const [problem] = await chat.say(OLGA, `отправь 89991112233 Your code is ${CODE}`);
    expect(problem?.text).toContain('чтобы скопировать');
    const [question] = await chat.say(OLGA, `/tgm ${CODE}`);
    await handOver(await typed(`/sms +79991234567 Your code is ${CODE}`));
    await end('DELIVRD');
    await pass(3);
    expect((await chat.look(problem as Shown)).text).not.toContain('чтобы скопировать');
    const [said] = await chat.say(OLGA, '89991113344', { replyTo: question as Shown });
    expect(said?.text).toContain('больше не хранится');
  });
});
