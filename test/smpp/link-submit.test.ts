import type { Pdu } from 'smpp';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { boundTo, fakeTime, linkTo, stopLinks, submit } from '../support/link.ts';
import { type StubConnection, StubSmsc } from '../support/stub-smsc.ts';

const MESSAGE_ID = { message_id: '855469' };
let stub: StubSmsc;

beforeEach(async () => {
  stub = await StubSmsc.listen();
});

afterEach(async () => {
  vi.useRealTimers();
  await stopLinks();
  await stub.close();
});

const bound = (options?: Parameters<typeof boundTo>[1], handlers?: Parameters<typeof boundTo>[2]) =>
  boundTo(stub, options, handlers);

/** Resolves when all that the link has read so far was worked off: it answers enquire_link in order. */
async function settled(smsc: StubConnection): Promise<void> {
  smsc.send('enquire_link', { sequence_number: 1_000_000 });
  await smsc.next('enquire_link_resp');
}

test('a submit is answered with status and message id', async () => {
  const { link } = await bound();
  expect(await link.submit(submit, 'a')).toMatchObject({ kind: 'answered', status: 0, messageId: 'id2' });
});

test('answers find their submits in any order', async () => {
  const held: Pdu[] = [];
  stub.script.submit_sm = (pdu, smsc) => {
    held.push(pdu);
    if (held.length < 3) return;
    for (const one of held.reverse()) smsc.answer(one, { message_id: String(one.destination_addr) });
  };
  const { link } = await bound();
  const to = ['71', '72', '73'];
  const outcomes = to.map((address) => {
    const fields = { ...submit, destination: { address, ton: 1, npi: 1 } };
    return link.submit(fields, address);
  });
  expect(await Promise.all(outcomes)).toMatchObject(to.map((messageId) => ({ kind: 'answered', messageId })));
});

test('a refusal is an answer', async () => {
  stub.script.submit_sm = (pdu, smsc) => smsc.answer(pdu, { command_status: 0x58 });
  const { link } = await bound();
  const outcome = await link.submit(submit, 'a');
  expect(outcome).toMatchObject({ kind: 'answered', status: 0x58, messageId: null });
});

test.each([
  [0x14, 0x14],
  [0, 0xff],
])('a generic_nack with status %i is an answer with status %i', async (sent, status) => {
  stub.script.submit_sm = ({ sequence_number }, smsc) =>
    smsc.send('generic_nack', { sequence_number, command_status: sent });
  const { link } = await bound();
  expect(await link.submit(submit, 'a')).toMatchObject({ kind: 'answered', status });
});

test('an acceptance whose message id lacks its terminator has that id', async () => {
  stub.script.submit_sm = ({ sequence_number }, { socket }) => {
    const octets = Buffer.from('00000013800000040000000000000000313233', 'hex');
    octets.writeUInt32BE(sequence_number, 12);
    socket.write(octets);
  };
  const { link } = await bound();
  expect(await link.submit(submit, 'a')).toMatchObject({ kind: 'answered', status: 0, messageId: '123' });
});

test('nothing is written before the bind, after the window is full, or to another host', async () => {
  stub.script.submit_sm = () => {};
  const { link } = linkTo(stub.port);
  expect(await link.submit(submit, 'a')).toEqual({ kind: 'not-written' });

  const full = await bound({ window: 2 });
  const elsewhere = '127.0.0.1:1';
  expect(await full.link.submit(submit, 'a', elsewhere)).toEqual({ kind: 'not-written' });
  void full.link.submit(submit, 'a', `127.0.0.1:${stub.port}`);
  void full.link.submit(submit, 'b');
  expect(full.link.free).toBe(0);
  expect(full.link.state.inFlight).toBe(2);
  expect(await full.link.submit(submit, 'c')).toEqual({ kind: 'not-written' });
  await settled(full.smsc);
  expect(full.smsc.pdus.filter(({ command }) => command === 'submit_sm')).toHaveLength(2);
});

test('a field that cannot be written rejects, and takes no window place', async () => {
  const { link } = await bound();
  const fields = { ...submit, shortMessage: Buffer.alloc(255) };
  await expect(link.submit(fields, 'a')).rejects.toThrow(RangeError);
  expect(link.free).toBe(10);
});

