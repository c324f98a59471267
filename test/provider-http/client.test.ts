import { once } from 'node:events';
import { createServer as createPlain } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { messageContent } from '../../src/messages/request.ts';
import { type ClientSettings, createClient } from '../../src/provider-http/client.ts';
import { certificate, key } from '../support/certificates.ts';
import { testWorld } from '../support/demo-world.ts';

const PHONE = '79991234567';
const sms = (text: string, to: string[] = [PHONE]) => ({
  to,
  content: messageContent.parse({ channel: 'sms', text }),
  sender: 'SHOP',
});

/** The provider of a demo world, and a client of it. */
async function provider({
  settings = {},
  balance = 100,
}: {
  settings?: Partial<ClientSettings>;
  balance?: number;
} = {}) {
  const world = await testWorld({ smsc: { balance } });
  const http = world.provider as NonNullable<typeof world.provider>;
  const client = createClient({ urls: [http.url], credentials: { apikey: http.apiKey }, ...settings });
  return { world, http, client };
}

/** The address of a port that nobody listens on. */
async function closedPort(): Promise<string> {
  const server = createSocket().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('every channel arrives as it was asked for', () => {
  const text = 'Заказ готов';
  it.each<[object, object]>([
    [
      { channel: 'sms', text, comment: 'order 7' },
      { channel: 'sms', text, from: 'SHOP' },
    ],
    [{ channel: 'sms', text, flash: true }, { flash: true }],
    [
      { channel: 'call', text, voice: 'w2', ring: 20 },
      { channel: 'call', text, voice: 'w2', ring: 20, retry: 60, tries: 1 },
    ],
    [
      { channel: 'viber', text: 'one\r\ntwo' },
      { channel: 'viber', text: 'one\ntwo' },
    ],
    [
      { channel: 'soc', text },
      { channel: 'soc', text },
    ],
    [
      { channel: 'tgm', code: '1234' },
      { channel: 'tgm', text: '1234' },
    ],
    [
      { channel: 'bot', text, bot: '@shop_bot' },
      { channel: 'bot', text, bot: '@shop_bot' },
    ],
  ])('%o', async (asked, shown) => {
    const { world, client } = await provider();
    const content = messageContent.parse(asked);
    expect(await client.send({ to: [PHONE], content, sender: 'SHOP' }, 'a-1')).toEqual({ id: 'a-1', cnt: 1 });
    await expect.poll(() => world.smsc.phone(PHONE)).toMatchObject([shown]);
  });

  it('an e-mail goes to its address', async () => {
    const { world, client } = await provider();
    const content = messageContent.parse({ channel: 'email', text, subject: 'Заказ', comment: 'note' });
    await client.send({ to: ['a@b.example'], content, sender: '' }, '7');
    await expect.poll(() => world.smsc.phone('a@b.example')).toMatchObject([{ text, subject: 'Заказ' }]);
  });

  it('a look-up is answered by its status', async () => {
    const { client } = await provider();
    await client.send({ to: ['79231112233'], content: { channel: 'hlr' }, sender: '' }, '7');
    await expect
      .poll(() => client.status([{ phone: '79231112233', id: '7' }]))
      .toMatchObject([
        { id: '7', state: 'delivered', error: 0, lookup: { imsi: '250023012345678', mcc: '250' } },
      ]);
  });
});

test('the states of several messages come in order, and null for one that the provider does not know', async () => {
  const { client } = await provider();
  await client.send(sms('hi', ['79231112201', PHONE]), '7');
  const asked = [
    { phone: PHONE, id: '7' },
    { phone: PHONE, id: '8' },
    { phone: '79231112201', id: '7' },
  ];
  await expect
    .poll(() => client.status(asked))
    .toMatchObject([{ state: 'delivered', cost: 25_000 }, null, { state: 'undelivered', error: 1 }]);
});

test('a price is asked for all numbers together, and costs nothing', async () => {
  const { client } = await provider();
  const long = 'x'.repeat(161);
  expect(await client.price(sms(long, [PHONE, '79231112233']))).toEqual({ cost: 100_000, parts: 4 });
  expect(await client.balance()).toEqual({ balance: 1_000_000, currency: 'RUB' });
});

test('a balance may be large, empty or lent', async () => {
  const { world, client } = await provider();
  for (const balance of [123_456_789.1234, 0, -12.5]) {
    world.smsc.account.purse.balance = balance;
    expect(await client.balance()).toMatchObject({ balance: Math.round(balance * 10_000) });
  }
});

test('of a number its operator, region and clock are told', async () => {
  const { client } = await provider();
  expect(await client.facts('79231112233')).toEqual({
    country: 'Россия',
    operator: 'MegaFON open Joint Stock Company',
    region: 'Новосибирская область',
    mcc: '250',
    mnc: '02',
    tz: 420,
  });
});

test('what subscribers wrote is told from the last that is known on', async () => {
  const { world, client } = await provider();
  for (const text of ['Спасибо', 'И вам']) await world.smsc.write(PHONE, { to: '79000000', text });
  expect(await client.incoming(null)).toMatchObject([{ id: '1', message: 'Спасибо' }, { id: '2' }]);
  expect(await client.incoming('1')).toMatchObject([
    { id: '2', phone: PHONE, to_phone: '79000000', message: 'И вам' },
  ]);
});

test('a login and a password do in place of a key', async () => {
  const { client } = await provider({ settings: { credentials: { login: 'demo', psw: 'demo' } } });
  expect(await client.balance()).toMatchObject({ balance: 1_000_000 });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('error %i is told by its code', async (code) => {
  const { http, client } = await provider();
  http.fault({ fault: 'error', code });
  await expect(client.send(sms('hi'), '7')).rejects.toMatchObject({ name: 'ProviderRefused', code });
});

describe('what is not answered', () => {
  it.each<[string, object, string, number]>([
    ['a cut before it was read', { fault: 'cut', when: 'before' }, 'connection', 0],
    ['a cut after it', { fault: 'cut', when: 'after' }, 'connection', 1],
    ['an error of the server', { fault: 'status', status: 500 }, 'status', 0],
    ['a redirect', { fault: 'status', status: 301 }, 'answer', 0],
    ['no such page', { fault: 'status', status: 404 }, 'answer', 0],
    ['too many at once', { fault: 'status', status: 429 }, 'status', 0],
    ['a page that is no JSON', { fault: 'garbage' }, 'answer', 1],
    ['JSON of another shape', { fault: 'wrong-json' }, 'answer', 1],
    ['nothing in time', { fault: 'slow', seconds: 60 }, 'timeout', 1],
  ])('%s: the message may have been taken, and is not sent again', async (_, fault, why, taken) => {
    const { world, http, client } = await provider({ settings: { patienceMs: 250 } });
    http.fault(fault);
    await expect(client.send(sms('hi'), '7')).rejects.toMatchObject({ why, mayHaveArrived: true });
    expect(http.requests()).toHaveLength(taken);
    expect(world.smsc.account.purse.balance).toBe(100 - 2.5 * taken);
    http.fault({ fault: 'none' });
    const [known] = await client.status([{ phone: PHONE, id: '7' }]);
    expect(known?.id).toBe(taken === 1 ? '7' : undefined);
  });

  it('because nobody listens certainly did not arrive: the spare host is asked, and goes first from then on', async () => {
    const { http } = await provider();
    const refused = await closedPort();
    const none = createClient({ urls: [refused], credentials: { apikey: http.apiKey } });
    await expect(none.send(sms('hi'), '7')).rejects.toMatchObject({
      why: 'connection',
      mayHaveArrived: false,
    });
    const client = createClient({ urls: [refused, http.url], credentials: { apikey: http.apiKey } });
    expect(await client.send(sms('hi'), '7')).toMatchObject({ id: '7' });
    expect(await client.balance()).toMatchObject({ balance: 975_000 });
  });

  it('by one host is a question for the next, but no message', async () => {
    const [one, other] = [await provider(), await provider()];
    const urls = [one.http.url, other.http.url];
    const client = createClient({ urls, credentials: { apikey: one.http.apiKey } });
    one.http.fault({ fault: 'status', times: 2 });
    await expect(client.send(sms('hi'), '7')).rejects.toMatchObject({ why: 'status' });
    expect(other.http.requests()).toEqual([]);
    expect(await client.balance()).toMatchObject({ balance: 1_000_000 });
    expect(other.http.requests()).toMatchObject([{ path: '/sys/balance.php' }]);
  });
});

test('at most 15 requests are under way, the others wait for their turn', async () => {
  const { http, client } = await provider();
  http.fault({ fault: 'slow', seconds: 60, times: 15 });
  const all = Array.from({ length: 20 }, () => client.balance());
  await expect.poll(() => http.requests()).toHaveLength(15);
  http.fault({ fault: 'none' });
  expect(await Promise.all(all)).toHaveLength(20);
});

test('a certificate that is not proved refuses, whatever the environment says, and nothing was said by then', async () => {
  vi.spyOn(process, 'emitWarning').mockReturnValue();
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  const heard = vi.fn();
  const server = createServer({ key, cert: certificate }, heard).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = createClient({
    urls: [`https://localhost:${port}`],
    credentials: { apikey: 'planted-key' },
  });
  await expect(client.send(sms('hi'), '7')).rejects.toMatchObject({
    why: 'certificate',
    mayHaveArrived: false,
  });
  expect(heard).not.toHaveBeenCalled();
});

test('who asks stands in no address, no header and no error', async () => {
  const seen: string[] = [];
  const server = createPlain((request, response) => {
    seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
    response.writeHead(500).end('planted-key planted-login planted-password');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const urls = [`http://127.0.0.1:${(server.address() as AddressInfo).port}`];
  const by = [{ apikey: 'planted-key' }, { login: 'planted-login', psw: 'planted-password' }];
  for (const credentials of by) {
    const client = createClient({ urls, credentials });
    const calls = [
      () => client.send(sms('hi'), '7'),
      () => client.price(sms('hi')),
      () => client.status([{ phone: PHONE, id: '7' }]),
      () => client.balance(),
      () => client.facts(PHONE),
      () => client.incoming('1'),
    ];
    for (const call of calls) {
      const error = await call().catch((thrown: Error) => thrown);
      expect(error).toBeInstanceOf(Error);
      seen.push(`${(error as Error).stack} ${JSON.stringify(error)}`);
    }
  }
  expect(seen).toHaveLength(24);
  expect(seen.join('\n')).not.toMatch(/planted|79991234567/);
});
