import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, test } from 'vitest';
import type { MessageState } from '../../../../src/messages/status.ts';
import { readFile } from '../../../../src/store/files.ts';
import { orderOfCard } from '../../../../src/store/orders.ts';
import { messagesOfCard } from '../../../../src/store/outbox.ts';
import { become, type Fate } from '../../../support/become.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, type Shown } from '../../../support/chat.ts';
import { accepted, cost, receipt, submit } from '../../../support/fates.ts';
import { EN, RU } from '../../../support/languages.ts';
import { WIRE } from '../../../support/outbox.ts';

const RECEIPT = (id: string, stat: string, error = '000') =>
  `id:${id} sub:001 dlvrd:001 submit date:261123120000 done date:261123120004 stat:${stat} err:${error} text:`;

let chat: ChatForTest;

beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

async function only(cards: Promise<readonly Shown[]>): Promise<Shown> {
  const [card, ...others] = await cards;
  expect(others).toEqual([]);
  if (!card) throw new Error('no card came');
  return card;
}

const pressed = async (card: Shown, label: string, person = NIKOLAI): Promise<Shown> =>
  only(chat.press(person, card, label).then(({ cards }) => cards));

/** A message is handed over, and the provider says that of it. */
async function told(line: string, stat: string, error = '000', person = NIKOLAI): Promise<Shown> {
  const card = await only(chat.say(person, line));
  await submit(chat.store, card.card.id, [accepted('855469')]);
  await receipt(chat.store, RECEIPT('855469', stat, error), cost('2.5000'));
  return chat.look(card);
}

const SMS = '/sms +79991234567 Your order is ready';

describe('the id', () => {
  test.each([
    ['DELIVRD', '000', NIKOLAI, /\n✅ delivered [\d:]+, in \d+ s · 2\.50 RUB · id 855469$/],
    ['DELIVRD', '000', OLGA, /\n✅ доставлено [\d:]+, за \d+ с · 2,50 RUB · id 855469$/],
    [
      'UNDELIV',
      '006',
      NIKOLAI,
      /\n❌ not delivered: subscriber offline \(6\) · 2\.50 RUB · id 855469\nThe phone /,
    ],
    ['UNDELIV', '006', OLGA, /\n❌ не доставлено: абонент не в сети \(6\) · 2,50 RUB · id 855469\nТелефон /],
    ['UNKNOWN', '000', NIKOLAI, /\n❌ no status from the provider: .+ · id 855469\n/],
  ] as const)('stays on the card of what ended as %s %s', async (stat, error, person, words) => {
    const card = await told(SMS, stat, error, person);
    expect(card.text).toMatch(words);
    expect(card.copied).toEqual(['855469']);
  });

  test('of each part is there, the first three spelled out', async () => {
    const long = 'x'.repeat(600);
    const parts = await chatForTest({
      wire: { ...WIRE, long: 'udh' },
    });
    const card = await only(parts.say(OLGA, `/sms +79991234567 ${long}`));
    await submit(parts.store, card.card.id, ['1', '2', '3', '4'].map(accepted));
    expect((await parts.look(card)).text).toContain('✈️ передано, id 1, 2, 3 и ещё 1');
  });
});

describe('what was rejected without a reason', () => {
  const GENERIC = { ...WIRE, hasDialect: false };
  test.each([
    [NIKOLAI, WIRE, false, 'The provider gave no reason. See in its account whether the money has run out;'],
    [OLGA, WIRE, false, 'Посмотрите в его личном кабинете, не кончились ли деньги;'],
    [NIKOLAI, WIRE, true, 'The provider gave no reason. /balance shows whether the money has run out.'],
    [OLGA, WIRE, true, 'Не кончились ли деньги, покажет /balance.'],
    [NIKOLAI, GENERIC, false, 'The provider gave no reason: ask it what it has against this message.'],
  ] as const)(
    'says what to do about it, alone or among several: %#',
    async (person, wire, asksProvider, words) => {
      chat = await chatForTest({ wire, asksProvider });
      await chat.let(NIKOLAI, 'operator');
      const card = await told(SMS, 'REJECTD', '000', person);
      expect(card.text).toContain(`· id 855469\n`);
      expect(card.text).toContain(words);
      const several = await only(chat.say(person, '/sms +79991234568, +79991234569 hi'));
      await become(chat.store.db, { state: 'rejected', error: null, ready_at: null }, { to: '79991234568' });
      expect((await chat.look(several)).text.split(words)).toHaveLength(2);
    },
  );

  test('says no such thing where the provider gave one', async () => {
    const card = await told(SMS, 'REJECTD', '255');
    expect(card.text).not.toContain('The provider gave no reason');
  });
});

