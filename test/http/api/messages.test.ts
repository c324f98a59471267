import { expect, onTestFinished, test, vi } from 'vitest';
import { releaseWork } from '../../../src/chat/sending/releasing.ts';
import { markAble } from '../../../src/store/attempts/able.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { holdStale } from '../../../src/store/orders/decisions.ts';
import { holdForGuard } from '../../../src/store/orders/guard.ts';
import { messagesOfOrder } from '../../../src/store/orders/order-messages.ts';
import { findOrder } from '../../../src/store/orders/orders.ts';
import { revokeToken } from '../../../src/store/programs/tokens.ts';
import { STATE } from '../../../src/store/tables/coded.ts';
import { api, made } from '../../support/api.ts';
import { GROUP, NIKOLAI, OLGA, SETTINGS } from '../../support/chat.ts';
import { accepted, submitMessages } from '../../support/fates.ts';
import { doJobs } from '../../support/jobs.ts';
import { openTestStore } from '../../support/store.ts';
import { onEachStore } from '../../support/stores.ts';

const HELLO = { to: '+7 999 123-45-67', text: 'Your order is ready' };
const DEAR = 'ж'.repeat(400);
const LANDLINE = '+7 495 123-45-67';

const ordersIn = ({ db }: Store) => db.selectFrom('orders').selectAll().orderBy('number').execute();

/** Has an order's messages handed over, each under an id. */
async function handOver(store: Store, id: string): Promise<void> {
  const order = await findOrder(store.db, id);
  if (!order) throw new Error('no such order');
  const messages = await messagesOfOrder(store.db, order);
  await submitMessages(
    store,
    messages,
    messages.map((_, nth) => accepted(`id${nth + 1}`)),
  );
}

