import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Message } from '../../src/store/attempts/outbox.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { numbers, order, sms, until } from '../support/outbox.ts';
import { startProgram } from '../support/program.ts';
import { migratedUrl, openTestStore } from '../support/store.ts';

const atRest = (messages: readonly Message[]): boolean =>
  messages.every(({ state }) => state === 'delivered' || state === 'in_doubt');

test('however often the connection breaks, nobody gets a message twice, and none is forgotten', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest({ rate: 100_000 });
  await holderForTest(store, smsc, { rate: 100_000 });
  let submits = 0;
  smsc.events.on('submit', () => {
    submits += 1;
    if (submits % 40 === 0) smsc.fault({ fault: 'drop', when: 'before-answer', times: 1 });
    if (submits % 40 === 20) smsc.fault({ fault: 'drop', when: 'before-submit', times: 1 });
    if (submits % 70 === 0) smsc.fault({ fault: 'throttle', times: 2 });
  });

  const card = await order(
    store,
    numbers(200).map((to) => sms(to, 'sale')),
  );
  const messages = await until(store, card, atRest);

  for (const number of numbers(200)) expect(smsc.phone(number).length).toBeLessThanOrEqual(1);
  for (const { state, recipient } of messages) {
    if (state === 'delivered') expect(smsc.phone(recipient)).toHaveLength(1);
  }
  // Answers were lost, and the repeats of what was taken refused.
  expect(smsc.submits().some(({ status }) => status === 0x45)).toBe(true);
  await finish(store);
});

test('a holder that is killed leaves only what was under way in doubt, and its successor sends the rest', async () => {
  const url = migratedUrl();
  const smsc = await smscForTest({ rate: 100_000 });
  const before = await openTestStore(url);
  const card = await order(
    before,
    numbers(300).map((to) => sms(to, 'sale')),
  );
  await before.close();
  const program = fileURLToPath(new URL('../support/holder-process.ts', import.meta.url));
  const { child, ended } = startProgram([program, url, smsc.address], dirname(program));
  await new Promise<void>((resolve) => {
    smsc.events.on('submit', () => {
      if (smsc.submits().length === 60) resolve();
    });
  });

  child.kill('SIGKILL');
  await ended;
  const store = await openTestStore(url);
  await holderForTest(store, smsc);
  const messages = await until(store, card, atRest);

  for (const number of numbers(300)) expect(smsc.phone(number).length).toBeLessThanOrEqual(1);
  const doubtful = messages.filter(({ state }) => state === 'in_doubt');
  expect(doubtful.length).toBeLessThanOrEqual(20);
  expect(messages.length - doubtful.length).toBe(
    messages.filter(({ state }) => state === 'delivered').length,
  );
  await finish(store);
});
