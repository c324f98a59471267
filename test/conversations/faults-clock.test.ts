import { expect, test, vi } from 'vitest';
import { bot, botMessages, NIKOLAI, until, world } from '../support/bot.ts';
import { untilReady } from '../support/readiness.ts';
import { settableClock } from '../support/settable-clock.ts';

/*
 * The clock on the wall is set, forwards or back, while everything else goes on as before: timers, the monotonic
 * clock, sockets. The bot and the simulated world are on one machine, so both see it.
 */
const HOUR_MS = 3_600_000;
const NUMBER = '79991234567';

type Around = Awaited<ReturnType<typeof world>>;

const jump = (ms: number) => vi.setSystemTime(Date.now() + ms);
const say = (around: Around, text: string) => around.telegram.write(NIKOLAI, { from: NIKOLAI, text });
const texts = (around: Around) => botMessages(around, NIKOLAI).map(({ text }) => text ?? '');

test('a clock that is set back by three hours holds nothing up: not what waits, not its card, not the next one', async () => {
  settableClock();
  const around = await world();
  const running = await bot(around);
  await untilReady(around, running);
  around.smsc.fault({ fault: 'refuse', status: 0x14, times: 1 });
  say(around, `/sms +${NUMBER} before`);
  await until(around, () => texts(around)[0]?.includes('queued'));
  jump(-3 * HOUR_MS);
  await until(around, () => around.smsc.phone(NUMBER).length === 1, 'the message that waited');
  await until(around, () => texts(around)[0]?.includes('✅ delivered'), 'its card');
  say(around, `/sms +${NUMBER} after`);
  await until(around, () => texts(around)[1]?.includes('✅ delivered'), 'the next one');
  expect(around.smsc.phone(NUMBER).map(({ text }) => text)).toEqual(['before', 'after']);
});

test('a clock that jumps back and forth in mid-bulk sends nothing twice and forgets nobody', async () => {
  settableClock();
  const around = await world();
  const running = await bot(around, { SMPP_RATE: '20' });
  await untilReady(around, running);
  const to = Array.from({ length: 60 }, (_, n) => `7999${2_000_060 + n * 100}`);
  say(around, `/sms ${to.map((number) => `+${number}`).join(', ')}\nSale`);
  const preview = await until(around, () => botMessages(around, NIKOLAI)[0]);
  await around.telegram.press(NIKOLAI, preview.id, { from: NIKOLAI, button: 'Send 60' });
  await until(around, () => button() === undefined && texts(around)[0]?.includes('waiting'));
  for (const [at, hours] of [
    [10, -5],
    [20, 3],
    [30, 5],
    [40, -2],
  ] as const) {
    await until(around, () => around.smsc.submits().length >= at || asked(), `${at} to be there`);
    jump(hours * HOUR_MS);
    // After a leap forwards nobody can tell a clock that was set from a machine that slept: a person is asked.
    if (asked()) await sendNow();
  }
  await until(around, async () => {
    if (asked()) await sendNow();
    return texts(around)[0]?.includes('✅ delivered 60');
  });
  for (const number of to) expect(around.smsc.phone(number)).toHaveLength(1);
  expect(botMessages(around, NIKOLAI)).toHaveLength(1);

  function button() {
    return botMessages(around, NIKOLAI)[0]
      ?.buttons.flat()
      .find(({ text }) => /^Send/.test(text));
  }
  function asked() {
    return button() !== undefined;
  }
  async function sendNow() {
    const found = button();
    if (found) await around.telegram.press(NIKOLAI, preview.id, { from: NIKOLAI, button: found.text });
  }
}, 40_000);
