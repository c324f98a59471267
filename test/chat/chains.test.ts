import { beforeEach, describe, expect, test } from 'vitest';
import { goOnWork } from '../../src/chat/sending/chains.ts';
import { nextMessages } from '../../src/store/attempts/next-messages.ts';
import { messagesOfChain } from '../../src/store/chains/chain-messages.ts';
import { readFile } from '../../src/store/chats/files.ts';
import { moveMessages } from '../../src/store/orders/decisions.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, SETTINGS, type Shown } from '../support/chat.ts';
import { accepted, receipt, statusOf, submit, submitMessages } from '../support/fates.ts';
import { doJobs } from '../support/jobs.ts';
import { fileOf, sendFile } from '../support/tables.ts';

let chat: ChatForTest;
let ids = 855_000;

beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

/** What the card shows is handed over; returns the provider's id of it. */
async function handOver(card: Shown): Promise<string> {
  ids += 1;
  await submit(chat.store, card.card.id, [accepted(String(ids))]);
  return String(ids);
}

/** The same, and the provider says that of it. */
async function told(card: Shown, stat: string, error = '000'): Promise<string> {
  const id = await handOver(card);
  await receipt(chat.store, statusOf(id, stat, error));
  return id;
}

const LINE = '+79991234567 via=viber,sms after=60s Your order is ready';

test.each([
  [NIKOLAI, 'If Viber certainly fails: SMS', /⏰ .*Moscow Time$/],
  [OLGA, 'Если точно не дойдёт (Viber): SMS', /⏰ .*Москва/],
] as const)('what waits for its time says by which channels it goes on', async (person, chain, time) => {
  const { text } = only(await chat.say(person, '/sms +79991234567 via=viber,sms at=+2h Your order is ready'));
  expect(text).toContain(`\n↪️ ${chain}\n`);
  expect(text).toMatch(time);
});

test.each([
  [NIKOLAI, 'via=social,text', 'If social networks certainly fails: SMS'],
  [OLGA, 'via=вайбер,смс', 'Если точно не дойдёт (Viber): SMS'],
] as const)('%o: %s is understood by the names that channels are called', async (person, via, chain) => {
  const { text } = only(await chat.say(person, `/sms +79991234567 ${via} Your order is ready`));
  expect(text).toContain(`↪️ ${chain}`);
});

const lines = async (card: Shown): Promise<string[]> => (await chat.look(card)).text.split('\n');

test.each([
  [NIKOLAI, 'Viber ❌ not delivered: service not connected (11) → SMS'],
  [OLGA, 'Viber ❌ не доставлено: не подключена услуга (11) → SMS'],
] as const)('what certainly failed by Viber goes on by SMS, on the same card', async (person, went) => {
  const card = only(await chat.say(person, `/sms ${LINE}`));
  expect(card.text).toMatch(
    /^💜 Viber → \+7 999 123-45-67 · (from|от) SHOP\n.Your order is ready.\n↪️ .+ SMS\n⏳ /,
  );
  await told(card, 'UNDELIV', '011');

  const [head, , chain, stands] = await lines(card);
  expect(head).toMatch(/^📤 SMS → \+7 999 123-45-67 · 1 (part|часть), GSM-7 · (from|от) SHOP$/);
  expect(chain).toBe(`${went} ⏳`);
  expect(stands).toMatch(/^⏳/);

  await told(card, 'DELIVRD');
  const [, , over, arrived] = await lines(card);
  expect(over).toBe(`${went} ✅`);
  expect(arrived).toMatch(/^✅ /);
});

