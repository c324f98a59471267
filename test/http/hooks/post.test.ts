import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { expect, test } from 'vitest';
import { type PostOptions, post } from '../../../src/http/hooks/post.ts';
import { signedHeaders } from '../../../src/http/hooks/signature.ts';
import { authority, certificate, key } from '../../support/certificates.ts';
import { freePort } from '../../support/free-port.ts';
import { type Receiver, receiver } from '../../support/receiver.ts';

const SECRET = `whsec_${Buffer.from('planted-secret-of-a-webhook-1234').toString('base64')}`;
const LOOSE = { allowPrivate: true };

function send(url: string, options: PostOptions = LOOSE, secret = SECRET): Promise<string | null> {
  const body = '{"type":"hook.test"}';
  const headers = signedHeaders({ id: 'evt_1', body, secret }, Date.now());
  return post({ url, headers, body, signal: new AbortController().signal }, options);
}

/** The example of the specification (Standard Webhooks 1.0.0, symmetric signatures). */
test('what is posted is signed as the specification has it', () => {
  const signed = signedHeaders(
    {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      body: '{"test": 2432232314}',
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    },
    1_614_265_330_500,
  );
  expect(signed).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test.each([
  [200, null],
  [204, null],
  [302, 'status 302'],
  [400, 'status 400'],
  [410, 'status 410'],
  [503, 'status 503'],
])('an answer of %i means %s, and no redirect is followed', async (status, why) => {
  const other: Receiver = await receiver(() => SECRET);
  const { url } = await receiver(
    () => SECRET,
    (_told, response) => response.writeHead(status, { location: other.url }).end(),
  );
  expect(await send(url)).toBe(why);
  expect(other.connections()).toBe(0);
});

test('a receiver that is sent another signature takes nothing', async () => {
  const { url, told } = await receiver(() => SECRET);
  expect(await send(url, LOOSE, `${SECRET.slice(0, -4)}AAAA`)).toBe('status 401');
  expect(told).toEqual([]);
});

test('an answer without end is cut off, and what it began with counts', async () => {
  const { url } = await receiver(
    () => SECRET,
    (_told, response) => {
      response.writeHead(200);
      const more = () => {
        while (response.write('x'.repeat(4096)));
      };
      response.on('drain', more);
      more();
    },
  );
  expect(await send(url)).toBe(null);
});

test('an answer that says no more and does not end is left, and what it began with counts', async () => {
  const { url } = await receiver(
    () => SECRET,
    (_told, response) => response.writeHead(200).write('taken'),
  );
  const hasty = { ...LOOSE, patienceMs: 500 };
  expect(await Promise.all([send(url), send(url, hasty)])).toEqual([null, null]);
});

test('who does not answer, or drops the line, is not waited for', async () => {
  const silent = await receiver(
    () => SECRET,
    () => {},
  );
  expect(await send(silent.url, { ...LOOSE, patienceMs: 50 })).toBe('timeout');
  const dropping = await receiver(
    () => SECRET,
    (_told, response) => response.destroy(),
  );
  expect(await send(dropping.url)).toBe('connection');
  expect(await send(`http://127.0.0.1:${await freePort()}/`)).toBe('connection');
  const never = () => new Promise<never>(() => {});
  expect(await send('https://shop.example/', { ...LOOSE, patienceMs: 50, resolve: never })).toBe('timeout');
});

test('nothing private is connected to, by its address or by a name', async () => {
  const { url, connections } = await receiver(() => SECRET);
  const { port } = new URL(url);
  const strict = { allowPrivate: false, resolve: async () => [{ address: '127.0.0.1', family: 4 }] };
  expect(await send(`https://127.0.0.1:${port}/`, strict)).toBe('private');
  expect(await send(`https://shop.example:${port}/`, strict)).toBe('private');
  expect(await send(`http://shop.example:${port}/`, strict)).toBe('plain');
  expect(connections()).toBe(0);
});

test('the connection is made to the address that was looked at, and to no other that the name has by then', async () => {
  const { url, told } = await receiver(() => SECRET);
  let looks = 0;
  const resolve = async () => {
    looks += 1;
    return [{ address: '127.0.0.1', family: 4 }];
  };
  // A name that the system's resolver does not have.
  expect(await send(`http://rebound.invalid:${new URL(url).port}/`, { ...LOOSE, resolve })).toBe(null);
  expect(told[0]?.headers.host).toMatch(/^rebound\.invalid:/);
  expect(looks).toBe(1);
});

test('a name that leads nowhere is told apart from a machine that is away', async () => {
  const resolve = async () => {
    throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });
  };
  expect(await send('https://shop.example/', { ...LOOSE, resolve })).toBe('name');
});

test('a certificate has to be by an authority that is trusted, and of the name in the address', async () => {
  const server = createServer({ cert: certificate, key }, (_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const local = { ...LOOSE, resolve: async () => [{ address: '127.0.0.1', family: 4 }] };
  const before = getCACertificates('default');
  try {
    expect(await send(`https://localhost:${port}/`, local)).toBe('certificate');
    setDefaultCACertificates([...before, authority]);
    expect(await send(`https://localhost:${port}/`, local)).toBe(null);
    expect(await send(`https://shop.example:${port}/`, local)).toBe('certificate');
  } finally {
    setDefaultCACertificates(before);
    server.close();
  }
});
