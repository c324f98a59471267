import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { boundClient } from '../support/bound-client.ts';
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
  await vi.waitUntil(() => bodies[0]);
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
  await vi.waitUntil(() => bodies[0]);
  expect(bodies[0]).toContain('<mes>a &lt; b &amp; c</mes>');
  expect(bodies[0]).toMatch(/<md5>[0-9a-f]{32}<\/md5>/);
});

test('an address for another charset is refused', async () => {
  const { smsc } = await boundClient();
  expect(() => smsc.setHandler({ url: 'http://127.0.0.1/?sha1', secret: SECRET })).toThrow(/charset=utf-8/);
});
