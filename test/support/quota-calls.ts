import * as charges from '../../src/store/attempts/charges.ts';
import type { Tx } from '../../src/store/engine/database.ts';
import * as quotas from '../../src/store/people/quotas.ts';
import { CHAT, idOf, LAST, NOW } from './filled-ids.ts';

const DAY = '2026-02-01';
const MONTH = '2026-02';
const CHARGE = { person_id: CHAT, day: DAY, month: MONTH, messages: 3, money: 7 };

/** What a store is asked of quotas: see store-calls.ts. */
export const QUOTA_CALLS: readonly ((tx: Tx) => Promise<unknown>)[] = [
  (tx) => quotas.setQuota(tx, quotas.ofPerson(CHAT), { day_messages: 5 }, { by: CHAT, now: NOW }),
  ({ db }) => quotas.quotasOf(db, [quotas.ofPerson(CHAT), quotas.ofRole('operator')]),
  ({ db }) => quotas.allQuotas(db),
  (tx) => quotas.lockUses(tx, CHAT, [DAY, MONTH]),
  ({ db }) => quotas.usesOf(db, CHAT, [DAY, MONTH]),
  ({ db }) => quotas.usesIn(db, DAY),
  (tx) => quotas.forgetUses(tx, NOW),
  async (tx) => {
    await charges.charge(tx, idOf(LAST), CHARGE);
    const order = await tx.db
      .selectFrom('orders')
      .select('number')
      .where('id', '=', idOf(LAST))
      .executeTakeFirst();
    await charges.giveBack(tx, order?.number ?? 0, 1);
    const charged = await charges.lockCharge(tx, order?.number ?? 0);
    if (charged) await charges.moveCharge(tx, charged, { ...CHARGE, day: '2026-02-02' });
    await charges.settleCharges(tx, 0, 1_000);
  },
];
