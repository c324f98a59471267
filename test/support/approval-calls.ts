import * as approvals from '../../src/store/approvals.ts';
import type { Tx } from '../../src/store/database.ts';
import { lockPeople } from '../../src/store/people.ts';
import { makersOf } from '../../src/store/tokens.ts';
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