describe('what the provider answered', () => {
  test.each([
    [NIKOLAI, '❌ not accepted by the provider: submit failed (ESME_RSUBMITFAIL). '],
    [OLGA, '❌ провайдер не принял: сообщение не принято (ESME_RSUBMITFAIL). '],
  ] as const)('goes on in the sentence that the card began (%#)', async (person, words) => {
    const card = await only(chat.say(person, SMS));
    await submit(chat.store, card.card.id, [{ outcome: 'refused', commandStatus: 0x45 }]);
    expect((await chat.look(card)).text).toContain(words);
  });

  test.each([
    [NIKOLAI, '⏳ queued: sending too fast. It goes out again by itself.'],
    [OLGA, '⏳ в очереди: превышена скорость отправки. Уйдёт само.'],
  ] as const)('also while it waits for another try (%#)', async (person, words) => {
    const card = await only(chat.say(person, SMS));
    await chat.store.write((tx) => tx.db.updateTable('messages').set({ command_status: 0x58 }).execute());
    expect((await chat.look(card)).text).toContain(words);
  });
});

describe("a failed message's buttons", () => {
  test.each([
    ['UNDELIV', '006', ['Send again', 'Ping', 'HLR']],
    ['EXPIRED', '006', ['Send again', 'Ping', 'HLR']],
    ['UNDELIV', '021', ['Viber', 'Call']],
    ['REJECTD', '255', ['Viber', 'Call', 'HLR']],
    ['REJECTD', '253', []],
    ['REJECTD', '254', []],
    ['REJECTD', '238', []],
    ['UNDELIV', '001', ['HLR']],
    ['REJECTD', '247', ['Send again']],
    ['DELETED', '000', []],
    ['UNKNOWN', '245', ['Send again', 'Ping', 'HLR']],
  ])('follow its reason: %s %s', async (stat, error, buttons) => {
    expect((await told(SMS, stat, error)).buttons).toEqual(buttons);
  });

  test.each([
    ['/viber +79991234567 Hello', '021', ['SMS', 'Call']],
    ['/call +79991234567 Hello', '255', ['SMS', 'Viber', 'HLR']],
    // An address takes neither another channel nor a look-up, a code is no text.
    ['/email a@b.ru subject=Bill Hello', '255', ['Send again']],
    ['/tgm +79991234567 4821', '021', ['Send again']],
  ])('of %s are the other channels that can carry it', async (line, error, buttons) => {
    expect((await told(line, 'UNDELIV', error)).buttons).toEqual(buttons);
  });

  test('[Viber] drafts the same text to the same person, asked first, once', async () => {
    const card = await told(SMS, 'UNDELIV', '021');

    const draft = await pressed(card, 'Viber');

    expect(draft.text).toBe('💜 Viber → +7 999 123-45-67 · from SHOP\n“Your order is ready”\n✋ Send this?');
    expect(draft.buttons).toEqual(['Send', 'Later…', 'Cancel', 'From…']);
    expect((await chat.look(card)).buttons).toEqual([]);
    await chat.press(NIKOLAI, draft, 'Cancel');
    expect((await chat.look(card)).buttons).toEqual(['Viber', 'Call']);
  });

  test.each([
    [
      NIKOLAI,
      'Send again',
      'It may have arrived all the same: sending again may deliver it twice.',
      '✋ Send this?',
    ],
    [
      OLGA,
      'Отправить ещё раз',
      'Сообщение всё же могло дойти: при повторной отправке может прийти дважды.',
      '✋ Отправить?',
    ],
  ] as const)(
    'what may have arrived is asked about before it is sent again ($first_name)',
    async (person, label, words, asked) => {
      const card = await told(SMS, 'EXPIRED', '000', person);
      expect(card.text).toContain(words);

      const draft = await pressed(card, label, person);

      expect(draft.text).toContain(asked);
      expect(await messagesOfCard(chat.store.db, draft.card.id, 1)).toMatchObject([{ state: 'waiting' }]);
      expect((await chat.press(person, card, label)).cards).toEqual([]);
    },
  );
});

