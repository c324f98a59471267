import { expect, onTestFinished, test } from 'vitest';
import { bot, botMessages, NIKOLAI, until, world } from '../support/bot.ts';
import { unready, untilReady } from '../support/readiness.ts';
import { type StubConnection, StubSmsc } from '../support/stub-smsc.ts';

const NUMBER = '79991234567';
const MEGABYTE = 1024 * 1024;

/** Memory that is in use, in MiB. */
const used = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / MEGABYTE;
};

function receipt(connection: StubConnection, id: string, sequence: number): void {
  connection.send('deliver_sm', {
    sequence_number: sequence,
    source_addr: NUMBER,
    destination_addr: 'SHOP',
    esm_class: 4,
    short_message: `id:${id} sub:001 dlvrd:001 submit date:2611230800 done date:2611230801 stat:DELIVRD err:000 text:`,
  });
}

test('12,000 receipts at once are drained in bounded memory, and a message goes its way meanwhile', async () => {
  const FLOOD = 12_000;
  const WINDOW = 100;
  let sent = 0;
  let taken = 0;
  let sequence = 1_000;
  let takenAtSubmit = -1;
  const more = (connection: StubConnection) => {
    for (; sent < FLOOD && sent - taken < WINDOW; sent += 1) receipt(connection, `old-${sent}`, sequence++);
  };
  const around = await world();
  const smsc = await StubSmsc.listen({
    deliver_sm_resp(pdu, connection) {
      expect(pdu.command_status).toBe(0);
      taken += 1;
      // Kept for nobody but this test's own counting.
      connection.pdus.length = 0;
      more(connection);
    },
    submit_sm(pdu, connection) {
      takenAtSubmit = taken;
      connection.answer(pdu, { message_id: 'new-1' });
      receipt(connection, 'new-1', sequence++);
      taken -= 1;
    },
  });
  onTestFinished(() => smsc.close());
  const running = await bot(around, { SMPP_HOSTS: `127.0.0.1:${smsc.port}` });
  await untilReady(around, running);
  const before = used();
  const [connection] = smsc.connections;
  if (!connection) throw new Error('no connection');
  more(connection);
  await until(around, () => taken > 1_000, 'the flood');
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER} Hello` });
  await until(around, () => botMessages(around, NIKOLAI)[0]?.text?.includes('✅ delivered'));
  await until(around, () => taken === FLOOD, 'all of it', 30_000);

  expect(takenAtSubmit).toBeLessThan(FLOOD / 2);
  expect(used() - before).toBeLessThan(150);
  expect(await running.metric('smpp_receipts_total{state="delivered"}')).toBe(FLOOD + 1);
  const { n } = await running.store.db
    .selectFrom('receipts')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  expect(n).toBe(FLOOD + 1);
  expect(await unready(running)).toBeNull();
}, 60_000);

test('a file of 200 MB, and one that would unpack to as much, are not even fetched', async () => {
  const around = await world();
  const running = await bot(around);
  await untilReady(around, running);
  const huge = new Uint8Array(200 * MEGABYTE);
  const before = used();
  around.telegram.write(NIKOLAI, { from: NIKOLAI, file: { name: 'customers.csv', bytes: huge } });
  const bomb = { name: 'customers.xlsx', mimeType: 'application/zip', bytes: new Uint8Array(42_000) };
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER} Hello`, file: bomb });

  // The caption of a file is a command like any other, and what the file holds is nobody's business.
  const asked = await until(around, () =>
    botMessages(around, NIKOLAI).find(({ buttons }) =>
      buttons.flat().some(({ text }) => text === 'Send without it'),
    ),
  );
  await around.telegram.press(NIKOLAI, asked.id, { from: NIKOLAI, button: 'Send without it' });
  await until(around, () => botMessages(around, NIKOLAI).some(({ text }) => text?.includes('✅ delivered')));
  expect(around.smsc.phone(NUMBER)).toMatchObject([{ text: 'Hello' }]);
  // One polite answer to the file without words.
  expect(botMessages(around, NIKOLAI)).toHaveLength(2);
  expect(around.telegram.calls().map(({ method }) => method)).not.toContain('getFile');
  // The simulated Telegram keeps a copy of its own.
  expect(used() - before).toBeLessThan(250);
});

test('a body without end on the HTTP port is cut off, and the bot goes on', async () => {
  const around = await world();
  const running = await bot(around, { CALLBACK_SECRET: 'a long secret word'.replaceAll(' ', '-') });
  await untilReady(around, running);
  const before = used();
  const chunk = new Uint8Array(MEGABYTE);
  let poured = 0;
  const body = new ReadableStream({
    pull(controller) {
      poured += 1;
      if (poured > 200) controller.close();
      else controller.enqueue(chunk);
    },
  });
  const answer = await fetch(`${running.http.url}/callback`, {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { 'content-type': 'application/json' },
  } as RequestInit).catch(() => null);
  expect(answer === null || answer.status === 413).toBe(true);
  expect(poured).toBeLessThan(100);
  expect(used() - before).toBeLessThan(60);
  expect(await unready(running)).toBeNull();
});
