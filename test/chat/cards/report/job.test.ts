import { buffer } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import { viewOf } from '../../../../src/chat/cards/index.ts';
import { reportJob, reportWork } from '../../../../src/chat/cards/report/job.ts';
import { chooseLanguage } from '../../../../src/chat/language.ts';
import type { Language } from '../../../../src/chat/locale.ts';
import { enqueueJob, type JobWork } from '../../../../src/jobs/kind.ts';
import { forgetFiles, readFile } from '../../../../src/store/chats/files.ts';
import type { Store, Tx } from '../../../../src/store/engine/database.ts';
import { namePerson } from '../../../../src/store/people/people.ts';
import { chatForTest, NIKOLAI, OLGA, SETTINGS, type Shown } from '../../../support/chat.ts';
import { drivenClock } from '../../../support/driven-clock.ts';
import { allEnded, passUntilEnded, startWork } from '../../../support/jobs.ts';
import { EN, RU } from '../../../support/languages.ts';
import { manyLookups, numbersIn, wanted } from '../../../support/many-lookups.ts';
import { order, sms } from '../../../support/outbox.ts';
import { recordedStore } from '../../../support/recorded-store.ts';
import { openTestStore } from '../../../support/store.ts';
import { onEachStore } from '../../../support/stores.ts';
import { read } from '../../../support/table-file.ts';

const ask = (store: Store, of: string) =>
  store.write((tx) => enqueueJob(tx, reportJob, { of, personId: OLGA.id }, { key: of, now: Date.now() }));

/** Reports whose pieces end as soon as they may. */
function inSmallPieces(onPiece = () => {}): JobWork {
  const work = reportWork(SETTINGS);
  return {
    ...work,
    read(reading) {
      onPiece();
      return work.read({ ...reading, budget: { isSpent: () => true } });
    },
  };
}

async function finish(store: Store, work: JobWork): Promise<void> {
  const worker = startWork(store, work);
  await allEnded(store);
  await worker.stop();
}

/** The card that a job has made, as it would be sent. */
async function madeCard({ db }: Store, kind?: string) {
  const card = await db
    .selectFrom('cards')
    .selectAll()
    .where('kind', kind ? '=' : '!=', kind ?? 'lookup')
    .executeTakeFirstOrThrow();
  return { card, view: await viewOf({ db, settings: SETTINGS, now: Date.now() }, card) };
}

async function fileOf(store: Store, kind?: string): Promise<string> {
  const { view } = await madeCard(store, kind);
  if (view.as !== 'file' || !view.file) throw new Error(`a ${view.as}, no file: ${view.text}`);
  return (await buffer(readFile(store.db, view.file.id))).toString();
}

onEachStore(({ open }) => {
  test('a file that is made in pieces has its header once, and each row once, in order', async () => {
    const store = await open();
    let pieces = 0;
    await ask(store, await manyLookups(store, 2_100));

    await finish(
      store,
      inSmallPieces(() => pieces++),
    );

    expect(pieces).toBe(3);
    const text = await fileOf(store);
    expect(text.split('\uFEFF')).toHaveLength(2);
    expect(text).toMatch(/^\uFEFFNumber,Result,/);
    expect(numbersIn(text)).toEqual(wanted(2_100));
    const { card, view } = await madeCard(store);
    expect(view.text).toBe('🔎 HLR · 2,100 numbers');
    expect(card).toMatchObject({ chat_id: OLGA.id, person_id: OLGA.id, language: 'en' });
    await store.close();
  });
});

/** By how many statements the rows of look-ups, of which each found something, are read for a file, and in how many pieces. */
async function asked(open: () => Promise<Store>, count: number) {
  const store = await open();
  const of = await manyLookups(store, count);
  const found = { lookup: '{"mcc":"250","mnc":"02"}', operator: '250 02' };
  await store.db.updateTable('messages').set(found).execute();
  await ask(store, of);
  let [statements, pieces] = [0, 0];
  const counted = recordedStore(store, () => statements++);
  const work = reportWork(SETTINGS);
  await finish(store, {
    ...work,
    read(reading) {
      pieces += 1;
      return work.read({ ...reading, store: counted, budget: { isSpent: () => false } });
    },
  });
  expect(numbersIn(await fileOf(store))).toHaveLength(count);
  await store.close();
  return { statements, pieces };
}

