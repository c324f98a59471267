import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { boundClient } from '../support/bound-client.ts';
import { PATIENCE } from '../support/patience.ts';
import { listen } from '../support/telegram-server.ts';

const SECRET = 'correct-horse';
const sha1 = (...fields: string[]) => createHash('sha1').update(fields.join(':')).digest('hex');

/** The account owner's program: keeps what it is called with, and refuses the first so many calls. */
async function owner(refused = 0) {
  const bodies: string[] = [];
  const url = await listen(
    createServer(async (request, response) => {
      bodies.push(await text(request));
      if (bodies.length <= refused) response.writeHead(503).end();
      else response.end('ok');
    }),
  );
  return { url, bodies };
}

test('the handler is called with a status, asked for by SMPP or not', async () => {
  const { smsc, submit } = await boundClient();
  const { url, bodies } = await owner();
  smsc.setHandler({ url: `${url}/?charset=utf-8&sha1`, secret: SECRET });
  await submit('hi', { registered_delivery: 0 });
  await vi.waitUntil(() => bodies[0], PATIENCE);
  const fields = Object.fromEntries(new URLSearchParams(bodies[0]));
  const id = smsc.submits()[0]?.messageId ?? '';
  expect(fields).toMatchObject({ id, phone: '79991234567', status: '1', err: '0', cost: '2.5000' });
  expect(fields.sha1).toBe(sha1(id, '79991234567', '1', SECRET));
});

test('the handler is called with an incoming message, again until it answers ok', async () => {
  const { smsc } = await boundClient();
  const { url, bodies } = await owner(1);
  smsc.setHandler({ url: `${url}/?charset=utf-8&fmt=3&sha1`, secret: SECRET });
  await smsc.write('79991112233', { to: '79000000', text: 'Спасибо' });
  await vi.waitUntil(() => bodies.length === 2, { timeout: 5_000 });
  expect(bodies[1]).toBe(bodies[0]);
  expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
    phone: '79991112233',
    to: '79000000',
    mes: 'Спасибо',
    sha1: sha1('79991112233', 'Спасибо', '79000000', SECRET),
  });
});

test('XML is written where the address asks for it', async () => {
  const { smsc } = await boundClient();
  const { url, bodies } = await owner();
  smsc.setHandler({ url: `${url}/?charset=utf-8&fmt=2&md5`, secret: SECRET });
  await smsc.write('79991112233', { to: '79000000', text: 'a < b & c' });
  await vi.waitUntil(() => bodies[0], PATIENCE);
  expect(bodies[0]).toContain('<mes>a &lt; b &amp; c</mes>');
  expect(bodies[0]).toMatch(/<md5>[0-9a-f]{32}<\/md5>/);
});

test('a handler that is called when asked is told of what comes by HTTP too or by HTTP alone, and of nothing else', async () => {
  const { smsc, inbox, submit } = await boundClient();
  const { url, bodies } = await owner();
  smsc.setHandler({ url: `${url}/?charset=utf-8&fmt=3`, secret: SECRET, tells: 'asked' });
  const settled = once(smsc.events, 'receipt');
  await submit('hi', { registered_delivery: 1 });
  await settled;
  for (const by of ['usual', 'http-too', 'http-alone', 'usual']) {
    smsc.fault({ fault: 'incoming', by });
    await smsc.write('79991112233', { to: '79000000', text: by });
  }
  await vi.waitUntil(() => bodies.length === 2, PATIENCE);
  expect(bodies.map((body) => JSON.parse(body).mes)).toEqual(['http-too', 'http-alone']);
  const [, ...texts] = await inbox.texts(4);
  expect(texts).toEqual(['usual', 'http-too', 'usual']);
});

/** What the handler is told of a message to that number, as "status …" in the order in which it is told. */
async function toldOf(destination: string, text: string, tells: 'everything' | 'asked', count: number) {
  const { smsc, submit } = await boundClient();
  const { url, bodies } = await owner();
  smsc.setHandler({ url: `${url}/?charset=utf-8&fmt=3`, secret: SECRET, tells });
  await submit(text, { destination_addr: destination, registered_delivery: 1 });
  await vi.waitUntil(() => bodies.length === count, PATIENCE);
  return bodies.map((body) => JSON.parse(body).status);
}

test.each([
  ['79995550002', '__VIBER__: hi', 'everything', ['1', '2']],
  ['79995550004', '__VIBER__: see https://shop.example', 'everything', ['1', '2', '4']],
  ['79995550004', 'see https://shop.example', 'everything', ['1', '4']],
  ['79995550004', '__SOC__: see https://shop.example', 'asked', ['2', '4']],
] as const)(
  'of a reader at %s of %j a handler that is told %s hears %j',
  async (to, text, tells, statuses) => {
    expect(await toldOf(to, text, tells, statuses.length)).toEqual(statuses);
  },
);

test('nothing can come by HTTP where there is no handler', async () => {
  const { smsc } = await boundClient();
  expect(() => smsc.fault({ fault: 'incoming', by: 'http-too' })).toThrow(/no HTTP handler/);
});

test('an address for another charset is refused', async () => {
  const { smsc } = await boundClient();
  expect(() => smsc.setHandler({ url: 'http://127.0.0.1/?sha1', secret: SECRET })).toThrow(/charset=utf-8/);
});
