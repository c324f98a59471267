import { expect, test } from 'vitest';
import { bot, OLGA, until, world } from '../support/bot.ts';
import { halfPdus, malformedPdus } from '../support/malformed-pdus.ts';

test('after a bad PDU of every kind the link is there again and the next message reaches its phone', async () => {
  const around = await world();
  const running = await bot(around);
  await until(around, () => running.bound(), 'the first bind');
  const kinds = [...malformedPdus, ...halfPdus];
  expect(kinds.length).toBeGreaterThan(20);
  for (const [index, { name, octets }] of kinds.entries()) {
    const number = `7999123${4060 + (index % 39)}`;
    around.smsc.sendRaw(octets);
    around.telegram.write(OLGA, { from: OLGA, text: `/sms +${number} ${index}` });
    const got = () => around.smsc.phone(number).some(({ text }) => text === String(index));
    await until(around, got, `a message after: ${name}`);
    expect(around.smsc.phone(number).filter(({ text }) => text === String(index))).toHaveLength(1);
  }
}, 120_000);
