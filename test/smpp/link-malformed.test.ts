import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { linkTo, stopLinks, submit } from '../support/link.ts';
import { halfPdus, malformedPdus } from '../support/malformed-pdus.ts';
import { StubSmsc } from '../support/stub-smsc.ts';

let stub: StubSmsc;

beforeEach(async () => {
  stub = await StubSmsc.listen();
});

afterEach(async () => {
  vi.useRealTimers();
  await stopLinks();
  await stub.close();
});

test.each(malformedPdus)('$name: $fate, and the next submit goes through', async ({ octets, fate }) => {
  const { link, reach, states } = linkTo(stub.port);
  link.start();
  await reach('bound');
  const smsc = await stub.connection();
  const waiting = reach('waiting');
  smsc.socket.write(octets);

  if (fate === 'reconnected') {
    await waiting;
    await smsc.closed;
    expect(await smsc.next('generic_nack')).toMatchObject({ sequence_number: 0, command_status: 2 });
    await reach('bound');
  } else {
    smsc.send('enquire_link', { sequence_number: 4_711 });
    await smsc.next('enquire_link_resp');
  }
  expect(await link.submit(submit, 'a')).toMatchObject({ kind: 'answered', status: 0 });

  const nacks = smsc.pdus.filter(({ command }) => command === 'generic_nack');
  expect(nacks).toHaveLength(fate === 'nacked' || fate === 'reconnected' ? 1 : 0);
  if (fate === 'nacked') {
    expect(nacks[0]?.sequence_number).toBe(77);
    expect([2, 3]).toContain(nacks[0]?.command_status);
  }
  if (fate !== 'reconnected') expect(states.map(({ status }) => status)).toEqual(['connecting', 'bound']);
});

test.each(malformedPdus.filter(({ fate }) => fate === 'answered'))(
  '$name is answered',
  async ({ octets }) => {
    const { link, reach } = linkTo(stub.port);
    link.start();
    await reach('bound');
    const smsc = await stub.connection();
    smsc.socket.write(octets);
    const answers = { 5: 'deliver_sm_resp', 21: 'enquire_link_resp', 259: 'data_sm_resp' };
    const command = octets.readUInt32BE(4) as keyof typeof answers;
    expect(await smsc.next(answers[command])).toMatchObject({
      command_status: 0,
      sequence_number: octets.readUInt32BE(12),
    });
  },
);

test('a submit answered with an id longer than any can be was taken, without an id', async () => {
  stub.script.submit_sm = (pdu, smsc) => smsc.answer(pdu, { message_id: '1'.repeat(4_000) });
  const { link, reach } = linkTo(stub.port);
  link.start();
  await reach('bound');
  const outcome = await link.submit(submit, 'a');
  expect(outcome).toMatchObject({ kind: 'answered', status: 0, messageId: null });
});

test('a deliver_sm with an address longer than any can be is refused for good, and the link stays', async () => {
  const { link, reach, states } = linkTo(stub.port);
  link.start();
  await reach('bound');
  const smsc = await stub.connection();
  smsc.send('deliver_sm', { sequence_number: 78, source_addr: '7'.repeat(4_000), short_message: 'hi' });
  expect(await smsc.next('generic_nack')).toMatchObject({ sequence_number: 78, command_status: 2 });
  expect(await link.submit(submit, 'a')).toMatchObject({ kind: 'answered', status: 0 });
  expect(states.map(({ status }) => status)).toEqual(['connecting', 'bound']);
});

test.each(halfPdus)(
  '$name and no more: the link is made anew, and the next submit goes through',
  async (half) => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    });
    const { link, reach } = linkTo(stub.port, { enquireLinkMs: 30_000, requestTimeoutMs: 10_000 });
    link.start();
    await reach('bound');
    const smsc = await stub.connection();
    const waiting = reach('waiting');
    smsc.socket.write(half.octets);
    stub.script.enquire_link = () => {};
    await vi.advanceTimersByTimeAsync(30_000);
    await smsc.next('enquire_link');
    await vi.advanceTimersByTimeAsync(10_000);
    await waiting;
    const again = reach('bound');
    await vi.advanceTimersByTimeAsync(50);
    await again;
    expect(await link.submit(submit, 'a')).toMatchObject({ kind: 'answered', status: 0 });
  },
);