describe('the next channel is not tried', () => {
  test.each([
    [
      'an end that nobody is sure of',
      '/call +79991234567 via=call,sms Your order is ready',
      'UNDELIV',
      '242',
      {
        en: '↪️ SMS was not tried: it may have arrived by call all the same.',
        ru: '↪️ SMS: не пробуем, сообщение всё же могло дойти (звонок).',
      },
    ],
    [
      'no status',
      `/sms ${LINE}`,
      'UNKNOWN',
      '000',
      {
        en: '↪️ SMS was not tried: it may have arrived by Viber all the same.',
        ru: '↪️ SMS: не пробуем, сообщение всё же могло дойти (Viber).',
      },
    ],
  ] as const)('after %s, and is offered', async (_, line, stat, error, said) => {
    for (const [person, words] of [
      [NIKOLAI, said.en],
      [OLGA, said.ru],
    ] as const) {
      const card = only(await chat.say(person, line.replace('ready', `ready, ${person.id}`)));
      await told(card, stat, error);
      const now = await chat.look(card);
      expect(now.text).toContain(words);
      expect(now.buttons).toContain('SMS');
    }
  });

  test('once whoever asked may not send any more', async () => {
    const card = only(await chat.say(NIKOLAI, `/sms ${LINE}`));
    const id = await handOver(card);
    await chat.let(NIKOLAI, 'viewer');
    await receipt(chat.store, statusOf(id, 'UNDELIV', '011'));
    expect((await chat.look(card)).text).toContain(
      '↪️ SMS was not tried: whoever sent it may not send any more.',
    );
  });

  test('once the person wants nothing more, and the receipt is kept all the same', async () => {
    const card = only(await chat.say(NIKOLAI, `/sms ${LINE}`));
    const id = await handOver(card);
    await chat.say(OLGA, '/stoplist add +79991234567');
    await receipt(chat.store, statusOf(id, 'UNDELIV', '011'));
    expect((await chat.look(card)).text).toContain('↪️ SMS: not sent, the number is on the stop list.');
  });

  test('after a delivery, nor twice, however often the provider says so', async () => {
    const card = only(await chat.say(NIKOLAI, `/sms ${LINE}`));
    const number = (await orderOfCard(chat.store.db, card.card.id))?.number ?? 0;
    const id = await told(card, 'UNDELIV', '011');
    await receipt(chat.store, statusOf(id, 'UNDELIV', '011'));
    await receipt(chat.store, statusOf(id, 'EXPIRED', '006'));
    expect(await messagesOfChain(chat.store.db, number)).toHaveLength(2);
  });
});

test('a delivery that is told once the next channel has left is shown, and what left goes its way', async () => {
  const card = only(await chat.say(NIKOLAI, `/sms ${LINE}`));
  const viber = await told(card, 'UNDELIV', '011');
  await handOver(card);
  await receipt(chat.store, statusOf(viber, 'DELIVRD', '000'));
  const [, , chain, stands] = await lines(card);
  expect(chain).toBe('Viber ✅ delivered → SMS ⏳');
  expect(stands).toMatch(/^✈️ handed over/);
});

test('where all channels have failed none of them is offered once more as another one', async () => {
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567 via=viber,sms hi'));
  await told(card, 'UNDELIV', '011');
  await told(card, 'UNDELIV', '011');
  expect((await chat.look(card)).buttons).toEqual(['Call', 'HLR']);
});

test('[Cancel] takes back the channel that is queued, and none follows', async () => {
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567 via=viber,sms,call hi'));
  await told(card, 'UNDELIV', '011');
  await chat.press(NIKOLAI, await chat.look(card), 'Cancel');
  expect((await lines(card)).slice(2)).toEqual([
    'Viber ❌ not delivered: service not connected (11) → SMS ✖️',
    expect.stringContaining('cancelled'),
  ]);
});

test.each([
  [NIKOLAI, /^💜 Viber → 2 recipients/, 'If Viber certainly fails within 2 min: SMS · 1 part, GSM-7'],
  [
    OLGA,
    /^💜 Viber → 2 получателя/,
    'Если точно не дойдёт (Viber, самое большее 2 мин): SMS · 1 часть, GSM-7',
  ],
] as const)('the preview says which channels follow, and what they take', async (person, head, later) => {
  const card = only(await chat.say(person, '/viber +79991234567, +79991234568 via=viber,sms after=2m hi'));
  expect(card.text).toMatch(head);
  expect(card.text.split('\n')).toContain(later);
});

test.each([
  ['60с', '1 min'],
  ['90сек', '1 min 30 s'],
  ['5мин', '5 min'],
  ['5minutes', '5 min'],
  ['2Ч', '2 h'],
])('after=%s lasts %s', async (after, lasts) => {
  const card = only(
    await chat.say(NIKOLAI, `/viber +79991234567, +79991234568 via=viber,sms after=${after} hi`),
  );
  expect(card.text).toContain(`If Viber certainly fails within ${lasts}: SMS`);
});

describe('a line', () => {
  test.each([
    ['/sms +79991234567 via=viber hi', 'via=viber,sms', 'via=sms,viber'],
    ['/sms +79991234567 via=viber,call hi', 'via=viber,call,sms', 'via=sms,viber,call'],
    ['/viber +79991234567 via=viber,sms after=5s hi', 'via=viber,sms after=60s', '/viber +79991234567 hi'],
    ['/viber +79991234567 after=60s hi', '/viber +79991234567 hi', 'Nothing was sent'],
  ])('that is no chain is refused with lines to copy: %s', async (line, one, other) => {
    const card = only(await chat.say(NIKOLAI, line));
    expect(card.text).toContain(one);
    expect(card.text).toContain(other);
    expect(await chat.store.db.selectFrom('orders').selectAll().execute()).toEqual([]);
  });

  test('whose text the next channel cannot take is refused before anything goes', async () => {
    const card = only(await chat.say(NIKOLAI, '/viber +79991234567 via=viber,sms alphabet=gsm Готово'));
    expect(card.text).toMatch(/^❌ GSM-7 has no/);
  });
});

