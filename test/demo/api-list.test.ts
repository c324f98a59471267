import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bind, submitFields } from '../support/bound-client.ts';
import { botCall, call, EventReader, testWorld } from '../support/demo-world.ts';
import { mailTo } from '../support/mail-client.ts';
import { request } from '../support/smpp-client.ts';

/* What GET /api lists is all there is: the source and what comes over the socket say so. */

interface Schema {
  readonly type?: string;
  readonly properties?: Record<string, Schema>;
  readonly required?: string[];
  readonly oneOf?: Schema[];
  readonly const?: unknown;
  readonly enum?: unknown[];
  readonly items?: Schema;
  readonly description?: string;
  readonly default?: unknown;
}
interface Listed {
  readonly call: string;
  readonly does: string;
  readonly answers: string | Record<string, string>;
  readonly body?: Schema;
}

async function listed() {
  const world = await testWorld();
  const { body } = await call(world, 'GET', '/api');
  const calls = body.calls as Listed[];
  const of = (name: string) => {
    const found = calls.find((one) => one.call === name);
    if (!found) throw new Error(`${name} is not listed`);
    return found;
  };
  return { world, calls, of, fields: body.fields, events: body.events };
}

const source = (name: string) => readFileSync(new URL(`../../src/demo/${name}`, import.meta.url), 'utf8');
const found = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, ...groups]) => groups.join(' '));

test('every call of the demo is listed, with what it does', async () => {
  const { calls } = await listed();
  const routes = found(source('http-api.ts'), /http\.(get|post|put|patch|delete)\(\s*'(\/api[^']*)'/g);
  const names = routes.map((route) => route.replace(/^\w+/, (method) => method.toUpperCase()));
  expect(names.length).toBeGreaterThan(10);
  expect(calls.map((one) => one.call).sort()).toEqual(names.sort());
  for (const { does } of calls) expect(does).toMatch(/^[A-Z].*\.$/);
});

/** A value that a schema takes, with as little in it as it lets be. */
function leastOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'array') return [leastOf(schema.items ?? {})];
  if (schema.type === 'object') {
    return Object.fromEntries(
      (schema.required ?? []).map((name) => [name, leastOf(schema.properties?.[name] ?? {})]),
    );
  }
  return schema.type === 'string' ? 'x' : 1;
}

test.each([
  ['smsc', 'smsc'],
  ['provider', 'provider-http'],
  ['mail', 'provider-smtp'],
  ['telegram', 'telegram'],
])('every fault of %s is listed, and can be switched on as it is listed', async (side, folder) => {
  const name = `POST /api/${side}/faults`;
  const { world, of } = await listed();
  const faults = of(name).body?.oneOf ?? [];
  const names = found(source(`${folder}/faults.ts`), /\bfault: z\.literal\('([^']+)'\)/g);
  expect(names.length).toBeGreaterThan(5);
  expect(faults.map(({ properties }) => properties?.fault?.const).sort()).toEqual(names.sort());
  for (const fault of faults) {
    expect(fault.description, JSON.stringify(fault)).toMatch(/\.$/);
    expect(await call(world, 'POST', `/api/${side}/faults`, leastOf(fault) as object)).toEqual({
      status: 200,
      body: {},
    });
  }
  await call(world, 'POST', `/api/${side}/faults`, { fault: 'none' });
});

test('what may be left out of a fault is listed with what it is then', async () => {
  const { of } = await listed();
  const throttle = of('POST /api/smsc/faults').body?.oneOf?.find(
    ({ properties }) => properties?.fault?.const === 'throttle',
  );
  expect(throttle).toMatchObject({
    required: ['fault'],
    properties: { times: { type: 'integer', minimum: 1, default: 1 } },
  });
});

test('every field of what is answered is listed', async () => {
  const { world, of, fields } = await listed();
  const reply_markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y', style: 'success' }]] };
  await botCall(world, 'sendMessage', {
    chat_id: 101,
    text: 'sure?',
    reply_markup,
    disable_notification: true,
  });
  const { session } = await bind(world.smsc);
  await request(session, 'submit_sm', submitFields('hi'));
  await expect.poll(() => world.smsc.phone('79991234567')).toHaveLength(1);
  await call(world, 'POST', '/api/phones/79991234567/messages', { to: '79000000', text: 'Thanks' });
  await fetch(`${world.url}/webhooks`, { method: 'POST' });
  const answer = async (path: string) => (await call(world, 'GET', path)).body;
  await fetch(`${world.provider?.url}/sys/balance.php`);
  await mailTo(world, ':demo-api-key:7:0:0,0:79991234567:by mail');

  const snapshot = await answer('/api/snapshot');
  const [message] = await answer('/api/chats/101/messages');
  const [phone] = snapshot.phones;
  const { people, chats } = snapshot.world;
  const shown: [object, object | string][] = [
    [await answer('/api'), of('GET /api').answers],
    [await answer('/api/world'), of('GET /api/world').answers],
    [snapshot, of('GET /api/snapshot').answers],
    [
      await call(world, 'POST', '/api/chats/101/messages', { from: 101, text: 'x' }).then(({ body }) => body),
      of('POST /api/chats/:chat/messages').answers,
    ],
    [message, fields.message],
    [message.buttons[0][0], fields.button],
    [(await answer('/api/smsc/submits'))[0], fields.submit],
    [(await answer('/api/provider/requests'))[0], fields.request],
    [(await answer('/api/mail/received'))[0], fields.mail],
    [(await answer('/api/phones/79991234567'))[0], fields.received],
    [phone.written[0], fields.written],
    [snapshot.world.webhooks[0], fields.webhook],
    [people[0], fields.person],
    ...chats.map((chat: object) => [chat, fields.chat]),
  ];
  for (const [value, words] of shown) {
    expect(Object.keys(value).length).toBeGreaterThan(0);
    expect(Object.keys(words)).toEqual(expect.arrayContaining(Object.keys(value)));
  }
});

test('every event is listed, with the fields of its data', async () => {
  const { world, events } = await listed();
  const names = ['world.ts', 'http-api.ts'].flatMap((name) => found(source(name), /feed\.publish\('(\w+)'/g));
  // Both ends of a bind are published by one line.
  expect(Object.keys(events).sort()).toEqual([...names, 'bind', 'unbind'].sort());

  const feed = await EventReader.open(world);
  const { session } = await bind(world.smsc);
  await request(session, 'submit_sm', submitFields('hi'));
  await call(world, 'POST', '/api/chats/101/messages', { from: 101, text: 'x' });
  await call(world, 'POST', '/api/phones', { number: '70000000' });
  await call(world, 'POST', '/api/phones/79991234567/messages', { to: '79000000', text: 'Thanks' });
  const awaited = new Set(['bind', 'submit', 'balance', 'phone', 'receipt', 'message', 'phones', 'mo']);
  while (awaited.size > 0) {
    const { event, data } = await feed.next();
    awaited.delete(event);
    for (const field of Object.keys(data).filter((name) => name !== 'type')) {
      expect(events[event], event).toMatch(new RegExp(`\\b${field}\\b`));
    }
  }
});
