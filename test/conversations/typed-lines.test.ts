import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bot, botMessages, GROUP, NIKOLAI, OLGA, until, world } from '../support/bot.ts';
import { type BotPath, openBotPath } from '../support/lines/bot-path.ts';
import { judged } from '../support/lines/judge.ts';
import { asTelegram, type Line, typedLine } from '../support/lines/lines.ts';
import type { SimulatedWire } from '../support/lines/phones.ts';
import { WIRE as ANY } from '../support/outbox.ts';
import { SEED } from '../support/seed.ts';

const LINES = 20;
const WIRE: SimulatedWire = { ...ANY, defaultAlphabet: 'gsm' };
const AGAIN = `TEST_SEED=${SEED} npm test -- test/conversations/typed-lines.test.ts`;
/** Each has a pace of its own. */
const CHATS = [
  { chat: OLGA, from: OLGA },
  { chat: NIKOLAI, from: NIKOLAI },
  { chat: GROUP, from: OLGA },
];

/** A line with what it comes to on the way that is judged without sockets. */
async function expected(path: BotPath, line: Line) {
  expect((await judged(path, line)).wrong, `${AGAIN}, ${JSON.stringify(line.typed)}`).toEqual([]);
  const { arrived, card } = await path.say(line.typed, WIRE, []);
  return { line, arrived, asks: card?.asks === true && arrived.length > 0 };
}

test(`lines as people type them come over the sockets to the phones that they name (seed ${SEED})`, async () => {
  const path = await openBotPath();
  // In a group a line without a slash may be meant for anybody.
  const commands = typedLine
    .map(asTelegram)
    // What is for later does not come to a phone now.
    .filter(({ typed, options }) => /^\/[a-z]/.test(typed) && options.at === undefined);
  const lines = fc.sample(commands, { numRuns: LINES, seed: SEED });
  const all: Awaited<ReturnType<typeof expected>>[] = [];
  for (const line of lines) all.push(await expected(path, { ...line, wire: WIRE }));
  await path.close();
  const around = await world();
  await bot(around);

  const say = async ({ chat, from }: (typeof CHATS)[number], index: number) => {
    for (const { line, asks } of all.filter((_, at) => at % CHATS.length === index)) {
      const before = botMessages(around, chat).length;
      around.telegram.write(chat, { from, text: line.typed });
      const card = await until(around, () => botMessages(around, chat)[before], line.typed, 30_000);
      const button = card.buttons[0]?.[0]?.text ?? '';
      if (asks) await around.telegram.press(chat, card.id, { from, button });
    }
  };
  await Promise.all(CHATS.map(say));

  const wanted = all.flatMap(({ arrived }) => arrived);
  const isHere = () => around.smsc.submits().length >= wanted.length;
  await until(around, isHere, 'the last submit', 30_000);
  const phones = wanted.filter(({ phone }) => phone !== null);
  const texts = () =>
    around.smsc.phones().flatMap((to) => around.smsc.phone(to).map(({ text }) => ({ to, text })));
  await until(around, () => texts().length >= phones.length, 'the last delivery', 30_000);

  const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).toSorted();
  expect(sorted(texts()), AGAIN).toEqual(sorted(phones.map(({ to, phone }) => ({ to, text: phone?.text }))));
  const submits = around.smsc.submits().map(({ destination, source }) => ({ to: destination, from: source }));
  expect(sorted(submits), AGAIN).toEqual(sorted(wanted.map(({ to, from }) => ({ to, from }))));
}, 120_000);
