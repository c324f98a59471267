import { expect, test } from 'vitest';
import { bot, botMessages, NIKOLAI, OLGA, until, world } from '../support/bot.ts';
import { drivenClock } from '../support/driven-clock.ts';
import { unready, untilReady } from '../support/readiness.ts';
import { relayTo } from '../support/relay.ts';

const FIRST = '79991234567';
const EARLY = '79991234568';
const LATE = '79991234569';
const bulk = (count: number) => Array.from({ length: count }, (_, n) => `7999${2_000_000 + n * 100 + 60}`);

type Around = Awaited<ReturnType<typeof world>>;

const say = (around: Around, text: string) => around.telegram.write(NIKOLAI, { from: NIKOLAI, text });

const card = (around: Around, words: string) =>
  botMessages(around, NIKOLAI).find(({ text }) => text?.includes(words));

const untilSays = (around: Around, words: string, state: RegExp) =>
  until(
    around,
    () => {
      const found = card(around, words);
      return state.test(found?.text ?? '') ? found : undefined;
    },
    `${words}: ${state}`,
  );

async function startBulk(around: Around, to: string[], words: string): Promise<void> {
  say(around, `/sms ${to.map((number) => `+${number}`).join(', ')}\n${words}`);
  const preview = await untilSays(around, words, /recipients/);
  await around.telegram.press(NIKOLAI, preview.id, { from: NIKOLAI, button: `Send ${to.length}` });
}

const received = (around: Around, to: string[]) =>
  to.filter((number) => around.smsc.phone(number).length > 0);

test('after a quarter of an hour without the SMSC what is young goes by itself, what is old asks first, and receipts arrive', async () => {
  const clock = drivenClock();
  const around = await world();
  const way = await relayTo(around.smsc.address);
  const running = await bot(around, { SMPP_HOSTS: way.address, SMPP_RATE: '10' });
  await untilReady(around, running);

  around.smsc.fault({ fault: 'hold-receipts', seconds: 120 });
  say(around, `/sms +${FIRST} under way`);
  await untilSays(around, 'under way', /handed over, id/);
  const to = bulk(39);
  await startBulk(around, to, 'the bulk');
  await until(around, () => received(around, to).length >= 5, 'the bulk to be under way');

  await way.cut();
  await until(around, () => !running.bound(), 'the link to be down');
  expect((await unready(running))?.smsc).toMatch(/not bound to the SMSC: demo \(127.0.0.1:\d+: /);
  expect(await running.metric('smpp_bound')).toBe(0);
  say(around, `/sms +${EARLY} early`);
  await untilSays(around, 'early', /queued/);
  await clock.pass(12);
  say(around, `/sms +${LATE} late`);
  await untilSays(around, 'late', /queued/);
  say(around, '/health');
  const health = await untilSays(around, 'provider', /not connected/);
  expect(health.text).toMatch(/last error \d\d:\d\d:\d\d: .*ECONNREFUSED/);
  expect((await unready(running))?.smsc).toMatch(/ECONNREFUSED/);
  expect(running.logged.filter((line) => line.includes('"msg":"link down"')).length).toBeGreaterThan(10);
  await clock.pass(3);
  // Nobody was told anything, and nothing was tried, in the meantime.
  expect(botMessages(around, NIKOLAI)).toHaveLength(5);

  await way.mend();
  await clock.pass(1);
  await untilReady(around, running);
  await untilSays(around, 'late', /✅ delivered/);
  await untilSays(around, 'under way', /✅ delivered/);
  const asked = await untilSays(around, 'early', /waiting for .*Send it now\?/);
  expect(asked.buttons.flat().map(({ text }) => text)).toEqual(['Send now', 'Later…', 'Cancel']);
  expect(around.smsc.phone(EARLY)).toEqual([]);
  await around.telegram.press(NIKOLAI, asked.id, { from: NIKOLAI, button: 'Send now' });
  await untilSays(around, 'early', /✅ delivered/);

  // The rest of the bulk is as late: one question for all of it.
  const rest = await until(around, () => card(around, 'the bulk'));
  const again = rest.buttons.flat().find(({ text }) => /^Send/.test(text));
  await around.telegram.press(NIKOLAI, rest.id, { from: NIKOLAI, button: again?.text ?? '' });
  await until(around, () => received(around, to).length === to.length, 'the whole bulk', 30_000);
  await untilSays(around, 'the bulk', /✅ delivered 39/);
  for (const number of [...to, FIRST, EARLY, LATE]) expect(around.smsc.phone(number)).toHaveLength(1);
  expect(botMessages(around, NIKOLAI)).toHaveLength(5);
}, 60_000);

test('a bulk that outages interrupt again and again goes on by itself, though it is older than a message may be', async () => {
  const clock = drivenClock();
  const around = await world();
  const way = await relayTo(around.smsc.address);
  const running = await bot(around, { SMPP_HOSTS: way.address, SMPP_RATE: '1' });
  await untilReady(around, running);
  const to = bulk(12);
  await startBulk(around, to, 'the bulk');
  for (const part of [3, 6]) {
    await until(around, () => received(around, to).length >= part, `${part} to be there`);
    await way.cut();
    await until(around, () => !running.bound(), 'the link to be down');
    await clock.pass(7);
    await way.mend();
    await clock.pass(1);
  }
  await untilSays(around, 'the bulk', /✅ delivered 12/);
  for (const number of to) expect(around.smsc.phone(number)).toHaveLength(1);
  expect(botMessages(around, OLGA)).toEqual([]);
}, 60_000);