test('onFree tells of the bind and of every place that becomes free', async () => {
  const outcomes: Promise<unknown>[] = [];
  let left = 100;
  const { promise, resolve } = Promise.withResolvers<void>();
  const under = linkTo(
    stub.port,
    { window: 3 },
    {
      onFree: () => {
        for (; left > 0 && under.link.free > 0; left -= 1)
          outcomes.push(under.link.submit(submit, `${left}`));
        if (left === 0) resolve();
      },
    },
  );
  under.link.start();
  await promise;
  expect(await Promise.all(outcomes)).toEqual(Array(100).fill(expect.objectContaining({ kind: 'answered' })));
});

test('a lost connection leaves the submits under way without an answer', async () => {
  stub.script.submit_sm = () => {};
  const { link, smsc } = await bound();
  const outcome = link.submit(submit, 'a');
  await smsc.next('submit_sm');
  smsc.socket.destroy();
  expect(await outcome).toEqual({ kind: 'no-answer', reason: 'closed' });
  expect(link.state.inFlight).toBe(0);
});

test('a submit that the socket has not taken when the link ends was certainly not written', async () => {
  const { link, smsc } = await bound();
  const stopped = link.stop(0);
  expect(await link.submit(submit, 'a')).toEqual({ kind: 'not-written' });
  await stopped;
  expect(smsc.pdus.some(({ command }) => command === 'submit_sm')).toBe(false);
});

test('a peer that does not read fills the socket, and then no place is free', async () => {
  stub.script.submit_sm = () => {};
  let freed = (): void => {};
  const { link, smsc } = await bound({ window: 100_000 }, { onFree: () => freed() });
  smsc.socket.pause();
  const payload = Buffer.alloc(15_000);
  const outcomes: Promise<unknown>[] = [];
  for (let count = 0; link.free > 0 && count < 2_000; count += 1) {
    outcomes.push(link.submit({ ...submit, shortMessage: Buffer.alloc(0), payload }, `${count}`));
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(link.free).toBe(0);
  expect(link.state.status).toBe('bound');
  const drained = new Promise<void>((resolve) => {
    freed = resolve;
  });
  smsc.socket.resume();
  await drained;
  expect(link.free).toBeGreaterThan(0);
  smsc.socket.destroy();
  await Promise.all(outcomes);
});

test('a submit without an answer times out, and a late answer is told once', async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<Pdu>();
  stub.script.submit_sm = (pdu) => arrive(pdu);
  fakeTime();
  const { link, smsc, lateAnswers, log } = await bound({ requestTimeoutMs: 10_000 });
  const outcome = link.submit(submit, 'a');
  const pdu = await arrived;
  await vi.advanceTimersByTimeAsync(9_999);
  expect(link.state.inFlight).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await outcome).toEqual({ kind: 'no-answer', reason: 'timeout' });
  expect(link.free).toBe(10);

  smsc.answer(pdu, MESSAGE_ID);
  smsc.answer(pdu, MESSAGE_ID);
  await settled(smsc);
  expect(lateAnswers).toMatchObject([{ token: 'a', answer: { status: 0, messageId: '855469' } }]);
  expect(log.filter((line) => line === 'answer to nothing')).toHaveLength(1);
});

test('an answer that comes twice counts once', async () => {
  stub.script.submit_sm = (pdu, smsc) => {
    smsc.answer(pdu, MESSAGE_ID);
    smsc.answer(pdu, { message_id: 'another' });
  };
  const { link, smsc, lateAnswers, log } = await bound();
  expect(await link.submit(submit, 'a')).toMatchObject({ messageId: '855469' });
  await settled(smsc);
  expect(lateAnswers).toEqual([]);
  expect(log).toContain('answer to nothing');
  expect(link.state.inFlight).toBe(0);
});

test('an answer of another kind does not settle a submit', async () => {
  stub.script.submit_sm = (pdu, smsc) => {
    smsc.send('query_sm_resp', { sequence_number: pdu.sequence_number });
    smsc.answer(pdu, MESSAGE_ID);
  };
  const { link } = await bound();
  expect(await link.submit(submit, 'a')).toMatchObject({ kind: 'answered', messageId: '855469' });
});

