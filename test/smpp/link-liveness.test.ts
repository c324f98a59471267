import { once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { authority, certificate, key } from '../support/certificates.ts';
import { boundTo, fakeTime, linkTo, stopLinks, submit } from '../support/link.ts';
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

const bound = (options?: Parameters<typeof boundTo>[1], handlers?: Parameters<typeof boundTo>[2]) =>
  boundTo(stub, options, handlers);

const message = { source_addr: '79991234567', destination_addr: '79000000', data_coding: 0 };

test('an idle link asks whether the SMSC is there, and goes on asking', async () => {
  fakeTime();
  const { smsc } = await bound({ enquireLinkMs: 30_000 });
  for (let round = 1; round <= 3; round += 1) {
    await vi.advanceTimersByTimeAsync(30_000);
    await smsc.next('enquire_link');
    // The link has its answer once it has answered what came behind it.
    smsc.send('enquire_link', { sequence_number: 1_000 + round });
    await smsc.next('enquire_link_resp');
  }
  expect(smsc.pdus.filter(({ command }) => command === 'enquire_link')).toHaveLength(3);
});

test('an enquire_link without an answer ends the connection, and a new one is made', async () => {
  stub.script.enquire_link = () => {};
  fakeTime();
  const { smsc, reach } = await bound({ enquireLinkMs: 30_000, requestTimeoutMs: 10_000 });
  await vi.advanceTimersByTimeAsync(30_000);
  await smsc.next('enquire_link');
  const waiting = reach('waiting');
  await vi.advanceTimersByTimeAsync(10_000);
  expect((await waiting).lastError).toContain('no answer to enquire_link in 10000 ms');
  await vi.advanceTimersByTimeAsync(50);
  await reach('bound');
});

test('a peer that takes submits and says nothing is found out though the link is busy', async () => {
  stub.script.submit_sm = () => {};
  stub.script.enquire_link = () => {};
  fakeTime();
  const { link, smsc, reach } = await bound({
    enquireLinkMs: 30_000,
    requestTimeoutMs: 10_000,
    window: 1_000,
  });
  const waiting = reach('waiting');
  for (let second = 0; second <= 20; second += 1) {
    void link.submit(submit, `${second}`);
    if (second <= 19) await smsc.next('submit_sm');
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect((await waiting).lastError).toContain('no answer to enquire_link');
});

/** Resolves to the code of the socket's error. */
const errorOf = (socket: NodeJS.EventEmitter): Promise<string> =>
  new Promise((resolve) => socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? '')));

test.each([
  ['TCP', {}, {}],
  ['TLS', { certificate: { cert: certificate, key } }, { tls: { ca: authority } }],
])('over %s, what an SMSC had not read when it was given up never reaches it', async (_, server, client) => {
  const silent = () => {};
  const deaf = await StubSmsc.listen({ submit_sm: silent, enquire_link: silent }, server);
  const hosts = [{ host: 'localhost', port: deaf.port }];
  const { link, reach } = linkTo(0, { hosts, window: 1_000, requestTimeoutMs: 200, ...client });
  link.start();
  await reach('bound');
  const { socket, pdus } = await deaf.connection();
  socket.pause();
  const large = { ...submit, shortMessage: Buffer.alloc(0), payload: Buffer.alloc(16_000) };
  const outcomes: Promise<unknown>[] = [];
  while (link.free > 0 && outcomes.length < 1_000) {
    outcomes.push(link.submit(large, `${outcomes.length}`));
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await reach('waiting')).lastError).toContain('no answer to enquire_link');
  await link.stop(0);
  const ended = Promise.race([once(socket, 'end').then(() => 'whole'), errorOf(socket)]);
  socket.resume();
  expect(await ended).toBe('ECONNRESET');
  expect(await Promise.all(outcomes)).toContainEqual({ kind: 'no-answer', reason: 'timeout' });
  expect(pdus.filter(({ command }) => command === 'submit_sm').length).toBeLessThan(outcomes.length);
  await deaf.close();
});

test('half a header and then silence ends by enquire_link', async () => {
  stub.script.enquire_link = () => {};
  fakeTime();
  const { smsc, reach } = await bound({ enquireLinkMs: 30_000, requestTimeoutMs: 10_000 });
  smsc.socket.write(Buffer.of(0, 0, 0));
  await vi.advanceTimersByTimeAsync(30_000);
  await smsc.next('enquire_link');
  const waiting = reach('waiting');
  await vi.advanceTimersByTimeAsync(10_000);
  await waiting;
});

