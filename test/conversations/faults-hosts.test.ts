import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bot, botMessages, folder, NIKOLAI, until, world } from '../support/bot.ts';
import { authority, certificate, key } from '../support/certificates.ts';
import { unready, untilReady } from '../support/readiness.ts';
import { relayTo } from '../support/relay.ts';
import { StubSmsc } from '../support/stub-smsc.ts';

const NUMBER = '79991234567';
const last = (around: Awaited<ReturnType<typeof world>>) =>
  botMessages(around, NIKOLAI).at(-1) ?? { text: null, id: 0, buttons: [] };

test('with the first of two hosts down from the start, messages go by the second', async () => {
  const around = await world();
  const down = await relayTo(around.smsc.address, { cut: true });
  const running = await bot(around, { SMPP_HOSTS: `${down.address},${around.smsc.address}` });
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER} Hello` });
  await until(around, () => last(around).text?.includes('✅ delivered'));
  expect(await unready(running)).toBeNull();
  const log = running.logged.join('\n');
  expect(log).toContain(`"smsc":"${down.address}","reason":"connect ECONNREFUSED`);
  expect(log).toMatch(`"smsc":"${around.smsc.address}","msg":"bound"`);
});

test('when the host in use goes down in mid-bulk the other one sends the rest, and each phone has one', async () => {
  const around = await world();
  const [first, second] = [await relayTo(around.smsc.address), await relayTo(around.smsc.address)];
  const running = await bot(around, {
    SMPP_HOSTS: `${first.address},${second.address}`,
    SMPP_RATE: '50',
  });
  await untilReady(around, running);
  const to = Array.from({ length: 60 }, (_, n) => `7999${1_000_060 + n * 100}`);
  const text = `/sms ${to.map((number) => `+${number}`).join(', ')}\nSale`;
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text });
  const preview = await until(around, () => botMessages(around, NIKOLAI)[0]);
  await around.telegram.press(NIKOLAI, preview.id, { from: NIKOLAI, button: 'Send 60' });
  await until(around, () => around.smsc.submits().length >= 20, 'the bulk to be under way');
  await first.cut();

  // What was without an answer as the host went is not repeated to another one.
  await until(
    around,
    () => /✅ delivered 60|✅ delivered \d+ .*❓ in doubt \d+/.test(last(around).text ?? ''),
    'an end of all of them',
  );
  expect(second.connections()).toBe(1);
  for (const number of to) expect(around.smsc.phone(number).length).toBeLessThanOrEqual(1);
  expect(botMessages(around, NIKOLAI)).toHaveLength(1);
});

test('a certificate that is not the SMSC’s own is refused: nothing is sent, and everybody is told why', async () => {
  const around = await world();
  const smsc = await StubSmsc.listen({}, { certificate: { cert: certificate, key } });
  onTestFinished(() => smsc.close());
  const ca = join(folder(), 'ca.pem');
  writeFileSync(ca, authority);
  // The certificate is for localhost; this is the same machine by another name.
  const running = await bot(around, {
    SMPP_HOSTS: `127.0.0.1:${smsc.port}`,
    SMPP_TLS: 'true',
    SMPP_TLS_CA: ca,
  });
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER} Hello` });
  await until(around, () => last(around).text?.includes('⏳ queued'));
  const why = /certificate's altnames|ERR_TLS_CERT_ALTNAME_INVALID/;
  await until(around, async () => why.test((await unready(running))?.smsc ?? ''), 'the reason on /readyz');
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: '/health' });
  await until(around, () => last(around).text?.includes('not connected'), 'the card of /health');
  // The card is of its moment, and a bind reports a change within a second.
  const showsWhy = async () => {
    if (why.test(last(around).text ?? '')) return true;
    await around.telegram.press(NIKOLAI, last(around).id, { from: NIKOLAI, button: 'Refresh' });
    return false;
  };
  await until(around, showsWhy, 'the reason on /health');
  expect(running.logged.some((line) => line.includes('link down') && why.test(line))).toBe(true);
  expect(await running.metric('smpp_bound')).toBe(0);
  expect(smsc.connections.flatMap(({ pdus }) => pdus)).toEqual([]);
});
