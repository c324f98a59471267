import { orderByNumber } from '../../../store/orders/orders.ts';
import { approvalActions } from '../approving.ts';
import type { ApprovalBody } from './body.ts';

export const actions = approvalActions<ApprovalBody>(({ tx }, { body }) =>
  orderByNumber(tx.db, body.orderNumber),
);
