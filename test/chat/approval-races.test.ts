import { expect, test } from 'vitest';
import { approvalCard } from '../../src/chat/cards/approval/body.ts';
import { approvalWork } from '../../src/chat/sending/approval-job.ts';
import { type Decided, decide } from '../../src/chat/sending/approving.ts';
import { placeOrder } from '../../src/desk/order.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { versioned } from '../../src/store/engine/versions.ts';
import { asking } from '../../src/store/orders/approvals.ts';
import { setRole } from '../../src/store/people/people.ts';
import { revokeToken } from '../../src/store/programs/tokens.ts';
import { api, made } from '../support/api.ts';
import { NIKOLAI, OLGA, SETTINGS } from '../support/chat.ts';
import { doJobs } from '../support/jobs.ts';
import { statesOf } from '../support/states.ts';
import { onEachStore, untilBlocked } from '../support/stores.ts';
import { uncommitted } from '../support/uncommitted.ts';

const ANN = 103;
const ASKS = { ...SETTINGS, approve: { above: 0, cost: null, senders: [] } };
const HI = { channel: 'sms', text: 'hi' } as const;
const TOKEN = { ...HI, to: ['+79991234567', '+79991234568'] };

const give = (store: Store, id: number, role: 'operator' | 'viewer') =>
  store.write((tx) => setRole(tx, { id, name: String(id), role, by: OLGA.id, now: Date.now() }));

/** Nikolai, an operator as Ann is, wants something sent that waits for a second person; returns its order. */
async function asked(store: Store): Promise<string> {
  await give(store, NIKOLAI.id, 'operator');
  await give(store, ANN, 'operator');
  const now = Date.now();
  const placed = await store.write((tx) =>
    placeOrder(tx, ASKS, {
      origin: 'test',
      maker: { kind: 'person', id: NIKOLAI.id },
      place: null,
      content: HI,
      recipients: ['79991234567'],
      isDraft: false,
      writtenAt: now,
      now,
    }),
  );
  return placed?.id ?? '';
}

const says = (store: Store, order: string, by: number, outcome: 'approved' | 'rejected'): Promise<Decided> =>
  store.write((tx) => decide(tx, ASKS, order, { outcome, by }, Date.now()));

onEachStore(({ kind, open, migratedUrl }) => {
  test.each([
    ['approve it', 'approved', 'approved', ['queued']],
    ['say otherwise', 'approved', 'rejected', null],
  ] as const)('of two who %s at once the first alone is heard', async (_, one, other, left) => {
    const store = await open();
    const order = await asked(store);
    const decided = await Promise.all([says(store, order, OLGA.id, one), says(store, order, ANN, other)]);
    expect(decided.filter(({ is }) => is === 'late')).toHaveLength(1);
    const [heard] = decided.filter(({ is }) => is !== 'late');
    expect(await statesOf(store.db)).toEqual(left ?? [heard?.is === 'approved' ? 'queued' : 'cancelled']);
    const settled = await store.db.selectFrom('approvals').select(['outcome', 'decided_by']).execute();
    expect(settled).toEqual([{ outcome: heard?.is, decided_by: decided[0]?.is === 'late' ? ANN : OLGA.id }]);
    await store.close();
  });

  test.each([
    ['who approves it', ANN, 'not-allowed', 'waiting'],
    ['who asked for it', NIKOLAI.id, 'void', 'cancelled'],
  ] as const)('a role that is being taken from %s counts no more', async (_, gone, is, state) => {
    const url = kind === 'postgres' ? await migratedUrl() : undefined;
    const store = await open(url);
    const order = await asked(store);
    const taken = Promise.withResolvers<void>();
    const free = Promise.withResolvers<void>();
    const taking = store.write(async (tx) => {
      await setRole(tx, { id: gone, name: '', role: 'viewer', by: OLGA.id, now: Date.now() });
      taken.resolve();
      await free.promise;
    });
    await taken.promise;
    const deciding = says(store, order, ANN, 'approved');
    if (url !== undefined) expect(await untilBlocked(url, deciding)).toBe('blocked');
    free.resolve();
    await taking;
    expect((await deciding).is).toBe(is);
    expect(await statesOf(store.db)).toEqual([state]);
    await store.close();
  });

  test('what is approved as nobody can be asked any more is not called off', async () => {
    const url = await migratedUrl();
    const store = await open(url);
    const order = await asked(store);
    const { number: orderNumber } = await store.db
      .selectFrom('orders')
      .select('number')
      .executeTakeFirstOrThrow();
    const body = JSON.stringify(versioned(asking, { orderNumber, askedAt: 0 }));
    const commit = await uncommitted(store, (tx) =>
      decide(tx, ASKS, order, { outcome: 'approved', by: OLGA.id }, Date.now()),
    );
    const givenUp = store.write((tx) => approvalWork(SETTINGS).givenUp(tx, body, Date.now()));
    if (kind === 'postgres') await untilBlocked(url, givenUp);
    expect((await commit()).is).toBe('approved');
    await givenUp;
    expect(await statesOf(store.db)).toEqual(['queued']);
    await store.close();
  });

  test('a program is told that its messages wait, and what became of them; who made its token does not approve them', async () => {
    const store = await open();
    await give(store, ANN, 'operator');
    const { call } = await api(store, { approve: { above: 1, cost: null, senders: [] } });
    const token = await made(store, { by: OLGA.id });
    const taken = await call('POST /api/messages', TOKEN, { token, key: 'k' });
    expect(taken).toMatchObject({ status: 202, body: { state: 'waiting', reason: 'approval' } });
    expect((await call('POST /api/messages', TOKEN, { token, key: 'k' })).body).toEqual(taken.body);
    const confirmed = await call('POST /api/messages', { ...TOKEN, text: 'ho', confirm: true }, { token });
    expect(confirmed.body).toMatchObject({ state: 'waiting' });
    const fate = async () => (await call(`GET /api/messages/${taken.body.id}`, undefined, { token })).body;
    expect((await fate()).messages[0]).toMatchObject({ state: 'waiting', reason: 'approval' });

    await doJobs(store, [approvalWork(SETTINGS)]);
    const told = await store.db.selectFrom('cards').select(['chat_id', 'kind']).execute();
    expect(told).toEqual([ANN, ANN].map((chat_id) => ({ chat_id, kind: approvalCard.name })));
    expect((await says(store, taken.body.id, OLGA.id, 'approved')).is).toBe('own');
    expect((await says(store, taken.body.id, ANN, 'approved')).is).toBe('approved');
    expect((await fate()).messages[0]).toMatchObject({ state: 'queued', reason: null });

    await store.write((tx) => revokeToken(tx, 'crm', Date.now()));
    expect((await says(store, confirmed.body.id, ANN, 'approved')).is).toBe('void');
  });
});
