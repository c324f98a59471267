import { expect, test, vi } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { reached } from '../support/reached.ts';

async function requests(chat: ChatForTest): Promise<unknown[]> {
  const rows = await ordered(chat.store.db).orderBy('messages.id').execute();
  return messagesFrom(rows).map(({ request, state }) => ({ ...request, state }));
}

test.each([
  ['отмена', 'cancelled'],
  ['ОТМЕНА', 'cancelled'],
  ['нет, не надо отправлять', 'cancelled'],
  ['передумал', 'cancelled'],
  ['отправь сейчас', 'queued'],
  ['CANCEL', 'cancelled'],
  ['cancel that', 'cancelled'],
  ["no, don't send it", 'cancelled'],
  ['changed my mind', 'cancelled'],
  ['send it now', 'queued'],
  ['а, не надо уже', 'cancelled'],
  ['не сегодня', 'cancelled'],
  ['уже забрал', 'cancelled'],
  ['давай', 'queued'],
  ['hold on', 'cancelled'],
  ['he already picked it up', 'cancelled'],
  ['go ahead', 'queued'],
])(
  '“%s” below what waits for its time offers what its card does: %s, and is no draft',
  async (words, state) => {
    const person = /[a-z]/i.test(words) ? NIKOLAI : OLGA;
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    for (const place of [person.id, GROUP]) {
      const card = only(
        await chat.say(person, `/sms +7999123${place === GROUP ? 1 : 2}567 at=+3h Ok`, { chat: place }),
      );
      const offer = only(await chat.say(person, words, { chat: place, replyTo: card }));
      expect(offer.buttons).toEqual(card.buttons.slice(0, 3));
      expect(await requests(chat)).toHaveLength(place === GROUP ? 2 : 1);
      expect((await requests(chat)).at(-1)).toMatchObject({ text: 'Ok', state: 'waiting' });
      const [, now = '', cancel = ''] = offer.buttons;
      await chat.press(person, offer, state === 'queued' ? now : cancel);
      expect((await requests(chat)).at(-1)).toMatchObject({ text: 'Ok', state });
      expect((await chat.look(offer)).buttons).toEqual(state === 'queued' ? [cancel] : []);
    }
  },
);

test.each([
  [OLGA, 'перенеси на 10 завтра', '29 нояб. 10:00'],
  [OLGA, 'лучше завтра в 10', '29 нояб. 10:00'],
  [OLGA, 'завтра в 10', '29 нояб. 10:00'],
  [OLGA, 'ой не в 9 а в 10 завтра', '29 нояб. 10:00'],
  [OLGA, 'не на 9:00, а на 10:30 завтра', '29 нояб. 10:30'],
  [NIKOLAI, 'move to 10 tomorrow', '29 Nov 10:00'],
  [NIKOLAI, 'oops not 9 but 10 tomorrow', '29 Nov 10:00'],
  [NIKOLAI, 'make it 10am tomorrow please', '29 Nov 10:00'],
])('%s asks “%s” below what waits for its time: [To that time] is offered', async (person, words, when) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const now = Date.UTC(2026, 10, 28, 9);
  vi.useFakeTimers({ toFake: ['Date'], now });
  const card = only(await chat.say(person, '/sms +79991234567 at=+3h Ok', { at: now }));
  const offer = only(await chat.say(person, words, { replyTo: card, at: now }));
  await chat.press(person, offer, offer.buttons.find((label) => label.includes(when)) ?? '');
  expect((await chat.look(card)).text).toContain(when);
  expect(await requests(chat)).toMatchObject([{ text: 'Ok', state: 'waiting' }]);
  await chat.store.close();
  vi.useRealTimers();
});

test.each([
  [OLGA, 'ой не в 9 а в 10', ['30 нояб. 10:00', '28 нояб. 10:00']],
  [OLGA, 'лучше в 10:30', ['30 нояб. 10:30', '28 нояб. 10:30']],
  [NIKOLAI, 'not at 9, at 10', ['30 Nov 10:00', '28 Nov 10:00']],
] as const)('%s says “%s” below what goes on another day: that day is offered first', async (...row) => {
  const [person, words, times] = row;
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const now = Date.UTC(2026, 10, 28, 5);
  vi.useFakeTimers({ toFake: ['Date'], now });
  const card = only(await chat.say(person, '/sms +79991234567 at=2026-11-30T09:00 Ok', { at: now }));
  const offer = only(await chat.say(person, words, { replyTo: card, at: now }));
  expect(offer.buttons.slice(0, 2).map((label) => label.replace(/^(?:На|To) /, ''))).toEqual(times);
  await chat.press(person, offer, offer.buttons[0] ?? '');
  expect((await chat.look(card)).text).toContain(times[0]);
  await chat.store.close();
  vi.useRealTimers();
});

test.each([
  [OLGA, 'отмена', 'Отмена', 'Отмена'],
  [NIKOLAI, 'cancel', 'Cancel', 'Cancel'],
])('%s says “%s” below a preview of several: its [%s] is offered', async (person, words, button) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const card = only(await chat.say(person, '/sms +79991234567, +79991234568 Ok'));
  const offer = only(await chat.say(person, words, { replyTo: card }));
  await chat.press(person, offer, button);
  expect(await requests(chat)).toMatchObject([{ state: 'cancelled' }, { state: 'cancelled' }]);
  const over = only(await chat.say(person, words, { replyTo: card }));
  expect(over.card.kind).toBe('notice');
});

test.each([
  [OLGA, 'ОТМЕНА', 'Пока ничего не отменено.', 'То сообщение уже дошло'],
  [NIKOLAI, 'CANCEL', 'Nothing is cancelled yet.', 'That message has arrived'],
  [OLGA, '/отмена', 'Пока ничего не отменено.', null],
])('%s says “%s”: the last message that has not left is offered, not one that has', async (...row) => {
  const [person, words, asks, late] = row;
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const gone = await reached(chat, person, '/sms +79991234567 Ok');
  const notice = only(await chat.say(person, words, late === null ? {} : { replyTo: gone }));
  expect(notice.card.kind).toBe('notice');
  if (late !== null) expect(notice.text).toContain(late);
  await chat.say(person, '/sms +79991234568 at=+3h Ok');
  const offer = only(await chat.say(person, words));
  expect(offer.text).toContain(asks);
  expect(offer.text).toContain('+7 999 123-45-68');
  await chat.press(person, offer, offer.buttons.at(-1) ?? '');
  expect(await requests(chat)).toMatchObject([{ state: 'delivered' }, { state: 'cancelled' }]);
  expect(only(await chat.say(person, words)).card.kind).toBe('notice');
});
