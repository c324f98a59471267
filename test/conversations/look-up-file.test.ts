import { expect, test } from 'vitest';
import { localeFor } from '../../src/chat/locale.ts';
import { lookUp } from '../../src/demo/smsc/operators.ts';
import { fateOf } from '../../src/demo/smsc/subscribers.ts';
import type { World } from '../../src/demo/world.ts';
import { bot, folder, world } from '../support/bot.ts';
import { botProcess } from '../support/bot-process.ts';
import { RU } from '../support/languages.ts';
import { currentPostgresUrl } from '../support/stores.ts';
import { sendLines } from '../support/table-calls.ts';

/** Numbers in the file; `npm run test:long -- --only look-ups` takes 100,000. */
const NUMBERS = Number(process.env.LOOK_UPS ?? 60);
const IS_LONG = process.env.LOOK_UPS !== undefined;
const TIMEOUT = IS_LONG ? 1_800_000 : 60_000;
const RATE = IS_LONG ? 4_000 : 900;

const locale = localeFor(RU, 'UTC');

/** Of several countries and operators; whoever ends in 99 is never heard of. */
const FIRST = [79_161_000_000, 79_231_000_000, 77_011_000_000, 491_701_000_000];
const numbers = Array.from({ length: NUMBERS }, (_, n) =>
  String((FIRST[n % FIRST.length] ?? 0) + Math.floor(n / FIRST.length)),
).filter((number) => !number.endsWith('99'));

/** What the simulated network knows of a number, as the report's columns have it. */
function known(to: string): string[] {
  const fate = fateOf(to, { channel: 'hlr', deliveryMs: 1, turn: 0, before: 0 });
  if (fate?.state !== 'delivered') return ['', '', '', '', String(fate?.error ?? '')];
  const { cn, net, rcn, imsi } = lookUp(to);
  return [cn, net, rcn, imsi, '0'];
}

const COLUMNS = [
  'report-country',
  'report-operator',
  'report-roaming-country',
  'report-imsi',
  'report-error',
];

/** Has the file looked up, and compares what comes of it with what the network knows. */
async function lookUpFile(around: World): Promise<void> {
  const table = sendLines(around, locale, {
    caption: '/hlr',
    lines: ['Телефон', ...numbers],
    timeout: TIMEOUT,
  });
  const label = await table.press(/^Запросить /);
  expect(label.replace(/\D/g, '')).toBe(String(numbers.length));
  await table.over();
  expect(around.smsc.submits().length).toBe(numbers.length);
  for (const format of ['csv', 'xlsx'] as const) {
    const told = await table.report(format, COLUMNS);
    expect(told.size).toBe(numbers.length);
    const wrong = numbers.filter((to) => JSON.stringify(told.get(to)) !== JSON.stringify(known(to)));
    expect(wrong.slice(0, 3).map((to) => [to, told.get(to), known(to)])).toEqual([]);
  }
}

test(
  'a file of numbers is looked up from end to end, and the report says of each what the network knows',
  async () => {
    const around = await world({ smsc: { rate: RATE * 2 } });
    await bot(around, { SMPP_RATE: String(RATE), LOG_LEVEL: 'info' });
    await lookUpFile(around);
  },
  TIMEOUT,
);

test.runIf(IS_LONG)(
  'three instances on PostgreSQL look a file of numbers up, each number once',
  async () => {
    const around = await world({ smsc: { rate: RATE * 2 } });
    const settings = { DATABASE_URL: await currentPostgresUrl(), SMPP_RATE: String(RATE), LOG_LEVEL: 'info' };
    for (let n = 0; n < 3; n++) {
      await botProcess(around, folder(), { settings, standby: n > 0, timeout: TIMEOUT });
    }
    await lookUpFile(around);
  },
  TIMEOUT,
);
