import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdForTerms } from '../../src/store/orders/decisions.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { setRole } from '../../src/store/people/people.ts';
import { answerQuery, openQueries, type QueryAnswer } from '../../src/store/receipts/queries.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { accepted, receipt, statusOf, submit } from '../support/fates.ts';
import { delivered, handedOver } from '../support/handed-over.ts';
import { incomingIn } from '../support/incoming.ts';
import { WIRE } from '../support/outbox.ts';

let chat: ChatForTest;

beforeEach(async () => {
  vi.setSystemTime(new Date('2026-11-23T09:00:00Z'));
  chat = await chatForTest();
  await chat.store.write((tx) =>
    setRole(tx, { id: NIKOLAI.id, name: 'Nikolai', role: 'operator', by: OLGA.id, now: Date.now() }),
  );
});

afterEach(async () => {
  await chat.store.close();
  vi.useRealTimers();
});

/** What the holder of the account puts on record for the oldest open question. */
async function answerOldest(answers: readonly Partial<QueryAnswer>[]): Promise<void> {
  const [query] = await openQueries(chat.store.db, 'demo');
  if (!query) throw new Error('nothing is asked');
  const whole = answers.map((answer) => ({
    providerId: '855469',
    commandStatus: 0,
    messageState: null,
    error: null,
    ...answer,
  }));
  await chat.store.write((tx) => answerQuery(tx, query, whole, Date.now()));
}

const lastLine = ({ text }: Shown) => text.split('\n').at(-1);