test("the SMSC's enquire_link is answered with its own sequence number", async () => {
  const { smsc } = await bound();
  for (const sequence_number of [0, 0x80000000, 0xffffffff]) {
    smsc.send('enquire_link', { sequence_number });
    expect(await smsc.next('enquire_link_resp')).toMatchObject({ sequence_number, command_status: 0 });
  }
});

test('a deliver_sm is answered with what the handler says, once it has said it', async () => {
  const { promise, resolve } = Promise.withResolvers<number>();
  const { smsc, delivers, delivered } = await bound({}, { onDeliver: () => promise });
  smsc.send('deliver_sm', { ...message, sequence_number: 0xfffffffe, short_message: Buffer.from('hi') });
  await delivered(1);
  expect(delivers[0]?.shortMessage.toString()).toBe('hi');
  expect(smsc.pdus.some(({ command }) => command === 'deliver_sm_resp')).toBe(false);
  resolve(0x65);
  const answer = await smsc.next('deliver_sm_resp');
  expect(answer).toMatchObject({ sequence_number: 0xfffffffe, command_status: 0x65 });
});

test('the handler is told which session a deliver_sm came by', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const onDeliver = async (_: unknown, session: unknown): Promise<number> => {
    resolve(session);
    return 0;
  };
  const { smsc, link } = await bound({}, { onDeliver });
  smsc.send('deliver_sm', { ...message, sequence_number: 1 });
  const { boundAt } = link.state;
  const gone = expect.any(AbortSignal);
  expect(await promise).toEqual({ host: '127.0.0.1', port: stub.port, boundAt, gone });
});

test('a handler that fails is a temporary error for the SMSC, and the next deliver_sm is heard', async () => {
  let failures = 2;
  const onDeliver = (): Promise<number> => {
    failures -= 1;
    if (failures === 1) throw new Error('at once');
    return failures === 0 ? Promise.reject(new Error('later')) : Promise.resolve(0);
  };
  const { smsc } = await bound({}, { onDeliver });
  for (const [sequence_number, command_status] of [
    [1, 0x64],
    [2, 0x64],
    [3, 0],
  ]) {
    smsc.send('deliver_sm', { ...message, sequence_number });
    expect(await smsc.next('deliver_sm_resp')).toMatchObject({ sequence_number, command_status });
  }
});

test('handlers that fail do not end the link', async () => {
  const fail = (): never => {
    throw new Error('a handler fails');
  };
  const { link } = await bound({}, { onState: fail, onFree: fail });
  expect(await link.submit(submit, 'a')).toMatchObject({ kind: 'answered' });
  expect(await link.submit(submit, 'b')).toMatchObject({ kind: 'answered' });
});

test('at most 200 deliver_sm are under way, and all are heard in the end', async () => {
  const held: (() => void)[] = [];
  const onDeliver = (): Promise<number> => new Promise((resolve) => held.push(() => resolve(0)));
  const { smsc, delivers, delivered } = await bound({}, { onDeliver });
  for (let sequence_number = 1; sequence_number <= 320; sequence_number += 1) {
    smsc.send('deliver_sm', { ...message, sequence_number });
  }
  await delivered(200);
  await new Promise((resolve) => setImmediate(resolve));
  expect(delivers).toHaveLength(200);
  while (delivers.length < 320) {
    const next = delivered(delivers.length + 1);
    held.shift()?.();
    await next;
    expect(held.length).toBeLessThanOrEqual(200);
  }
  for (const release of held) release();
  for (let answers = 0; answers < 320; answers += 1) await smsc.next('deliver_sm_resp');
});

test('a slow handler does not make a link that stops reading look dead', async () => {
  const held: (() => void)[] = [];
  const onDeliver = (): Promise<number> => new Promise((resolve) => held.push(() => resolve(0)));
  fakeTime();
  const { smsc, link, delivered } = await bound(
    { enquireLinkMs: 30_000, requestTimeoutMs: 10_000 },
    { onDeliver },
  );
  for (let sequence_number = 1; sequence_number <= 200; sequence_number += 1) {
    smsc.send('deliver_sm', { ...message, sequence_number });
  }
  await delivered(200);
  await vi.advanceTimersByTimeAsync(30_000);
  await smsc.next('enquire_link');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(link.state.status).toBe('bound');
  for (const release of held) release();
  await smsc.next('deliver_sm_resp');
});
