import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { localeFor } from '../../src/chat/locale.ts';
import { fateOf } from '../../src/demo/smsc/subscribers.ts';
import type { World } from '../../src/demo/world.ts';
import { bot, folder, OLGA, until, world } from '../support/bot.ts';
import { botProcess } from '../support/bot-process.ts';
import { RU } from '../support/languages.ts';
import type { Program } from '../support/program.ts';
import { newPostgresUrl } from '../support/stores.ts';
import { sendLines, type TableInChat } from '../support/table-calls.ts';

/** Numbers in the table; `npm run test:long -- --only bulk` takes 100,000. */
const NUMBERS = Number(process.env.BULK_ROWS ?? 60);
const IS_LONG = process.env.BULK_ROWS !== undefined;
const TIMEOUT = IS_LONG ? 1_800_000 : 60_000;
/** All of it takes some minutes where instances are killed meanwhile, and started again. */
const RATE = IS_LONG ? Math.max(20, Math.floor(NUMBERS / 200)) : 900;

const locale = localeFor(RU, 'UTC');
/** What is sent by then must be more than leaves while somebody reads a card, and less than all. */
const NTH = (nth: number) => Math.floor((NUMBERS * nth) / 10);

const CAPTION = '/bulk {имя}, заказ {заказ} готов';
const textOf = (n: number) => `Имя ${n}, заказ ${10_000 + n} готов`;
/** Whoever ends in 99 is never heard of. */
const numbersFrom = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, n) => String(first + n)).filter((number) => !number.endsWith('99'));

interface Sent {
  readonly numbers: readonly string[];
  readonly table: TableInChat;
}

/** Sends a table with a text for each number; some stand in it twice. */
function sendTable(around: World, first: number, count: number): Sent {
  const numbers = numbersFrom(first, count);
  const rows = numbers.map((to, n) => `${to};Имя ${n};${10_000 + n}`);
  const twice = numbers.filter((_, n) => n % 50 === 0).map((to) => `${to};Ещё раз;1`);
  const lines = ['Телефон;Имя;Заказ', ...rows, ...twice];
  return { numbers, table: sendLines(around, locale, { caption: CAPTION, lines, timeout: TIMEOUT }) };
}

const COLUMNS = ['report-text', 'report-status', 'report-error', 'report-id'];

/** Compares the report with what the phones have. Returns how many of them were sent nothing. */
async function judge(around: World, { numbers, table }: Sent): Promise<number> {
  const told = await table.report('csv', COLUMNS);
  expect([...told.keys()].toSorted()).toEqual(numbers.toSorted());
  const taken = Map.groupBy(
    around.smsc.submits().filter(({ messageId }) => messageId !== null),
    ({ destination }) => destination,
  );
  let unsent = 0;
  const wrong = numbers.flatMap((to, n) => {
    const ids = (taken.get(to) ?? []).map(({ messageId }) => messageId);
    const has = around.smsc.phone(to).map(({ text }) => text);
    const fate = fateOf(to, { channel: 'sms', deliveryMs: 1, turn: 0, before: 0 });
    const isDelivered = fate?.state === 'delivered';
    const [text, status = '', error, id] = told.get(to) ?? [];
    const isCancelled = status === locale.t('fate-cancelled');
    if (isCancelled) unsent += 1;
    const expected = isCancelled
      ? { has: [], ids: [], text: textOf(n), error: '', id: '', isDelivered: false }
      : {
          has: isDelivered ? [textOf(n)] : [],
          ids: [id],
          text: textOf(n),
          error: String(fate?.error),
          id,
          isDelivered,
        };
    const found = { has, ids, text, error, id, isDelivered: status === locale.t('fate-delivered') };
    return JSON.stringify(found) === JSON.stringify(expected) ? [] : [{ to, status, found, expected }];
  });
  expect([wrong.length, wrong.slice(0, 3)]).toEqual([0, []]);
  return unsent;
}

const SEND = /^Отправить \d/;
const [PAUSE, RESUME, CANCEL] = ['button-pause', 'button-resume', 'button-cancel-rest'].map(
  (id) => new RegExp(`^${locale.t(id)}`),
) as [RegExp, RegExp, RegExp];

test(
  'a table is sent from end to end, and the report says of each number what its phone has',
  async () => {
    const around = await world({ smsc: { rate: RATE * 2 } });
    await bot(around, { SMPP_RATE: String(RATE), LOG_LEVEL: 'info' });
    const sent = sendTable(around, 79_161_000_000, NUMBERS);
    expect((await sent.table.press(SEND)).replace(/\D/g, '')).toBe(String(sent.numbers.length));
    expect(await judge(around, sent)).toBe(0);
  },
  TIMEOUT,
);

/** Instances on one store, of which each is killed, one after the other, and started again. */
async function mortals(around: World, settings: Readonly<Record<string, string>>) {
  const start = (nth: number) =>
    botProcess(around, work[nth] ?? '', { settings, standby: true, timeout: TIMEOUT });
  const work = [folder(), folder(), folder()];
  const instances: Program[] = [];
  for (const nth of work.keys()) instances.push(await start(nth));
  return async () => {
    for (const [nth, { child, ended }] of [...instances.entries()]) {
      child.kill('SIGKILL');
      await ended;
      instances[nth] = await start(nth);
    }
  };
}

/** What has left by now is answered, and what was read before by another is given up. */
const SETTLED_MS = 5_000;

test.runIf(IS_LONG)(
  'three instances on PostgreSQL send a table, each phone once, though each is killed at every step of it',
  async () => {
    const around = await world({ smsc: { rate: RATE * 2 } });
    let submits = 0;
    around.smsc.events.on('submit', () => {
      submits += 1;
    });
    /** So many have left, or all there are: where instances take long to start, more leave before a word takes effect. */
    const gone = (count: number, all: number) =>
      until(around, () => submits >= Math.min(count, all), `${count} of ${all} submits`, TIMEOUT);
    const kill = await mortals(around, {
      DATABASE_URL: await newPostgresUrl(),
      SMPP_RATE: String(RATE),
      LOG_LEVEL: 'info',
    });
    /** Nothing leaves any more, whoever dies. */
    const still = async () => {
      await pause(SETTLED_MS);
      const before = submits;
      await kill();
      await pause(SETTLED_MS);
      expect(submits).toBe(before);
    };

    const sent = sendTable(around, 79_161_000_000, NUMBERS);
    const { table } = sent;
    await kill();
    await table.offered(/^Отмена/);
    await kill();
    await table.offered(SEND);
    await kill();
    expect((await table.press(SEND)).replace(/\D/g, '')).toBe(String(sent.numbers.length));
    await gone(NTH(1), sent.numbers.length);
    await kill();
    await table.press(PAUSE);
    await table.offered(RESUME);
    await still();
    await table.press(RESUME);
    await gone(submits + NTH(1), sent.numbers.length);
    around.telegram.write(OLGA, { from: OLGA, text: '/stop' });
    await table.offered(RESUME);
    await still();
    await table.press(RESUME);
    await gone(submits + NTH(1), sent.numbers.length);
    await kill();
    expect(await judge(around, sent)).toBe(0);

    const another = sendTable(around, 79_231_000_000, NTH(3));
    const before = submits;
    await another.table.press(SEND);
    await gone(before + NTH(1), before + another.numbers.length);
    await another.table.press(CANCEL);
    await kill();
    expect(await judge(around, another)).toBeGreaterThan(0);
  },
  TIMEOUT,
);