describe('/status with an id', () => {
  it('tells who wrote what when, each attempt, each receipt, and asks the provider', async () => {
    await delivered(chat);
    const card = await only(chat.say(NIKOLAI, '/status 855469'));
    expect(card.text).toBe(
      [
        '📤 SMS → +7 999 123-45-67 · 1 part, GSM-7 · from SHOP',
        '“Your order is ready”',
        'By Olga, 12:00:00',
        '✅ delivered 12:00:04, in 4 s · 2.50 RUB',
        '',
        'Attempts',
        '12:00:00 · smpp.smsc.ru:3700 (demo/1) · accepted, id 855469',
        '',
        'Receipts',
        '12:00:04 · SMPP · delivered · 2.50 RUB',
        '',
        'The provider now',
        'Asked at 12:00:04: ⏳ waiting for the answer…',
      ].join('\n'),
    );
    expect(card.copied).toEqual(['855469']);
    expect(card.buttons).toEqual(['Refresh']);
    expect(card.view.atRest).toBe(false);
    await answerOldest([{ messageState: 2 }]);
    const answered = await chat.look(card);
    expect(lastLine(answered)).toBe('Asked at 12:00:04: delivered');
    expect(answered.view.atRest).toBe(true);
    expect(answered.card.due_at).not.toBeNull();
  });

  it('tells it in Russian', async () => {
    await delivered(chat);
    const card = await only(chat.say(OLGA, '/status id 855469'));
    expect(card.text).toContain('\nАвтор: Olga, 12:00:00\n✅ доставлено 12:00:04, за 4 с · 2,50 RUB\n');
    expect(card.text).toContain('\nПопытки\n12:00:00 · smpp.smsc.ru:3700 (demo/1) · принято, id 855469\n');
    expect(card.text).toContain('\nОтчёты\n12:00:04 · SMPP · доставлено · 2,50 RUB\n');
    expect(card.text).toContain('\nПровайдер сейчас\nЗапрос от 12:00:04: ⏳ жду ответа…');
  });

  it.each([
    [{ messageState: 1 }, 'Asked at 12:00:04: on its way', 'Запрос от 12:00:04: в пути'],
    [
      { messageState: 5, error: 220 },
      "Asked at 12:00:04: not delivered: operator's queue is full (220)",
      'Запрос от 12:00:04: не доставлено: переполнена очередь у оператора (220)',
    ],
    [{ messageState: 77 }, 'Asked at 12:00:04: says no status', 'Запрос от 12:00:04: без статуса'],
    [{ commandStatus: null }, 'Asked at 12:00:04: no answer', 'Запрос от 12:00:04: ответа нет'],
    [
      { commandStatus: 0x67 },
      'Asked at 12:00:04: it does not know this message (any more)',
      'Запрос от 12:00:04: такого сообщения он (уже) не знает',
    ],
    [
      { commandStatus: 0x08 },
      'Asked at 12:00:04: it does not tell: system error (ESME_RSYSERR)',
      'Запрос от 12:00:04: не говорит: системная ошибка провайдера (ESME_RSYSERR)',
    ],
  ])('shows what the provider answers: %j', async (answer, english, russian) => {
    await delivered(chat);
    const cards = [
      await only(chat.say(NIKOLAI, '/status 855469')),
      await only(chat.say(OLGA, '/status 855469')),
    ] as const;
    await answerOldest([answer]);
    await answerOldest([answer]);
    expect(lastLine(await chat.look(cards[0]))).toBe(english);
    expect(lastLine(await chat.look(cards[1]))).toBe(russian);
  });

  it('asks again at a press of Refresh, once at a time', async () => {
    await delivered(chat);
    const card = await only(chat.say(NIKOLAI, '/status 855469'));
    expect((await chat.press(NIKOLAI, card, 'Refresh')).toast).toBe('Nothing new to ask at the moment.');
    await answerOldest([{ messageState: 1 }]);
    vi.setSystemTime(Date.now() + 60_000);
    const pressed = await chat.press(NIKOLAI, card, 'Refresh');
    expect(pressed).toEqual({ toast: null, cards: [] });
    expect(lastLine(await chat.look(card))).toBe('Asked at 12:01:04: ⏳ waiting for the answer…');
    expect(await openQueries(chat.store.db, 'demo')).toHaveLength(1);
  });

  it('keeps a receipt that contradicts the first in sight, and says that it changes nothing', async () => {
    await delivered(chat);
    vi.setSystemTime(Date.now() + 60_000);
    await receipt(chat.store, statusOf('855469', 'UNDELIV', '006'));
    const card = await only(chat.say(NIKOLAI, '/status 855469'));
    expect(card.text).toContain('✅ delivered 12:00:04');
    expect(card.text).toContain(
      '12:01:04 · SMPP · not delivered: subscriber offline (6) · ⚠️ contradicts the first, changes nothing',
    );
  });

  it.each([
    {
      asker: NIKOLAI,
      first: 'unknown: no status received (245)',
      later: 'delivered · ↩️ overrules the one before',
    },
    {
      asker: OLGA,
      first: 'неизвестно: статус не получен (245)',
      later: 'доставлено · ↩️ заменяет прежний',
    },
  ])(
    'shows both receipts where a delivery came after all, to $asker.first_name',
    async ({ asker, first, later }) => {
      await handedOver(chat);
      await receipt(chat.store, statusOf('855469', 'UNKNOWN', '245'));
      await receipt(chat.store, statusOf('855469', 'DELIVRD'));
      const card = await only(chat.say(asker, '/status 855469'));
      expect(card.text).toContain('✅');
      expect(card.text).toContain(`SMPP · ${first}\n`);
      expect(card.text).toContain(`SMPP · ${later}`);
    },
  );

  it('quotes a receipt that could not be read', async () => {
    await delivered(chat);
    await receipt(chat.store, 'no receipt at all', { receiptedMessageId: '855469' });
    const card = await only(chat.say(NIKOLAI, '/status 855469'));
    expect(card.text).toContain('12:00:04 · SMPP · says no status · not understood: no receipt at all');
  });

  it('names the part of each attempt, and stays within one Telegram message', async () => {
    const long = `${'x'.repeat(150)} `.repeat(20);
    await chat.store.close();
    chat = await chatForTest({
      wire: { ...WIRE, long: 'udh' },
      askAbove: { parts: 255, cost: null },
    });
    const sms = await only(chat.say(OLGA, `/sms +79991234567 ${long}`));
    const ids = Array.from(
      { length: 30 },
      (_, index) => `${String(index).padStart(2, '0')}${'f'.repeat(62)}`,
    );
    const [message] = await submit(chat.store, sms.card.id, ids.map(accepted));
    expect(message?.pdus).toBeGreaterThan(15);
    for (const id of ids) await receipt(chat.store, `${'?'.repeat(90)} `, { receiptedMessageId: id });
    const card = await only(chat.say(OLGA, `/status ${ids[0]}`));
    expect(card.text).toMatch(new RegExp(`часть ${message?.pdus} из ${message?.pdus} · принято`));
    expect(card.text).toMatch(/… и ещё \d+ раньше/);
    expect(card.text.length).toBeLessThanOrEqual(4096);
    expect(card.text.length).toBeGreaterThan(2000);
  });

  it.each([
    [NIKOLAI, 'Send', 'part 1 of 2 · accepted; sent again by a person'],
    [OLGA, 'Отправить', 'часть 1 из 2 · принято; отправлено ещё раз по просьбе'],
  ])(
    'says of a part that was taken before a person had all of it sent otherwise, that it was',
    async (asker, send, words) => {
      await chat.store.close();
      chat = await chatForTest({
        wire: { ...WIRE, long: 'udh' },
      });
      await chat.let(NIKOLAI, 'operator');
      const sms = await only(chat.say(asker, `/sms +79991234567 ${'x'.repeat(200)}`));
      await submit(chat.store, sms.card.id, [
        accepted('855469'),
        { outcome: 'deferred', commandStatus: 0x58 },
      ]);
      const order = await orderOfCard(chat.store.db, sms.card.id);
      const offers = new Map([[order?.id ?? '', { alphabet: 'gsm' as const, parts: 2 }]]);
      await chat.store.write((tx) => holdForTerms(tx, offers, Date.now()));
      await chat.press(asker, sms, send);
      expect((await only(chat.say(asker, '/status 855469'))).text).toContain(words);
    },
  );

  it('means the newest message when the provider has used an id again', async () => {
    await delivered(chat);
    const again = await only(chat.say(OLGA, '/sms +79991112233 Second'));
    await submit(chat.store, again.card.id, [accepted('855469')]);
    expect((await only(chat.say(NIKOLAI, '/status 855469'))).text).toContain('“Second”');
  });

  it('says that it does not know an id', async () => {
    expect((await only(chat.say(NIKOLAI, '/status 12345'))).text).toBe(
      'I know no message with the id 12345. It may have been sent past this bot. Ids are on the cards, an order’s number is none; by a phone’s number: /status +79991234567',
    );
    const long = await only(chat.say(NIKOLAI, `/status ${'9'.repeat(4000)}`));
    expect(long.text.length).toBeLessThan(300);
  });
});

