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

/** What a reference stands for. */
function resolved(
  page: { components: { schemas: Record<string, unknown> } },
  schema: { $ref?: string },
): unknown {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : page.components.schemas[name];
}
