import { expect, test } from 'vitest';
import { addToStopList } from '../../../src/store/stop-list/stop-list.ts';
import { api } from '../../support/api.ts';
import { OLGA } from '../../support/chat.ts';
import { openTestStore } from '../../support/store.ts';

const IVAN = '79991234567';
const ANN = '79991234568';

/** The bot's doors over a store in which Ivan is on the stop list. */
async function withIvan() {
  const store = await openTestStore();
  const reason = { source: 'person', madeBy: OLGA.id, why: null, incomingId: null } as const;
  await store.write((tx) => addToStopList(tx, [IVAN], reason, Date.UTC(2026, 10, 27)));
  return { store, ...(await api(store)) };
}

test('a message to a number on the stop list is refused by its field, with since when; a look-up is taken', async () => {
  const { store, call } = await withIvan();
  const { status, body } = await call('POST /api/messages', { to: `+${IVAN}`, text: 'hi' });
  expect({ status, errors: body.errors }).toEqual({
    status: 422,
    errors: [{ field: 'to', message: 'on the stop list since 2026-11-27T00:00:00.000Z' }],
  });
  expect(await store.db.selectFrom('orders').selectAll().execute()).toEqual([]);
  expect(await call('POST /api/lookups', { kind: 'hlr', to: `+${IVAN}` })).toMatchObject({ status: 202 });
});

test('of several the others are sent to, and who is skipped is said then and later', async () => {
  const { call } = await withIvan();
  const taken = await call('POST /api/messages', { to: [`+${ANN}`, `+${IVAN}`], text: 'hi' });
  expect(taken).toMatchObject({
    status: 202,
    body: { messages: [{ to: ANN }], skipped: [{ to: IVAN, why: 'stop-list' }] },
  });
  expect(taken.body.messages).toHaveLength(1);
  expect((await call(`GET /api/messages/${taken.body.id}`)).body.messages).toMatchObject([
    { to: ANN, state: 'queued', reason: null },
    { to: IVAN, state: 'cancelled', reason: 'stop-list' },
  ]);
});