onEachStore(({ open }) => {
  test('a message is taken, queued without a card, and its fate is told to whoever sent it', async () => {
    const store = await open();
    const { call } = await api(store);

    const taken = await call('POST /api/messages', HELLO);

    expect(taken).toMatchObject({ status: 202, body: { messages: [{ to: '79991234567', parts: 1 }] } });
    expect(taken.body).not.toHaveProperty('sendAt');
    expect(await ordersIn(store)).toMatchObject([
      { maker: 'token', maker_id: 'shop', chat_id: null, card_id: null },
    ]);
    const fate = async () => (await call(`GET /api/messages/${taken.body.id}`)).body.messages;
    expect(await fate()).toMatchObject([
      { id: taken.body.messages[0].id, to: '79991234567', state: 'queued' },
    ]);
    await handOver(store, taken.body.id);
    expect(await fate()).toMatchObject([{ state: 'accepted', providerId: 'id1', error: null, cost: null }]);
    const [action] = await store.db.selectFrom('actions').selectAll().execute();
    expect(action).toMatchObject({
      actor_kind: 'token',
      actor_id: 'shop',
      what: 'api messages',
      order_id: taken.body.id,
    });
  });

  test('a message may have a time, which its answer says, at which it goes and the token is asked for again', async () => {
    const store = await open();
    const { call } = await api(store);
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const token = await made(store);
    const taken = await call('POST /api/messages', { ...HELLO, at: '+2h' });
    const revoked = await call('POST /api/messages', { ...HELLO, at: '+2h' }, { token });
    const sendAt = Date.parse(taken.body.sendAt);
    expect(Math.abs(sendAt - Date.now() - 2 * 3_600_000)).toBeLessThan(60_000);
    const fate = async (id: string, by = {}) =>
      (await call(`GET /api/messages/${id}`, undefined, by)).body.messages;
    expect(await fate(taken.body.id)).toMatchObject([{ state: 'waiting', reason: 'schedule' }]);
    await store.write((tx) => revokeToken(tx, 'crm', Date.now()));
    vi.setSystemTime(sendAt + 60_000);
    await doJobs(store, [releaseWork({ ...SETTINGS, programs: ['shop'] })]);
    expect(await fate(taken.body.id)).toMatchObject([{ state: 'queued' }]);
    const { state } = await store.db
      .selectFrom('messages')
      .select('state')
      .where('id', '=', revoked.body.messages[0].id)
      .executeTakeFirstOrThrow();
    expect(STATE.name(state)).toBe('cancelled');
  });

  test('what was set for a time by the token of somebody who is no owner any more does not go', async () => {
    const store = await open();
    const { call } = await api(store);
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const token = await made(store);
    const { body } = await call('POST /api/messages', { ...HELLO, at: '+2h' }, { token });
    vi.setSystemTime(Date.parse(body.sendAt) + 60_000);
    await doJobs(store, [releaseWork({ ...SETTINGS, ownerIds: [NIKOLAI.id] })]);
    const { state } = await store.db.selectFrom('messages').select('state').executeTakeFirstOrThrow();
    expect(STATE.name(state)).toBe('cancelled');
  });

  test('a call that comes again under its key is answered alike and sent once', async () => {
    const store = await open();
    const { call } = await api(store);

    const [first, again] = [
      await call('POST /api/messages', HELLO, { key: 'order-7' }),
      await call('POST /api/messages', HELLO, { key: 'order-7' }),
    ];

    expect(again).toMatchObject({ status: 202, body: first.body });
    expect(await ordersIn(store)).toHaveLength(1);
    const other = await call('POST /api/messages', { ...HELLO, text: 'another' }, { key: 'order-7' });
    expect(other).toMatchObject({ status: 422, body: { errors: [{ field: 'Idempotency-Key' }] } });
    // Another token's keys are its own.
    const token = await made(store);
    const crm = await call('POST /api/messages', HELLO, { key: 'order-7', token });
    expect(crm.body.id).not.toBe(first.body.id);
  });

  test('what waits for its time is cancelled by whoever asked for it, once, and nobody else', async () => {
    const store = await open();
    const { call } = await api(store);
    const { id } = (await call('POST /api/messages', { ...HELLO, at: 'in 2h' })).body;
    const states = async () =>
      (await call(`GET /api/messages/${id}`)).body.messages.map(({ state }: { state: string }) => state);

    const other = await call(`DELETE /api/messages/${id}`, undefined, { token: await made(store) });
    expect(other.status).toBe(404);
    expect(await states()).toEqual(['waiting']);

    // As clients do that name a type for whatever they send.
    const first = await call(`DELETE /api/messages/${id}`, '', { type: 'application/json' });
    expect(first).toMatchObject({ status: 200, body: { id, cancelled: 1 } });
    expect(await states()).toEqual(['cancelled']);
    const again = await call(`DELETE /api/messages/${id}`);
    expect(again).toMatchObject({ status: 200, body: { id, cancelled: 0 } });
    const actions = await store.db.selectFrom('actions').select(['what', 'actor_id', 'order_id']).execute();
    expect(actions.filter(({ what }) => what === 'api cancel')).toEqual([
      { what: 'api cancel', actor_id: 'shop', order_id: id },
    ]);
  });

  test('of a message that has left nothing is cancelled', async () => {
    const store = await open();
    const { call } = await api(store);
    const { id } = (await call('POST /api/messages', HELLO)).body;
    await handOver(store, id);
    expect(await call(`DELETE /api/messages/${id}`)).toMatchObject({ status: 200, body: { cancelled: 0 } });
    expect((await call(`GET /api/messages/${id}`)).body.messages).toMatchObject([{ state: 'accepted' }]);
  });

  test('what quiet hours hold back is stopped with all else, and waits for a word then', async () => {
    const store = await open();
    const { call } = await api(store);
    const { id } = (await call('POST /api/messages', HELLO)).body;
    const order = await findOrder(store.db, id);
    if (!order) throw new Error('no such order');
    const messages = await messagesOfOrder(store.db, order);
    const until = Date.now() + 3_600_000;
    await store.db.updateTable('orders').set({ quiet: '1320-540 UTC' }).execute();
    await store.write(async (tx) => {
      await markAble(tx, SETTINGS.accounts[0] ?? '', Date.now());
      const held = messages.map((message) => ({ message, until, why: 'quiet' as const }));
      await holdForGuard(tx, held, Date.now());
    });

    expect((await call('POST /api/stop')).body).toEqual({ stopped: [id] });
    expect((await call(`GET /api/messages/${id}`)).body.messages).toMatchObject([
      { state: 'waiting', reason: 'stopped' },
    ]);
    expect((await call(`DELETE /api/messages/${id}`)).body).toMatchObject({ cancelled: 1 });
  });

  test('a call whose key is under way is told to come again', async () => {
    const store = await open();
    const { call } = await api(store);
    await call('POST /api/stop');
    const free = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const { write } = store;
    const late = vi.spyOn(store, 'write').mockImplementation(async (work, how) => {
      held.resolve();
      await free.promise;
      return write(work, how);
    });

    const first = call('POST /api/messages', HELLO, { key: 'order-8' });
    await held.promise;
    const second = await call('POST /api/messages', HELLO, { key: 'order-8' });
    free.resolve();

    expect(second).toMatchObject({ status: 409 });
    expect(second.headers.get('retry-after')).toBe('1');
    expect((await first).status).toBe(202);
    late.mockRestore();
    expect((await call('POST /api/messages', HELLO, { key: 'order-8' })).body).toEqual((await first).body);
    expect(await ordersIn(store)).toHaveLength(1);
  });

  test('what was refused leaves its key free for the call as it is mended', async () => {
    const store = await open();
    const { call } = await api(store);
    expect(await call('POST /api/messages', { ...HELLO, text: DEAR }, { key: 'k' })).toMatchObject({
      status: 422,
    });
    expect(
      await call('POST /api/messages', { ...HELLO, text: DEAR, confirm: true }, { key: 'k' }),
    ).toMatchObject({ status: 202, body: { messages: [{ parts: 6 }] } });
  });

  test('the same text to the same number within the minute is taken, with the time until which it is kept back', async () => {
    const store = await open();
    const { call } = await api(store);
    const first = await call('POST /api/messages', HELLO);
    await handOver(store, first.body.id);

    const second = await call('POST /api/messages', HELLO);

    expect(second.status).toBe(202);
    expect(Date.parse(second.body.sendAt) - Date.now()).toBeGreaterThan(30_000);
    expect(Date.parse(second.body.sendAt) - Date.now()).toBeLessThanOrEqual(65_000);
    const order = await findOrder(store.db, second.body.id);
    expect(order).toMatchObject({ waiting_for: null });
  });

  test('a token asks for no more in a day than it may', async () => {
    const store = await open();
    const { call } = await api(store);
    const token = await made(store, { day: 3 });
    const several = (...to: string[]) => call('POST /api/messages', { ...HELLO, to }, { token });

    expect((await several('+79991234567', '+79991234568')).status).toBe(202);
    const beyond = await several('+79991234569', '+79991234560');

    expect(beyond).toMatchObject({ status: 429, body: { detail: expect.stringContaining('1 are left') } });
    expect(Number(beyond.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await several('+79991234569')).status).toBe(202);
    expect((await several('+79991234570')).status).toBe(429);
  });

  test('what has grown stale is cancelled where no chat could be asked about it', async () => {
    const store = await open();
    const { call } = await api(store);
    const { body } = await call('POST /api/messages', HELLO);

    await store.write((tx) => holdStale(tx, [body.id], Date.now()));

    const { messages } = (await call(`GET /api/messages/${body.id}`)).body;
    expect(messages).toMatchObject([{ state: 'cancelled', reason: null }]);
  });
});

