import { beforeEach, describe, expect, test } from 'vitest';
import type { MessageState } from '../../../../src/messages/status.ts';
import { orderOfCard } from '../../../../src/store/orders/orders.ts';
import { become, type Fate } from '../../../support/become.ts';
import {
  type ChatForTest,
  chatForTest,
  GROUP,
  NIKOLAI,
  OLGA,
  only,
  type Shown,
} from '../../../support/chat.ts';
import { ended } from '../../../support/ended.ts';
import { accepted, submit } from '../../../support/fates.ts';
import { EN, RU } from '../../../support/languages.ts';
import { textOf } from '../../../support/shown-file.ts';

let chat: ChatForTest;

beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

const pressed = async (card: Shown, label: string, person = NIKOLAI): Promise<Shown> =>
  only(chat.press(person, card, label).then(({ cards }) => cards));

const told = (line: string, stat: string, error = '000', person = NIKOLAI): Promise<Shown> =>
  ended(chat, line, { stat, error, person });

const SMS = '/sms +79991234567 Your order is ready';

/** Sends to so many numbers; the nth of them ends as the nth fate says. */
async function many(fates: readonly Fate[], person = NIKOLAI): Promise<Shown> {
  const to = fates.map((_, index) => `+7999123${String(4500 + index)}`);
  const preview = await only(chat.say(person, `/sms ${to.join(', ')} =Hello`));
  await chat.press(person, preview, preview.buttons[0] ?? '');
  const which = { card: preview.card.id };
  await chat.store.write(async ({ db }) => {
    for (const [index, fate] of fates.entries()) {
      const over = { ready_at: null, ended_at: Date.UTC(2026, 10, 23, 9), ...fate };
      await become(db, over, { ...which, positions: [index] });
    }
  });
  return chat.look(preview);
}

const times = (n: number, fate: Fate): Fate[] => Array.from({ length: n }, () => fate);
const failing = (error: number, state: MessageState = 'undelivered'): Fate => ({ state, error });

/** 29 recipients, seven reasons. */
const SEVEN = [
  ...times(8, failing(6)),
  ...times(3, failing(6, 'expired')),
  ...times(6, failing(1)),
  ...times(5, failing(253, 'rejected')),
  ...times(3, failing(21)),
  ...times(2, { state: 'refused', command_status: 0x0b } as const),
  ...times(1, { state: 'unknown' } as const),
  ...times(1, failing(220)),
];

