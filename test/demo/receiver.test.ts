import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { call, testWorld } from '../support/demo-world.ts';

const SECRET = `whsec_${Buffer.from('a secret of 24 octets ..').toString('base64')}`;
const BODY = '{"type": "hook.test",  "data": {"hook": 1}}';

/** @param agoS when it was signed */
function headersOf({ secret = SECRET, agoS = 0, text = BODY } = {}): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000) - agoS);
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`evt_1.${timestamp}.${text}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': 'evt_1',
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1a,xyz v1,${signature}`,
  };
}

test('the receiver takes what is signed with a secret that it knows, as it came and just then, and shows all', async () => {
  const world = await testWorld();
  const post = async (headers: Record<string, string>) =>
    (await fetch(`${world.url}/webhooks`, { method: 'POST', headers, body: BODY })).status;
  expect(await post(headersOf())).toBe(401);
  expect(await call(world, 'POST', '/api/webhooks', { secret: 'pass' })).toMatchObject({ status: 400 });
  expect(await call(world, 'POST', '/api/webhooks', { secret: SECRET })).toMatchObject({ status: 200 });
  expect(await post(headersOf())).toBe(204);
  expect(await post(headersOf({ agoS: 600 }))).toBe(401);
  expect(await post(headersOf({ text: JSON.stringify(JSON.parse(BODY)) }))).toBe(401);
  expect(await post({ 'content-type': 'text/plain' })).toBe(401);
  const { webhooks } = (await call(world, 'GET', '/api/world')).body;
  expect(webhooks.map(({ signed }: { signed: boolean }) => signed)).toEqual([
    false,
    true,
    false,
    false,
    false,
  ]);
  expect(webhooks[1]).toMatchObject({ id: 'evt_1', body: { type: 'hook.test', data: { hook: 1 } } });
});