test('a dear message, and one to a landline, go only where the call says that they may', async () => {
  const store = await openTestStore();
  const { call } = await api(store);
  for (const dear of [
    { ...HELLO, text: DEAR },
    { ...HELLO, to: LANDLINE },
  ]) {
    const asked = await call('POST /api/messages', dear);
    expect(asked).toMatchObject({ status: 422, body: { errors: [{ field: 'confirm' }] } });
    expect(asked.headers.get('content-type')).toMatch('application/problem+json');
    expect((await call('POST /api/messages', { ...dear, confirm: true })).status).toBe(202);
  }
  expect(await ordersIn(store)).toMatchObject([{ waiting_for: null }, { waiting_for: null }]);
});

test('a call that names a chat has a card there; one of strangers cannot be named', async () => {
  const store = await openTestStore();
  const { call } = await api(store);

  const { body } = await call('POST /api/messages', { ...HELLO, chat: OLGA.id });
  const look = await call('POST /api/lookups', { kind: 'hlr', to: HELLO.to, chat: OLGA.id });

  const cards = await store.db.selectFrom('cards').select(['id', 'kind', 'chat_id']).orderBy('id').execute();
  expect(cards).toMatchObject([
    { kind: 'send', chat_id: OLGA.id },
    { kind: 'lookup', chat_id: OLGA.id },
  ]);
  expect((await ordersIn(store)).map(({ id, card_id }) => [id, card_id])).toEqual([
    [body.id, cards[0]?.id],
    [look.body.id, cards[1]?.id],
  ]);
  for (const chat of [GROUP, 12345]) {
    const refused = await call('POST /api/messages', { ...HELLO, text: 'no', chat });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'chat' }] } });
  }
});

