import { expect, test } from 'vitest';
import { api } from '../../support/api.ts';
import { openTestStore } from '../../support/store.ts';

test('the page describes every call, its fields and its refusals', async () => {
  const { call } = await api(await openTestStore());
  const { status, body: page } = await call('GET /api/openapi.json', undefined, { token: null });
  expect(status).toBe(200);
  expect(page.openapi).toBe('3.1.0');
  expect(Object.keys(page.paths).sort()).toEqual([
    '/api/alerts',
    '/api/heartbeat/{name}',
    '/api/lookups',
    '/api/messages',
    '/api/messages/{id}',
    '/api/stop',
  ]);
  const { post } = page.paths['/api/messages'];
  const schema = resolved(page, post.requestBody.content['application/json'].schema);
  expect(schema).toMatchObject({
    required: ['to'],
    additionalProperties: false,
    properties: { channel: { default: 'sms' }, confirm: { type: 'boolean' } },
  });
  expect(post.parameters).toMatchObject([{ in: 'header', name: 'idempotency-key', required: false }]);
  for (const [code, { content }] of Object.entries<{ content: object }>(post.responses)) {
    expect(Object.keys(content)).toEqual([code === '202' ? 'application/json' : 'application/problem+json']);
  }
  expect(page.components.securitySchemes.token).toEqual({ type: 'http', scheme: 'bearer' });
});

test('the page names every refusal of each call: one made in another way, and a fault of the program, are problems as it has them', async () => {
  const store = await openTestStore();
  const { call } = await api(store);
  const { body: page } = await call('GET /api/openapi.json', undefined, { token: null });
  const refusal = (route: string, status: number): string[] => {
    const [method = '', path = ''] = route.toLowerCase().split(' ');
    const { content } = page.paths[path][method].responses[status];
    const schema = resolved(page, content['application/problem+json'].schema) as { required: string[] };
    return schema.required;
  };

  for (const [asked, described] of [
    ['PUT /api/messages', 'POST /api/messages'],
    ['GET /api/heartbeat/backup', 'POST /api/heartbeat/{name}'],
    ['PUT /api/messages/1', 'GET /api/messages/{id}'],
  ] as const) {
    const { status, headers, body } = await call(asked);
    expect([status, headers.get('content-type')]).toEqual([405, 'application/problem+json']);
    expect(headers.get('allow')).toContain(described.split(' ')[0]);
    expect(Object.keys(body)).toEqual(expect.arrayContaining(refusal(described, 405)));
  }

  await store.db.schema.dropTable('orders').execute();
  const { status, headers, body } = await call('GET /api/messages/1');
  expect([status, headers.get('content-type')]).toEqual([500, 'application/problem+json']);
  expect(body).toEqual({ type: 'about:blank', title: 'Internal Server Error', status: 500 });
  expect(Object.keys(body)).toEqual(expect.arrayContaining(refusal('GET /api/messages/{id}', 500)));
});

/** What a reference stands for. */
function resolved(
  page: { components: { schemas: Record<string, unknown> } },
  schema: { $ref?: string },
): unknown {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : page.components.schemas[name];
}