onEachStore(({ open }) => {
  test('rows of a file are read by a few statements for each thousand, and written in one piece as far as that goes', async () => {
    const few = await asked(open, 30);

    expect(await asked(open, 999)).toEqual(few);
    const many = await asked(open, 2_999);
    expect(many.pieces).toBe(1);
    expect(many.statements - few.statements).toBeLessThanOrEqual(2 * 6);
  });
});

test('a workbook that is made in pieces is whole, and has each number once, in order', async () => {
  const store = await openTestStore();
  const of = await manyLookups(store, 2_100);
  const job = { of, personId: OLGA.id, format: 'xlsx' } as const;
  await store.write((tx) => enqueueJob(tx, reportJob, job, { key: of, now: Date.now() }));
  await finish(store, inSmallPieces());

  const { card, view } = await madeCard(store);
  expect([card.kind, view.text]).toEqual(['report', '🔎 HLR · 2,100 numbers']);
  if (view.as !== 'file' || !view.file) throw new Error('no file');
  const { rows } = await read(await buffer(readFile(store.db, view.file.id)));
  expect(rows.slice(1).map(({ cells }) => cells[0])).toEqual(wanted(2_100));
  await store.close();
});

test('a file of messages is made in pieces too, each row with its text, of any number of them', async () => {
  const store = await newStore();
  const text = 'a line, and\nanother';
  const id = await order(
    store,
    Array.from({ length: 2_100 }, (_, n) => sms(String(79_230_000_000 + n), text)),
  );
  await store.write(async ({ db }) => {
    const body = '{"duplicates":[],"bad":[]}';
    await db.updateTable('cards').set({ kind: 'send', body, language: 'en' }).where('id', '=', id).execute();
  });
  let pieces = 0;
  await ask(store, id);

  await finish(
    store,
    inSmallPieces(() => pieces++),
  );

  expect(pieces).toBe(3);
  const file = (await fileOf(store, 'report')).split('\r\n');
  expect(file.slice(1, -1)).toEqual(wanted(2_100).map((to) => `${to},"${text}",queued,,,,,,`));
  await store.close();
});

const newStore = async () => (await chatForTest()).store;

test('a file of as many rows as a step has is not longer for that', async () => {
  const store = await newStore();
  await ask(store, await manyLookups(store, 1_000));

  await finish(store, inSmallPieces());

  expect(numbersIn(await fileOf(store))).toEqual(wanted(1_000));
});

test.each([
  ['which they chose', (tx: Tx) => chooseLanguage(tx, OLGA.id, RU, { by: OLGA.id, now: Date.now() })],
  [
    'of their Telegram',
    (tx: Tx) => namePerson(tx, { id: OLGA.id, name: 'Olga', telegramLanguage: RU }, Date.now()),
  ],
])(
  'the file of look-ups in a group comes to whoever asked for it, in private and in the language %s',
  async (_, speaks) => {
    const store = await newStore();
    const of = await manyLookups(store, 30);
    const group = { chat_id: -5, thread_id: 7, telegram_id: 70 };
    await store.write(async (tx) => {
      await tx.db.updateTable('cards').set(group).where('id', '=', of).execute();
      await speaks(tx);
    });
    await ask(store, of);

    await finish(store, inSmallPieces());

    const { card, view } = await madeCard(store);
    expect(card).toMatchObject({ chat_id: OLGA.id, thread_id: null, reply_to: null });
    expect(view.text).toBe('🔎 HLR · 30 номеров');
    expect(await fileOf(store)).toMatch(/^\uFEFFНомер;/);
  },
);

test.each([
  [EN, 'The file could not be made, an error is in the log. Please press “As file” again or tell an admin.'],
  [
    RU,
    'Файл не получилось сделать, ошибка записана в журнал. Нажмите «Файлом» ещё раз или скажите администратору.',
  ],
])('who waits for a file that cannot be made is told (%s)', async (language, words) => {
  const clock = drivenClock();
  const store = await newStore();
  await ask(store, await manyLookups(store, 30, language));
  const worker = startWork(store, {
    ...reportWork(SETTINGS),
    async piece() {
      throw new Error('no room');
    },
  });

  await passUntilEnded(clock, store);
  await worker.stop();

  expect((await madeCard(store)).view).toMatchObject({ as: 'text', text: { text: words } });
});