test('a code whose digits are gone is tried again by no button, alone or in a list', async () => {
  const one = await told('/sms +79991234567 Your code is 4821', 'UNDELIV', '021');
  const list = await many(times(2, failing(6)));
  await chat.store.write((tx) => tx.db.updateTable('orders').set({ wiped_at: Date.now() }).execute());
  expect((await chat.look(one)).buttons).toEqual([]);
  expect((await chat.look(list)).buttons).toEqual(['As file']);
});

describe('what ended as unknown', () => {
  test.each([
    [NIKOLAI, 'UNKNOWN', '✅ delivered', 'Before that, the provider said: no status from the provider'],
    [NIKOLAI, 'EXPIRED', '✅ delivered', 'Before that, the provider said: not delivered in time'],
    [NIKOLAI, 'UNDELIV', '✅ delivered', 'Before that, the provider said: not delivered'],
    [OLGA, 'REJECTD', '✅ доставлено', 'До этого провайдер сообщал: отклонено'],
    [OLGA, 'UNKNOWN', '✅ доставлено', 'До этого провайдер сообщал: нет статуса от провайдера'],
  ] as const)(
    'is delivered when that is told later, and the card says so (%#)',
    async (person, stat, end, before) => {
      const card = await told(SMS, stat, '000', person);
      expect(card.text).toContain('❌');

      await receipt(chat.store, RECEIPT('855469', 'DELIVRD'));

      const now = await chat.look(card);
      expect(now.text).toContain(end);
      expect(now.text.split('\n').at(-1)).toBe(before);
      expect(now.buttons).toEqual([]);
      expect(now.view.failed).toBe(false);
    },
  );

  test('what contradicts a delivery after it is not said to have come before it', async () => {
    const card = await told(SMS, 'DELIVRD', '000');
    await receipt(chat.store, RECEIPT('855469', 'UNDELIV'));
    expect((await chat.look(card)).text).toBe(card.text);
  });
});

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

  async function linesOf({ view }: Shown): Promise<string[]> {
    if (view.as !== 'file' || !view.file) throw new Error(`a ${view.as}, no file`);
    return (await buffer(readFile(chat.store.db, view.file.id))).toString().split('\r\n');
  }

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

test.each([
  [OLGA, '✋ Отправить это клиенту?', '✋ Отправить?'],
  [NIKOLAI, '✋ Send this to the customer?', '✋ Send this?'],
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

describe('what is odd about a message that the provider took', () => {
  test.each([
    [
      NIKOLAI,
      '✈️ handed over',
      '⚠️ The provider gave no id for it: its status will be',
      'without giving an id',
    ],
    [OLGA, '✈️ передано', '⚠️ Провайдер не сообщил id: статус удастся узнать,', 'но не сообщил id'],
  ] as const)(
    'is said where it got no id, and that it cannot be asked about',
    async (person, line, words, why) => {
      const card = await only(chat.say(person, SMS));
      await submit(chat.store, card.card.id, [{ outcome: 'accepted', commandStatus: 0 }]);
      const shown = await chat.look(card);
      expect(shown.text).toContain(`\n${line}\n${words}`);
      const history = await only(chat.say(person, '/status', { replyTo: shown }));
      expect(history.text).toContain(why);
    },
  );

  test.each([
    [
      NIKOLAI,
      '❔ The provider reports a status that I do not know: “LOST”',
      'a status that I do not know: “LOST”',
    ],
    [OLGA, '❔ Провайдер сообщил статус, которого я не знаю: «LOST»', 'неизвестный мне статус: «LOST»'],
  ] as const)('is said where nobody can read its status, until there is one', async (person, words, row) => {
    const shown = await told(SMS, 'LOST', '000', person);
    expect(shown.text).toContain(words);
    expect((await only(chat.say(person, '/status', { replyTo: shown }))).text).toContain(row);
    await receipt(chat.store, RECEIPT('855469', 'DELIVRD'));
    expect((await chat.look(shown)).text).not.toContain('LOST');
  });
});
