import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { authority, certificate, key } from '../support/certificates.ts';
import { freePort } from '../support/free-port.ts';
import { linkTo, stopLinks, submit } from '../support/link.ts';
import { StubSmsc } from '../support/stub-smsc.ts';

const stubs: StubSmsc[] = [];

async function listen(...args: Parameters<typeof StubSmsc.listen>): Promise<StubSmsc> {
  const stub = await StubSmsc.listen(...args);
  stubs.push(stub);
  return stub;
}

afterEach(async () => {
  await stopLinks();
  await Promise.all(stubs.splice(0).map((stub) => stub.close()));
});

test.each(['transceiver', 'transmitter', 'receiver'] as const)(
  'binds as %s with its credentials',
  async (bind) => {
    const stub = await listen();
    const { link, reach } = linkTo(stub.port, { bind, systemType: 'ISO' });
    link.start();
    const connection = await stub.connection();
    const pdu = await connection.next(`bind_${bind}`);
    expect(pdu).toMatchObject({ system_id: 'login', password: 'secret', system_type: 'ISO' });
    const state = await reach('bound');
    expect(state).toMatchObject({
      bind,
      host: '127.0.0.1',
      port: stub.port,
      lastError: null,
      lastErrorAt: null,
      inFlight: 0,
      window: 10,
    });
    expect(link.ready).toBe(true);
    expect(link.free).toBe(bind === 'receiver' ? 0 : 10);
  },
);

test('a bind without a body in its response is a bind', async () => {
  const header = Buffer.from('00000010800000090000000000000001', 'hex');
  const stub = await listen({ bind_transceiver: (_, { socket }) => socket.write(header) });
  const { link, reach } = linkTo(stub.port);
  link.start();
  await reach('bound');
});

test('a wrong password is named in the state, and tried again', async () => {
  const refuse = { command_status: 0x0e };
  const stub = await listen({ bind_transceiver: (pdu, connection) => connection.answer(pdu, refuse) });
  const { link, reach } = linkTo(stub.port);
  link.start();
  const state = await reach('waiting');
  expect(state.lastError).toBe(
    `127.0.0.1:${stub.port}: bind refused: ESME_RINVPASWD (0x0e): check the password (SMPP_PASSWORD, or in SMPP_ACCOUNTS)`,
  );
  expect(state.retryAt).toBeGreaterThanOrEqual(state.since);
  expect(link.free).toBe(0);
  stub.script.bind_transceiver = (pdu, connection) => connection.answer(pdu);
  expect(await reach('bound')).toMatchObject({ lastError: state.lastError, lastErrorAt: state.lastErrorAt });
});