test('a file whose reading is cut off goes on at the next try, where it stood', async () => {
  const clock = drivenClock();
  const store = await openTestStore();
  await ask(store, await manyLookups(store, 1_100));
  const { postMessage } = Worker.prototype;
  let statements = 0;
  vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker, question) {
    statements += 1;
    if (statements === 6) void this.terminate();
    else postMessage.call(this, question);
  });
  onTestFinished(() => void vi.restoreAllMocks());
  const worker = startWork(store, inSmallPieces());

  await passUntilEnded(clock, store);
  await worker.stop();

  expect(numbersIn(await fileOf(store))).toEqual(wanted(1_100));
  expect(await worker.pieces('put_off')).toBe(1);
  await store.close();
});

/** The card of look-ups, pressed as often as wanted before any file is made. */
async function lookups(language: Language, count = 30) {
  const chat = await chatForTest();
  const id = await manyLookups(chat.store, count, language);
  await chat.store.write(({ db }) => db.updateTable('cards').set({ telegram_id: 50 }).execute());
  const card = await chat.store.db
    .selectFrom('cards')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { chat, card: await chat.look({ card } as Shown) };
}

test.each([
  [
    EN,
    NIKOLAI,
    'As file',
    'The files are being made, CSV and XLSX: each comes here as a message of its own.',
  ],
  [RU, OLGA, 'Файлом', 'Готовятся файлы CSV и XLSX, они придут сюда отдельными сообщениями.'],
] as const)(
  'the press says that files are being made, one for any program and a workbook (%s)',
  async (language, person, label, words) => {
    const { chat, card } = await lookups(language);
    await chat.let(person, 'viewer');

    const { toast, cards } = await chat.press(person, card, label, OLGA.id);

    expect(toast).toBe(words);
    expect(cards.map(({ card: { kind } }) => kind)).toEqual(['report', 'report']);
  },
);

test('who presses again while a file is being made gets no second one, and afterwards a new one', async () => {
  const { chat, card } = await lookups(EN);
  const { store } = chat;
  await ask(store, card.card.id);
  await store.write(({ db }) =>
    db
      .updateTable('jobs')
      .set({ key: `report ${card.card.id} ${OLGA.id}` })
      .execute(),
  );

  expect((await chat.press(OLGA, card, 'As file')).cards).toHaveLength(2);

  expect((await chat.press(OLGA, card, 'As file')).cards).toHaveLength(2);
});

test.each([
  [
    EN,
    '🔎 HLR · 30 numbers\nThe file is not kept any more. “As file” on the card before it makes a new one.',
  ],
  [RU, '🔎 HLR · 30 номеров\nФайл уже не хранится. Новый сделает кнопка «Файлом» на прежней карточке.'],
])('a file that went before Telegram had it is said not to be there (%s)', async (language, words) => {
  const { chat, card } = await lookups(language);
  const [report] = (await chat.press(OLGA, card, card.buttons[0] ?? '')).cards;
  if (!report) throw new Error('no report');
  while (await chat.store.write((tx) => forgetFiles(tx, Date.now() + 1)));

  // What Telegram has stays what it is.
  expect((await chat.look(report)).view).toMatchObject({
    as: 'file',
    file: null,
    text: expect.stringContaining('30'),
  });

  await chat.store.write(({ db }) =>
    db.updateTable('cards').set({ telegram_id: null }).where('id', '=', report.card.id).execute(),
  );
  expect((await chat.look(report)).view).toMatchObject({ as: 'text', text: words });
});

test('a file that an earlier version made keeps its caption, and one that it had not sent is said not to be there', async () => {
  const { chat, card } = await lookups(EN);
  const [report] = (await chat.press(OLGA, card, 'As file')).cards;
  if (!report) throw new Error('no report');
  const earlier = (telegramId: number | null) =>
    chat.store.write(({ db }) =>
      db
        .updateTable('cards')
        .set({ body: JSON.stringify({ of: card.card.id }), telegram_id: telegramId })
        .where('id', '=', report.card.id)
        .execute(),
    );

  await earlier(60);
  expect((await chat.look(report)).view).toMatchObject({
    as: 'file',
    file: null,
    text: '🔎 HLR · 30 numbers',
  });

  await earlier(null);
  expect((await chat.look(report)).view).toMatchObject({
    as: 'text',
    text: expect.stringContaining('not kept'),
  });
});