test('a query is answered with state, error and date', async () => {
  const found = { message_id: '7', final_date: '261123070000000+', message_state: 5, error_code: 6 };
  stub.script.query_sm = (pdu, smsc) => smsc.answer(pdu, found);
  const { link, smsc } = await bound();
  const outcome = await link.query({ messageId: '7', source: submit.source });
  expect(outcome).toEqual({ kind: 'answered', status: 0, state: 5, error: 6, finalDate: '261123070000000+' });
  expect(await smsc.next('query_sm')).toMatchObject({
    message_id: '7',
    source_addr: 'SHOP',
    source_addr_ton: 5,
  });
});

test('a query answered by generic_nack is answered with its status', async () => {
  stub.script.query_sm = ({ sequence_number }, smsc) =>
    smsc.send('generic_nack', { sequence_number, command_status: 3 });
  const { link } = await bound();
  const outcome = await link.query({ messageId: '7', source: submit.source });
  expect(outcome).toEqual({ kind: 'answered', status: 3, state: null, error: null, finalDate: null });
});

test('a query is without an answer when the link is down, breaks or times out', async () => {
  const query = { messageId: '7', source: submit.source };
  expect(await linkTo(stub.port).link.query(query)).toEqual({ kind: 'no-answer' });

  stub.script.query_sm = (_, { socket }) => socket.destroy();
  const { link, reach } = await bound({ requestTimeoutMs: 40 });
  expect(await link.query(query)).toEqual({ kind: 'no-answer' });
  await reach('bound');
  stub.script.query_sm = () => {};
  expect(await link.query(query)).toEqual({ kind: 'no-answer' });
});

test('stop waits for the answers under way, unbinds, and hangs up', async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<Pdu>();
  stub.script.submit_sm = (pdu) => arrive(pdu);
  const { link, smsc, reach } = await bound();
  const outcome = link.submit(submit, 'a');
  const pdu = await arrived;
  const stopped = link.stop(10_000);
  expect(link.ready).toBe(false);
  expect(link.free).toBe(0);
  await settled(smsc);
  expect(smsc.pdus.some(({ command }) => command === 'unbind')).toBe(false);
  smsc.answer(pdu, MESSAGE_ID);
  expect(await outcome).toMatchObject({ kind: 'answered' });
  await smsc.next('unbind');
  await stopped;
  await smsc.closed;
  expect((await reach('stopped')).retryAt).toBeNull();
});

test('stop ends in time against an SMSC that answers nothing', async () => {
  stub.script.submit_sm = () => {};
  stub.script.unbind = () => {};
  fakeTime();
  const { link, smsc } = await bound();
  const outcome = link.submit(submit, 'a');
  await smsc.next('submit_sm');
  const stopped = link.stop(3_000);
  await vi.advanceTimersByTimeAsync(3_000);
  await smsc.next('unbind');
  await vi.advanceTimersByTimeAsync(2_000);
  await stopped;
  expect(await outcome).toEqual({ kind: 'no-answer', reason: 'closed' });
});

test('a peer that unbinds and answers nothing before is left in time', async () => {
  stub.script.submit_sm = () => {};
  fakeTime();
  const { link, smsc } = await bound();
  const outcome = link.submit(submit, 'a');
  await smsc.next('submit_sm');
  smsc.send('unbind', { sequence_number: 8 });
  await settled(smsc);
  await vi.advanceTimersByTimeAsync(1_000);
  await smsc.next('unbind_resp');
  smsc.socket.end();
  expect(await outcome).toEqual({ kind: 'no-answer', reason: 'closed' });
});

test('stop while the link is down or connecting ends it at once, and twice is as once', async () => {
  stub.script.bind_transceiver = () => {};
  const connecting = linkTo(stub.port);
  connecting.link.start();
  await stub.connection();
  await Promise.all([connecting.link.stop(60_000), connecting.link.stop(60_000)]);
  expect(connecting.link.state.status).toBe('stopped');

  const waiting = linkTo(1, { random: () => 0.99, backoff: { firstMs: 60_000, maxMs: 60_000 } });
  waiting.link.start();
  await waiting.reach('waiting');
  await waiting.link.stop(60_000);
  expect(waiting.link.state.status).toBe('stopped');
});