test('nobody is told what another token has asked for', async () => {
  const store = await openTestStore();
  const { call } = await api(store);
  const { body } = await call('POST /api/messages', HELLO);
  const token = await made(store);
  expect((await call(`GET /api/messages/${body.id}`, undefined, { token })).status).toBe(404);
});

test('what a time could be is said with the time that is none', async () => {
  const { call } = await api(await openTestStore());
  const { body } = await call('POST /api/messages', { ...HELLO, at: '00:00' });
  expect(body.detail).toMatch(/^at: over already; write \d{4}-\d\d-\d\dT\d\d:\d\d$/);
});

test('a number that is no string is told to be one', async () => {
  const { call } = await api(await openTestStore());
  const { body } = await call('POST /api/messages', { ...HELLO, to: 79991234567 });
  expect(body.errors).toEqual([
    { field: 'to', message: 'a string with a recipient, or a list of up to 1000 of them' },
  ]);
});

test('kind=service is what goes without a kind', async () => {
  const { call } = await api(await openTestStore());
  expect(await call('POST /api/messages', { ...HELLO, kind: 'service' })).toMatchObject({ status: 202 });
});

test.each([
  ['no recipient', { text: 'hi' }, 'to'],
  ['no text', { to: '+79991234567' }, 'text'],
  ['a number too short', { to: ['+79991234567', '+7999'], text: 'hi' }, 'to[1]'],
  ['a recipient that is no text', { to: ['+79991234567', 7], text: 'hi' }, 'to[1]'],
  ['an address where a number is wanted', { to: 'a@b.ru', text: 'hi' }, 'to'],
  ['a field that is not known', { ...HELLO, after: '1h' }, 'after'],
  ['a time that cannot be read', { ...HELLO, at: 'whenever' }, 'at'],
  ['a time that is over', { ...HELLO, at: '2020-01-01T09:00Z' }, 'at'],
  ['a field of another channel', { ...HELLO, subject: 'Hi' }, 'subject'],
  ['a field that another channel lacks', { to: 'a@b.ru', text: 'hi', channel: 'email' }, 'subject'],
  ['a channel that is none', { ...HELLO, channel: 'fax' }, 'channel'],
  ['a sender that is none', { ...HELLO, from: 'МАГАЗИН' }, 'from'],
  ['a text that would change the channel', { ...HELLO, text: '__HLR__' }, 'text'],
  ['an empty text', { ...HELLO, text: ' ' }, 'text'],
  ['a text that nobody sees', { ...HELLO, text: '\u200b\u2060' }, 'text'],
  ['a code that is none', { to: HELLO.to, channel: 'tgm', code: 'x' }, 'code'],
])('%s is refused, and the field is named', async (_, body, field) => {
  const store = await openTestStore();
  const { call } = await api(store);

  const refused = await call('POST /api/messages', body);

  expect(refused).toMatchObject({ status: 422, body: { status: 422, type: 'about:blank' } });
  expect(refused.body.errors.map((one: { field: string }) => one.field)).toContain(field);
  expect(await ordersIn(store)).toEqual([]);
});