describe('a list', () => {
  const LIST = 'number\n+79991234567\n+79991234568\n+79991234569\n';

  /** Its messages in turn are handed over, and the provider says these things of them. */
  async function tell(...said: (readonly [stat: string, error: string])[]): Promise<void> {
    const { messages } = await chat.store.write((tx) => nextMessages(tx, 'demo', 10, Date.now()));
    for (const [nth, message] of messages.entries()) {
      const [stat, error] = said[nth] ?? ['DELIVRD', '000'];
      await submitMessages(chat.store, [message], [accepted(`m${message.id}`)]);
      await receipt(chat.store, statusOf(`m${message.id}`, stat, error));
    }
  }

  const sent = async (): Promise<Shown> => {
    const card = only(await sendFile(chat, NIKOLAI, '/bulk via=viber,sms Sale', fileOf('list.csv', LIST)));
    await chat.press(NIKOLAI, card, 'Send 3');
    return card;
  };

  test('counts people and not tries, by the channel that brought it or failed last', async () => {
    const card = await sent();
    await tell(['DELIVRD', '000'], ['UNDELIV', '011'], ['UNDELIV', '011']);
    expect(await lines(card)).toContain('↪️ Then by SMS: 2');
    await tell(['DELIVRD', '000'], ['UNDELIV', '006']);
    const text = (await chat.look(card)).text;
    expect(text).toContain('✅ delivered 2 · ❌ failed 1');
    expect(text).toContain('❌ 1 × subscriber offline (6): +7 999 123-45-69');
    expect(text).not.toContain('(11)');
  });

  test('has a report that tells of each try', async () => {
    const card = await sent();
    await tell(['DELIVRD', '000'], ['UNDELIV', '011'], ['UNDELIV', '011']);
    await tell(['DELIVRD', '000'], ['UNDELIV', '006']);
    await chat.press(NIKOLAI, await chat.look(card), 'As file');
    const [file] = await chat.store.db
      .selectFrom('files')
      .selectAll()
      .where('name', 'like', 'viber-%')
      .execute();
    const chunks: Buffer[] = [];
    for await (const chunk of readFile(chat.store.db, file?.id ?? '')) chunks.push(Buffer.from(chunk));
    const rows = Buffer.concat(chunks).toString().trim().split(/\r?\n/);
    expect(rows.map((row) => row.split(/[;,\t]/).slice(0, 4))).toEqual([
      [expect.stringContaining('Number'), 'Text', 'Channels', 'Status'],
      ['79991234567', 'Sale', 'Viber ✅ delivered', 'delivered'],
      ['79991234568', 'Sale', expect.stringMatching(/^Viber ❌ .+\(11\) → SMS ✅ delivered$/), 'delivered'],
      [
        '79991234569',
        'Sale',
        expect.stringMatching(/^Viber ❌ .+\(11\) → SMS ❌ .+\(6\)$/),
        expect.stringMatching(/\(6\)$/),
      ],
    ]);
  });

  test('that is paused sends by no other channel until it is resumed, and cancelled by none', async () => {
    const card = await sent();
    const { messages } = await chat.store.write((tx) => nextMessages(tx, 'demo', 1, Date.now()));
    await submitMessages(chat.store, messages, [accepted('m1')]);
    await chat.press(NIKOLAI, await chat.look(card), 'Pause');
    await receipt(chat.store, statusOf('m1', 'UNDELIV', '011'));
    expect(await lines(card)).not.toContain('↪️ Then by SMS: 1');

    await chat.press(NIKOLAI, await chat.look(card), 'Resume');
    await doJobs(chat.store, [goOnWork(SETTINGS)]);
    expect(await lines(card)).toContain('↪️ Then by SMS: 1');

    const order = await orderOfCard(chat.store.db, card.card.id);
    const rest = await chat.store.write((tx) => nextMessages(tx, 'demo', 10, Date.now()));
    const viber = rest.messages.filter(({ channel }) => channel === 'viber').slice(0, 1);
    await submitMessages(chat.store, viber, [accepted('m2')]);
    await chat.store.write((tx) => moveMessages(tx, order?.id ?? '', 'cancel', Date.now()));
    await receipt(chat.store, statusOf('m2', 'UNDELIV', '011'));
    expect(await lines(card)).toContain('↪️ Then by SMS: 1');
  });
});