describe('/status in reply to a card', () => {
  it('means the message of that card, and that of a history once more', async () => {
    const sms = await delivered(chat);
    const card = await only(chat.say(NIKOLAI, '/status', { replyTo: sms, chat: OLGA.id }));
    expect(card.card.kind).toBe('history');
    const again = await only(chat.say(NIKOLAI, '/status', { replyTo: card, chat: OLGA.id }));
    expect(again.text).toContain('“Your order is ready”');
    expect(await openQueries(chat.store.db, 'demo')).toHaveLength(2);
  });

  it('tells of a look-up too', async () => {
    const hlr = await only(chat.say(NIKOLAI, '/hlr +79231112233'));
    await submit(chat.store, hlr.card.id, [{ outcome: 'deferred', commandStatus: 0x58 }]);
    const card = await only(chat.say(NIKOLAI, '/status', { replyTo: hlr }));
    expect(card.text).toContain('🔎 HLR → +7 923 111-22-33');
    expect(card.text).toContain('⏳ queued');
    expect(card.text).toContain('refused for now: sending too fast (ESME_RTHROTTLED)');
    expect(card.text).not.toContain('Receipts');
    expect(lastLine(card)).toBe('It never took the message, so there is nothing to ask it.');
    expect(await openQueries(chat.store.db, 'demo')).toEqual([]);
  });

  it.each([
    [{ outcome: 'no_answer' }, 'ответа нет'],
    [{ outcome: 'not_written' }, 'ничего не ушло'],
    [{ outcome: 'refused', commandStatus: 0x0b }, 'отказ: недопустимый получатель (ESME_RINVDSTADR)'],
    [undefined, 'ждём ответа'],
  ] as const)('says how an attempt ended: %j', async (answer, words) => {
    const sms = await only(chat.say(OLGA, '/sms +79991234567 hi'));
    await submit(chat.store, sms.card.id, answer ? [answer] : []);
    const card = await only(chat.say(OLGA, '/status', { replyTo: sms }));
    expect(card.text).toContain(`12:00:00 · smpp.smsc.ru:3700 (demo/1) · ${words}`);
  });

  it('lists the messages of a card that has several, twenty at the most, without their texts', async () => {
    const many = await only(chat.say(OLGA, '/sms +79991234567, +79991112233 hi'));
    await chat.press(OLGA, many, 'Отправить 2');
    await submit(chat.store, many.card.id, [accepted('855469'), { outcome: 'refused', commandStatus: 0x0b }]);
    const card = await only(chat.say(NIKOLAI, '/status', { replyTo: many, chat: OLGA.id }));
    expect(card.text.split('\n')).toEqual([
      '12:00:00 · Olga → +7 999 123-45-67 · 📤 SMS · ✈️ handed over · 855469',
      '12:00:00 · Olga → +7 999 111-22-33 · 📤 SMS · ❌ not accepted by the provider: destination address is invalid (ESME_RINVDSTADR)',
    ]);
    expect(card.copied).toEqual(['855469']);
    const numbers = Array.from({ length: 23 }, (_, at) => `+799900000${String(10 + at)}`);
    const more = await only(chat.say(OLGA, `/sms ${numbers.join(', ')} hi`));
    const list = await only(chat.say(OLGA, '/status', { replyTo: more }));
    expect(list.text.split('\n')).toHaveLength(21);
    expect(list.text).toMatch(/Olga → \+7 999 000-00-10 · 📤 SMS · ✋ ещё не отправлено\n/);
    expect(list.text).toMatch(/\nи ещё 3$/);
  });

  it('shows a group no number that was not typed there', async () => {
    await delivered(chat);
    const list = await only(chat.say(NIKOLAI, '/status 855469 855482', { chat: GROUP }));
    expect(list.text).toMatch(/^12:00:00 · Olga → .*45-67 · 📤 SMS · ✅/);
    expect(list.text).not.toContain('999 123');
    await chat.let(NIKOLAI, 'operator');
    const { cards } = await chat.press(NIKOLAI, list, 'Номера');
    expect(cards.map(({ card }) => card.chat_id)).toEqual([NIKOLAI.id]);
    expect(cards[0]?.text).toContain('Olga → +7 999 123-45-67');
    expect(cards[0]?.buttons).toEqual([]);
  });

  it('asks for an id where the card has no message', async () => {
    const health = await only(chat.say(NIKOLAI, '/health'));
    const none = await only(chat.say(NIKOLAI, '/status', { replyTo: health }));
    expect(none.text).toBe(
      'There is no message on that card. Write an id, such as /status 855469, or a number: /status +79991234567.',
    );
  });

  it.each([
    [OLGA, 'Это входящее SMS, у него нет статуса доставки.'],
    [NIKOLAI, 'This is an incoming SMS: it has no delivery status.'],
  ])('says of an incoming SMS that it has none (%#)', async (person, words) => {
    const replyTo = await incomingIn(chat, person.id);
    expect((await only(chat.say(person, '/status', { replyTo }))).text).toBe(words);
  });

  it('asks which message is meant when there is neither an id nor a reply', async () => {
    expect((await only(chat.say(OLGA, '/status'))).text).toContain('О каком сообщении речь?');
    expect((await only(chat.say(NIKOLAI, '/status'))).text).toContain('Which message?');
  });
});
