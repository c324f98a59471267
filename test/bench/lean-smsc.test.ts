import { connect as connectSocket } from 'node:net';
import smpp, { type Pdu } from 'smpp';
import { expect, onTestFinished, test } from 'vitest';
import { FIRST_SINGLE, numberAt } from '../../bench/numbers.ts';
import { type LeanSmscOptions, startLeanSmsc } from '../../bench/smsc/server.ts';
import { connect, Inbox, request } from '../support/smpp-client.ts';

const COUNT = 12;

async function smscFor(options: LeanSmscOptions) {
  const smsc = await startLeanSmsc(options);
  onTestFinished(() => smsc.close());
  return smsc;
}

const submit = (index: number) => ({
  source_addr: 'SHOP',
  destination_addr: String(numberAt(index)),
  short_message: 'Your order is ready',
  registered_delivery: 1,
});

async function bound(address: string, answer?: () => number | null) {
  const session = await connect(address);
  const inbox = new Inbox(session, answer);
  const { command_status } = await request(session, 'bind_transceiver', { system_id: 'demo' });
  expect(command_status).toBe(0);
  return { session, inbox };
}

const submitAll = (session: Awaited<ReturnType<typeof connect>>, count = COUNT) =>
  Promise.all(Array.from({ length: count }, (_, index) => request(session, 'submit_sm', submit(index))));

test('another SMPP implementation reads each answer of the lean SMSC and each receipt, once for each message', async () => {
  const smsc = await smscFor({ receiptWindow: 5 });
  const { session, inbox } = await bound(smsc.address);
  const answers = await submitAll(session);
  const receipts = await inbox.wait(COUNT);
  await smsc.tally.reached({ submits: COUNT, receipts: COUNT });

  expect(new Set(answers.map((pdu) => pdu.message_id)).size).toBe(COUNT);
  expect(receipts.map((pdu) => pdu.receipted_message_id)).toEqual(answers.map((pdu) => pdu.message_id));
  for (const [index, receipt] of receipts.entries()) {
    expect(receipt).toMatchObject({
      command: 'deliver_sm',
      esm_class: 4,
      source_addr: String(numberAt(index)),
      destination_addr: 'SHOP',
      message_state: 2,
    });
    const { message } = receipt.short_message;
    expect(message).toMatch(
      new RegExp(`^id:${receipt.receipted_message_id} sub:001 dlvrd:001 .* stat:DELIVRD err:000 text:`),
    );
  }
  expect(smsc.tally.counts()).toEqual({
    submits: COUNT,
    repeated: 0,
    receipts: COUNT,
    refused: 0,
    mostUnderWay: 5,
  });
  expect((await request(session, 'enquire_link')).command).toBe('enquire_link_resp');
});

test('no more receipts than the window are unacknowledged, and each acknowledgement lets one more come', async () => {
  const smsc = await smscFor({ receiptWindow: 5 });
  const { session, inbox } = await bound(smsc.address, () => null);
  await submitAll(session);
  // What the SMSC sent before this answer has been read before it.
  await request(session, 'enquire_link');
  expect(inbox.pdus).toHaveLength(5);
  for (const pdu of inbox.pdus.slice(0, 2)) session.send(pdu.response());
  await request(session, 'enquire_link');
  expect(inbox.pdus).toHaveLength(7);
});

test('a receipt that is refused comes again, and one that is held comes when it is let go', async () => {
  const smsc = await smscFor({ receiptWindow: 5 });
  const statuses = [0x64];
  const { session, inbox } = await bound(smsc.address, () => statuses.pop() ?? 0);
  smsc.hold(true);
  await submitAll(session, 3);
  expect(inbox.pdus).toHaveLength(0);
  smsc.hold(false);
  await smsc.tally.reached({ receipts: 3 });
  expect(inbox.pdus.map((pdu) => pdu.source_addr)).toEqual([0, 1, 2, 0].map((index) => `${numberAt(index)}`));
  expect(smsc.tally.counts()).toMatchObject({ receipts: 3, refused: 1 });
});

test('a recipient that is submitted to twice is counted, and what was typed by somebody is timed by itself', async () => {
  const smsc = await smscFor({ receiptWindow: 5 });
  const { session } = await bound(smsc.address);
  await request(session, 'submit_sm', submit(7));
  await request(session, 'submit_sm', submit(7));
  await request(session, 'submit_sm', submit(FIRST_SINGLE));
  await smsc.tally.reached({ receipts: 3 });
  expect(smsc.tally.counts()).toMatchObject({ submits: 3, repeated: 1 });
  const [single, ...others] = smsc.tally.takeSingles();
  expect(single?.index).toBe(FIRST_SINGLE);
  expect(single?.dueAt).toBeGreaterThanOrEqual(single?.submittedAt ?? Number.NaN);
  expect(others).toEqual([]);
});

test('a PDU that comes in pieces is one PDU', async () => {
  const smsc = await smscFor({ receiptWindow: 5 });
  const [host = '', port] = smsc.address.split(':');
  const socket = connectSocket({ host, port: Number(port) });
  const answered = new Promise<Pdu>((resolve) =>
    socket.on('data', (octets: Buffer) => resolve(new smpp.PDU(octets))),
  );
  const octets = new smpp.PDU('submit_sm', { sequence_number: 77, ...submit(1) }).toBuffer();
  socket.write(octets.subarray(0, 9));
  setImmediate(() => socket.write(octets.subarray(9, 30)));
  setTimeout(() => socket.write(octets.subarray(30)), 20);
  expect(await answered).toMatchObject({ command: 'submit_sm_resp', command_status: 0, sequence_number: 77 });
  socket.destroy();
});