describe('a card of many', () => {
  test('says all reasons with counts, offers the file, and those again whom that helps', async () => {
    const card = await many(SEVEN);
    const counted = card.text.split('\n').filter((line) => line.startsWith('❌ '));
    expect(counted.map((line) => line.replace(/:.*/, ''))).toEqual([
      '❌ failed 29',
      '❌ 11 × subscriber offline (6)',
      '❌ 6 × subscriber does not exist (1)',
      '❌ 5 × stopped by the spam filter (253)',
      '❌ 3 × service not supported (21)',
      '❌ 2 × destination address is invalid',
      expect.stringMatching(/^❌ 1 × /),
      expect.stringMatching(/^❌ 1 × /),
    ]);
    expect(card.text).toContain(': +7 999 123-45-00, +7 999 123-45-01, +7 999 123-45-02 and 8 more');
    expect(card.buttons).toEqual(['As file', 'Again to the 12 failed']);
  });

  test('[Again to the N failed] counts nobody who is on the stop list', async () => {
    const card = await many(times(3, failing(6)));
    await chat.say(OLGA, '/stoplist add +79991234501');
    expect((await chat.look(card)).buttons).toEqual(['As file', 'Again to the 2 failed']);
    await chat.say(OLGA, '/stoplist add +79991234500, +79991234502');
    expect((await chat.look(card)).buttons).toEqual(['As file']);
  });

  test('[Again to the N failed] asks first, and is offered for each of them once', async () => {
    const card = await many(SEVEN);

    const draft = await pressed(card, 'Again to the 12 failed');

    expect(draft.text).toContain('📤 SMS → 12 recipients: +7 999 123-45-00, ');
    expect(draft.text).toContain(', +7 999 123-45-04 and 7 more');
    expect(draft.text).toContain('“=Hello”');
    expect(draft.buttons).toEqual(['Send 12', 'Later…', 'Cancel', 'From…']);
    const { db } = chat.store;
    const first = await orderOfCard(db, card.card.id);
    expect(await orderOfCard(db, draft.card.id)).toMatchObject({ again_of: first?.id });
    expect((await chat.look(card)).buttons).toEqual(['As file']);
    expect((await chat.press(NIKOLAI, card, 'Again to the 12 failed')).cards).toEqual([]);

    // One more fails later: it alone is left to be tried.
    await become(db, { state: 'undelivered', error: 6 }, { card: card.card.id, positions: [27] });
    expect((await chat.look(card)).buttons).toEqual(['As file', 'Again to the 1 failed']);

    await chat.press(NIKOLAI, draft, 'Cancel');
    expect((await chat.look(card)).buttons).toEqual(['As file', 'Again to the 13 failed']);
  });

  test('offers nobody again before all have left', async () => {
    const card = await many([failing(6), { state: 'queued' }, failing(6)]);
    expect(card.buttons).toEqual(['Cancel the rest', 'As file']);
  });

  test.each([
    [OLGA, 'Файлом', 'Отправить ещё раз 2', 'Отправить 2'],
    [NIKOLAI, 'As file', 'Again to the 2 failed', 'Send 2'],
  ] as const)('has its words in both languages (%#)', async (person, file, again, send) => {
    const card = await many(times(2, failing(6)), person);
    expect(card.buttons).toEqual([file, again]);
    expect((await pressed(card, again, person)).buttons[0]).toBe(send);
  });

  const linesOf = async (card: Shown): Promise<string[]> => (await textOf(chat, card)).split('\r\n');

  test.each([
    {
      person: NIKOLAI,
      label: 'As file',
      caption: '📤 SMS · 4 recipients',
      lines: [
        '\uFEFFNumber,Text,Status,Error code,Time,"Cost, RUB",Id,Read,Opened the link',
        "79991234500,'=Hello,delivered,,2026-11-23 12:00:00,2.50,,,",
        "79991234501,'=Hello,not delivered: subscriber offline (6),6,2026-11-23 12:00:00,,,,",
        "79991234502,'=Hello,not accepted by the provider: destination address is invalid (ESME_RINVDSTADR),,2026-11-23 12:00:00,,,,",
        "79991234503,'=Hello,unknown: no answer from the provider,,2026-11-23 12:00:00,,,,",
        '',
      ],
    },
    {
      person: OLGA,
      label: 'Файлом',
      caption: '📤 SMS · 4 получателя',
      lines: [
        '\uFEFFНомер;Текст;Статус;Код ошибки;Время;Цена, RUB;Id;Прочитано;Переход по ссылке',
        "79991234500;'=Hello;доставлено;;2026-11-23 12:00:00;2,50;;;",
        "79991234501;'=Hello;не доставлено: абонент не в сети (6);6;2026-11-23 12:00:00;;;;",
        "79991234502;'=Hello;провайдер не принял: недопустимый получатель (ESME_RINVDSTADR);;2026-11-23 12:00:00;;;;",
        "79991234503;'=Hello;неизвестно: провайдер не ответил;;2026-11-23 12:00:00;;;;",
        '',
      ],
    },
  ])(
    'comes as a file with text, status, error, time, cost and id ($label)',
    async ({ person, label, caption, lines }) => {
      const card = await many(
        [
          { state: 'delivered', cost: 25_000 },
          failing(6),
          { state: 'refused', command_status: 0x0b },
          { state: 'in_doubt' },
        ],
        person,
      );

      const file = await pressed(card, label, person);

      expect(file.text).toBe(caption);
      expect(await linesOf(file)).toEqual(lines);
    },
  );

  test.each([
    [NIKOLAI, 'You can no longer see what stood here: your role has changed.'],
    [OLGA, 'Вам больше не видно, что здесь было: ваша роль изменилась.'],
  ] as const)('its file, which has the texts, is not shown to a viewer (%#)', async (person, words) => {
    const mine = await chatForTest({ ownerIds: [1] });
    await mine.let(person, 'operator');
    const preview = await only(mine.say(person, '/sms +79991234567, +79991234568 Hello'));
    await mine.press(person, preview, preview.buttons[0] ?? '');
    const card = await mine.look(preview);
    const [file] = (await mine.press(person, card, card.buttons.at(-1) ?? '')).cards;
    if (!file) throw new Error('no file');
    expect(file.view.as).toBe('file');
    await mine.let(person, 'viewer');
    expect((await mine.look(file)).view).toMatchObject({ as: 'text', text: words, withheld: true });
  });

  test('names the ids in its file', async () => {
    const preview = await only(chat.say(NIKOLAI, '/sms +79991234567, +79991234568 Hello'));
    await chat.press(NIKOLAI, preview, 'Send 2');
    await submit(chat.store, preview.card.id, [accepted('855469'), accepted('855470')]);
    const file = await pressed(await chat.look(preview), 'As file');
    expect((await linesOf(file)).map((line) => line.split(',').at(-3))).toEqual([
      'Id',
      '855469',
      '855470',
      undefined,
    ]);
  });
});

test('a code whose digits are gone is tried again by no button, alone or in a list', async () => {
  const one = await told('/sms +79991234567 Your code is 4821', 'UNDELIV', '021');
  const list = await many(times(2, failing(6)));
  await chat.store.write((tx) => tx.db.updateTable('orders').set({ wiped_at: Date.now() }).execute());
  expect((await chat.look(one)).buttons).toEqual([]);
  expect((await chat.look(list)).buttons).toEqual(['As file']);
});

test.each([
  [OLGA, '✋ То сообщение ещё не дошло. Отправить и это?', '✋ Отправить?'],
  [NIKOLAI, '✋ That message has not arrived yet. Send this one too?', '✋ Send this?'],
] as const)(
  'a draft in a group asks whether the customer should get it ($first_name)',
  async (person, draft, many) => {
    const language = person === OLGA ? RU : EN;
    const group = await chatForTest({ language });
    await group.let(NIKOLAI, 'operator');
    const card = await only(group.say(person, SMS, { chat: GROUP }));
    const answer = await only(group.say(person, 'Hello again', { chat: GROUP, replyTo: card }));
    expect(answer.text.split('\n').at(-1)).toBe(draft);
    const list = await only(group.say(person, '/sms +79991234567, +79991234568 hi', { chat: GROUP }));
    expect(list.text.split('\n').at(-1)).toBe(many);
  },
);