test.each([
  [0x03, /: bind refused: ESME_RINVCMDID \(0x03\): no transceiver is taken there: set SMPP_BIND=split$/],
  [0x04, /: bind refused: ESME_RINVBNDSTS \(0x04\): no transceiver .*SMPP_BIND=split$/],
  [0x05, /: bind refused: ESME_RALYBND \(0x05\): the login is in use: .*SMPP_BINDS$/],
  [
    0x0d,
    /: bind refused: ESME_RBINDFAIL \(0x0d\): check login and password .*allow-list.*; or set SMPP_BIND=split, if no transceiver is taken there$/,
  ],
  [0x0f, /: bind refused: ESME_RINVSYSID \(0x0f\): check the login \(SMPP_SYSTEM_ID/],
  [0x53, /: bind refused: ESME_RINVSYSTYP \(0x53\): check SMPP_SYSTEM_TYPE$/],
  [0x65, /: bind refused: ESME_RX_P_APPN \(0x65\)$/],
])('a bind refused with %i says which settings to look at', async (command_status, said) => {
  const stub = await listen({
    bind_transceiver: (pdu, connection) => connection.answer(pdu, { command_status }),
  });
  const { link, reach } = linkTo(stub.port);
  link.start();
  expect((await reach('waiting')).lastError).toMatch(said);
});

test('a transmitter is not told to be one', async () => {
  const stub = await listen({
    bind_transmitter: (pdu, connection) => connection.answer(pdu, { command_status: 0x0d }),
  });
  const { link, reach } = linkTo(stub.port, { bind: 'transmitter' });
  link.start();
  expect((await reach('waiting')).lastError).toMatch(/allow-list in the account has this machine$/);
});

test('a bind answered by generic_nack is refused', async () => {
  const stub = await listen({
    bind_transceiver: ({ sequence_number }, connection) =>
      connection.send('generic_nack', { sequence_number, command_status: 3 }),
  });
  const { link, reach } = linkTo(stub.port);
  link.start();
  expect((await reach('waiting')).lastError).toContain('ESME_RINVCMDID');
});

test.each([
  ['hangs up', (socket: Socket) => socket.destroy()],
  // An alert of TLS, as to whoever speaks none (RFC 8446, 5.1).
  ['speaks TLS', (socket: Socket) => socket.end(Buffer.from('15030300020246', 'hex'))],
  ['says nothing', () => {}],
])('what to look at is said where the other side of the bind %s', async (_, does) => {
  const stub = await listen({ bind_transceiver: (__, { socket }) => does(socket) });
  const { link, reach } = linkTo(stub.port, { requestTimeoutMs: 100 });
  link.start();
  expect((await reach('waiting')).lastError).toMatch(
    /: no bind \(.+\): check the port, SMPP_TLS, and that the allow-list in the account has this machine$/,
  );
});

test('a bind that is never answered times out', async () => {
  const stub = await listen({ bind_transceiver: () => {} });
  const { link, reach } = linkTo(stub.port, { requestTimeoutMs: 30 });
  link.start();
  expect((await reach('waiting')).lastError).toContain('no answer to the bind in 30 ms');
});

test('a deliver_sm before the bind is kept for later, not lost', async () => {
  const stub = await listen({
    bind_transceiver: (_, connection) => connection.send('deliver_sm', { sequence_number: 9 }),
  });
  const { link, delivers } = linkTo(stub.port);
  link.start();
  const connection = await stub.connection();
  expect(await connection.next('deliver_sm_resp')).toMatchObject({
    command_status: 0x64,
    sequence_number: 9,
  });
  expect(delivers).toEqual([]);
});

test('credentials that cannot be written are refused when the link is made', () => {
  expect(() => linkTo(1, { password: 'пароль' })).toThrow(RangeError);
});

test('a link without hosts is refused when it is made', () => {
  expect(() => linkTo(1, { hosts: [] })).toThrow(RangeError);
});

test('with one of two hosts down the link is bound to the other', async () => {
  const up = await listen();
  const hosts = [
    { host: '127.0.0.1', port: await freePort() },
    { host: '127.0.0.1', port: up.port },
  ];
  const { link, reach, states } = linkTo(0, { hosts });
  link.start();
  expect((await reach('bound')).port).toBe(up.port);
  expect(states.some(({ lastError }) => lastError?.includes('ECONNREFUSED'))).toBe(true);
});

test('a lost connection is made again to the same host, and submits go through', async () => {
  const stub = await listen();
  const { link, reach, states } = linkTo(stub.port);
  link.start();
  await reach('bound');
  (await stub.connection()).socket.destroy();
  await reach('waiting');
  await reach('bound');
  expect(await link.submit(submit, 'a')).toMatchObject({ kind: 'answered', status: 0 });
  expect(states.map(({ status }) => status)).toEqual([
    'connecting',
    'bound',
    'waiting',
    'connecting',
    'bound',
  ]);
});

test('a peer that unbinds is answered, and bound to again', async () => {
  const stub = await listen();
  const { link, reach } = linkTo(stub.port);
  link.start();
  await reach('bound');
  const first = await stub.connection();
  const waiting = reach('waiting');
  first.send('unbind', { sequence_number: 0x80000001 });
  expect(await first.next('unbind_resp')).toMatchObject({ sequence_number: 0x80000001 });
  await first.closed;
  expect((await waiting).lastError).toContain('the SMSC unbound');
  await reach('bound');
});

test('a peer that unbinds has its messages taken and its answers heard first, and gets no more submits', async () => {
  const stored = Promise.withResolvers<number>();
  const stub = await listen({ submit_sm: () => {} });
  const { link, reach } = linkTo(stub.port, {}, { onDeliver: () => stored.promise });
  link.start();
  await reach('bound');
  const smsc = await stub.connection();
  const outcome = link.submit(submit, 'a');
  const submitted = await smsc.next('submit_sm');
  smsc.send('deliver_sm', { sequence_number: 7, short_message: 'hi' });
  smsc.send('unbind', { sequence_number: 8 });
  smsc.answer(submitted, { message_id: '55' });
  expect(await outcome).toMatchObject({ kind: 'answered', messageId: '55' });
  expect(link.free).toBe(0);
  stored.resolve(0);
  await smsc.next('unbind_resp');
  expect(smsc.pdus.map(({ command }) => command).slice(-2)).toEqual(['deliver_sm_resp', 'unbind_resp']);
  await smsc.closed;
});

describe('TLS', () => {
  const tls = { certificate: { cert: certificate, key } };

  test('a certificate by the given authority and for the host is accepted', async () => {
    const stub = await listen({}, tls);
    const hosts = [{ host: 'localhost', port: stub.port }];
    const { link, reach } = linkTo(0, { hosts, tls: { ca: authority } });
    link.start();
    await reach('bound');
    expect(await link.submit(submit, 'a')).toMatchObject({ kind: 'answered', status: 0 });
  });

  test('a certificate by an unknown authority is refused, and the state says so', async () => {
    const stub = await listen({}, tls);
    const { link, reach } = linkTo(0, { hosts: [{ host: 'localhost', port: stub.port }], tls: {} });
    link.start();
    expect((await reach('waiting')).lastError).toMatch(
      /: unable to verify the first certificate \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\): name its authority in SMPP_TLS_CA$/,
    );
    expect(stub.connections).toEqual([]);
  });

  test('a certificate for another host is refused, and the state says so', async () => {
    const stub = await listen({}, tls);
    const { link, reach } = linkTo(stub.port, { tls: { ca: authority } });
    link.start();
    expect((await reach('waiting')).lastError).toMatch(
      /\(ERR_TLS_CERT_ALTNAME_INVALID\): check the name in SMPP_HOSTS$/,
    );
    expect(stub.connections.flatMap(({ pdus }) => pdus)).toEqual([]);
  });

  test('a server that answers without TLS is said to speak none', async () => {
    const plain = createServer((socket) => socket.end('no TLS is spoken here'));
    plain.listen(0, '127.0.0.1');
    await once(plain, 'listening');
    onTestFinished(() => void plain.close());
    const { link, reach } = linkTo((plain.address() as AddressInfo).port, { tls: {} });
    link.start();
    expect((await reach('waiting')).lastError).toMatch(
      /: no TLS is spoken there \(ERR_SSL_WRONG_VERSION_NUMBER\): check the port, or SMPP_TLS$/,
    );
  });

  test('a plain server where TLS is expected is given up on', async () => {
    const stub = await listen();
    const { link, reach } = linkTo(stub.port, { tls: {}, connectTimeoutMs: 50 });
    link.start();
    expect((await reach('waiting')).lastError).toMatch(
      /: no TLS is spoken there within 50 ms: check the port, or SMPP_TLS$/,
    );
  });
});
