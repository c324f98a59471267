import { expect } from 'vitest';
import type { Smsc } from '../../src/demo/smsc/index.ts';
import type { TelegramServer } from '../../src/demo/telegram/index.ts';
import { leaksIn, plant, plantTyped } from './planted.ts';

/** All that was logged, printed and served while this test file ran. */
const output: { readonly test: string; readonly said: string }[] = [];

/** Keeps a piece of the program's output, which is searched for leaks when the file's tests are over. */
export function record(said: string): void {
  output.push({ test: expect.getState().currentTestName ?? 'between tests', said });
}

/** What of the planted was said since the last call, line by line, with the test in which it was. */
export function takeLeaks(): string[] {
  const taken = output.splice(0);
  // In all of it at once first, since there are many lines and hardly ever a leak.
  if (leaksIn(taken.map(({ said }) => said).join('\n')).length === 0) return [];
  return taken.flatMap(({ test, said }) =>
    said
      .split('\n')
      .map((line) => ({ line, found: leaksIn(line) }))
      .filter(({ found }) => found.length > 0)
      .map(
        ({ line, found }) => `${found.map((one) => JSON.stringify(one)).join(', ')} in “${test}”: ${line}`,
      ),
  );
}

/** Everything that people write in this Telegram is planted. */
export function plantChats(telegram: TelegramServer): void {
  const heard = ({
    message,
  }: {
    message: { from: number; text: string; contact: { phone: string } | null };
  }) => {
    if (message.from === telegram.bot.id) return;
    plantTyped(message.text);
    plant(message.contact?.phone ?? '');
  };
  telegram.events.on('message', heard);
  telegram.events.on('edit', heard);
}

/** Of so many it is seen as well as of more, and each is looked for in all that was said. */
const PHONES_PLANTED = 2_000;

/** Everything that goes to a subscriber of this SMSC, or comes from one, is planted; of very many submits the first. */
export function plantPhones(smsc: Smsc): void {
  let submits = 0;
  smsc.events.on('submit', ({ destination, text, tlvs }) => {
    submits += 1;
    if (submits <= PHONES_PLANTED) plant(destination, text, String(tlvs.message_payload ?? ''));
  });
  smsc.events.on('mo', ({ number, text }) => plant(number, text));
}
