import { expect, test } from 'vitest';
import { placeOrder } from '../../src/desk/order.ts';
import { periodsAt, QuotaExceeded } from '../../src/desk/quota.ts';
import { settleCharges } from '../../src/store/attempts/charges.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { moveMessages } from '../../src/store/orders/decisions.ts';
import { setRole } from '../../src/store/people/people.ts';
import { ofRole, setQuota } from '../../src/store/people/quotas.ts';
import { createToken } from '../../src/store/programs/tokens.ts';
import { become } from '../support/become.ts';
import { NIKOLAI, OLGA, SETTINGS } from '../support/chat.ts';
import { onEachStore } from '../support/stores.ts';

const TO = ['79991234567', '79991234568', '79991234569'];

let texts = 0;
/** Three messages are placed; null: that would go over. */
const place = async (
  store: Store,
  maker: Parameters<typeof placeOrder>[2]['maker'],
): Promise<string | null> => {
  texts += 1;
  const content = { channel: 'sms', text: `text ${texts}` } as const;
  const now = Date.now();
  const wanted = { origin: content.text, maker, place: null, content, recipients: TO, writtenAt: now, now };
  try {
    const placed = await store.write((tx) => placeOrder(tx, SETTINGS, { ...wanted, isDraft: false }));
    return placed?.id ?? '';
  } catch (error) {
    if (error instanceof QuotaExceeded) return null;
    throw error;
  }
};

const BY = { by: OLGA.id, now: 1 };
const usesIn = async ({ db }: Store) =>
  (await db.selectFrom('quota_uses').select(['person_id', 'messages']).execute()).map(
    ({ person_id, messages }) => [person_id, messages],
  );

test.each([
  ['2026-11-30T20:59:59Z', 'Europe/Moscow', { day: '2026-11-30', month: '2026-11' }],
  ['2026-11-30T21:00:00Z', 'Europe/Moscow', { day: '2026-12-01', month: '2026-12' }],
  ['2026-11-30T21:00:00Z', 'America/New_York', { day: '2026-11-30', month: '2026-11' }],
])('at %s it is in %s the day and month %o', (at, zone, periods) => {
  expect(periodsAt(Date.parse(at), zone)).toEqual(periods);
});

onEachStore(({ open }) => {
  test('of what several have sent at once as much goes as the quota has, and no more', async () => {
    const store = await open();
    await store.write(async (tx) => {
      await setRole(tx, { id: NIKOLAI.id, name: 'Nikolai', role: 'operator', ...BY });
      await setQuota(tx, ofRole('operator'), { day_messages: 10 }, BY);
    });
    const maker = { kind: 'person', id: NIKOLAI.id } as const;
    const placed = await Promise.all(Array.from({ length: 6 }, () => place(store, maker)));
    expect(placed.filter((id) => id !== null)).toHaveLength(3);
    expect(await usesIn(store)).toEqual([
      [NIKOLAI.id, 9],
      [NIKOLAI.id, 9],
    ]);
    const first = placed.find((id) => id !== null) ?? '';
    expect(await store.write((tx) => moveMessages(tx, first, 'cancel', 1))).toBe(3);
    expect(await usesIn(store)).toEqual([
      [NIKOLAI.id, 6],
      [NIKOLAI.id, 6],
    ]);
    await store.close();
  });

  test("a program's messages count for who made its token, and those of a token of the settings for nobody", async () => {
    const store = await open();
    const token = { id: 't', name: 'crm', digest: 'd', may: 'messages', rate: 1, day_cap: 1 };
    await store.write((tx) => createToken(tx, { ...token, made_by: OLGA.id, made_at: 1 }));
    expect(await place(store, { kind: 'token', name: 'crm' })).not.toBeNull();
    expect(await place(store, { kind: 'token', name: 'shop' })).not.toBeNull();
    expect(await place(store, { kind: 'system' })).not.toBeNull();
    expect(await usesIn(store)).toEqual([
      [OLGA.id, 3],
      [OLGA.id, 3],
    ]);
    await store.close();
  });

  test('an order counts with what it cost once all of it is over, and once alone', async () => {
    const store = await open();
    const maker = { kind: 'person', id: OLGA.id } as const;
    await place(store, maker);
    const money = async () => (await store.db.selectFrom('quota_uses').select('money').execute())[0]?.money;
    const settle = () => store.write((tx) => settleCharges(tx, 0, 10));
    const over = { state: 'delivered', cost: 25_000, ready_at: null, ended_at: 1 } as const;
    await become(store.db, over, { to: TO[0] ?? '' });
    await settle();
    expect(await money()).toBe(0);
    await become(store.db, over);
    await settle();
    await settle();
    expect(await money()).toBe(75_000);
    await store.close();
  });
});
