import type { Tx } from '../../src/store/engine/database.ts';
import * as approvals from '../../src/store/orders/approvals.ts';
import { lockPeople } from '../../src/store/people/people.ts';
import { makersOf } from '../../src/store/programs/tokens.ts';
import { CHAT, FIRST, idOf, LAST, NOW } from './filled-ids.ts';

/** What a store is asked of second persons: see store-calls.ts. */
export const APPROVAL_CALLS: readonly ((tx: Tx) => Promise<unknown>)[] = [
  async (tx) => {
    await approvals.askApproval(tx, 1, NOW);
    const approval = await approvals.approvalOf(tx.db, 1);
    if (!approval) throw new Error('no approval');
    await approvals.tellApprovers(tx, approval, ['card']);
    await approvals.settleApproval(tx, 1, { outcome: 'approved', by: CHAT }, NOW);
    await approvals.isApprovedOrder(tx.db, idOf(LAST));
    await approvals.approveLike(tx, { order: idOf(LAST), other: idOf(FIRST) });
    await approvals.forgetApprovalWords(tx, 1);
  },
  (tx) => lockPeople(tx, [CHAT]),
  ({ db }) => makersOf(db, 'shop'),
];
