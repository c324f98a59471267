import type { Selectable } from 'kysely';
import { z } from 'zod';
import { addJob } from '../chats/jobs.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { versioned } from '../engine/versions.ts';
import type { ApprovalOutcome, ApprovalsTable } from '../tables/approval-schema.ts';

/*
 * An order that a second person has to approve is asked about once everything else is answered. Whoever may say so is told
 * by a job, which comes back when nobody has.
 */

export type Approval = Selectable<ApprovalsTable>;

/** A second person may take so long (ms). */
const APPROVAL_MS = 24 * 3600 * 1000;

/** Tells those who may approve an order, and calls it off when nobody has: see src/chat/sending/approval-job.ts. */
export const asking = {
  name: 'ask-approval',
  version: 0,
  body: z.object({
    orderNumber: z.number(),
    /** Of this asking: it may be asked anew meanwhile. */
    askedAt: z.number(),
  }),
};

/** From now on an order waits for a second person, whatever one said of it before. */
export async function askApproval(tx: Tx, orderNumber: number, now: number): Promise<void> {
  const asked = {
    asked_at: now,
    expires_at: now + APPROVAL_MS,
    outcome: null,
    decided_by: null,
    decided_at: null,
    reason: null,
    words: null,
  };
  await tx.db
    .insertInto('approvals')
    .values({ order_number: orderNumber, cards: '[]', ...asked })
    .onConflict((conflict) => conflict.column('order_number').doUpdateSet(asked))
    .execute();
  await addJob(tx, {
    kind: asking.name,
    body: versioned(asking, { orderNumber, askedAt: now }),
    key: null,
    now,
  });
}

export function approvalOf(db: Reader, orderNumber: number): Promise<Approval | undefined> {
  return db.selectFrom('approvals').selectAll().where('order_number', '=', orderNumber).executeTakeFirst();
}

/** Whether a second person has approved an order. */
export async function isApprovedOrder(db: Reader, orderId: string): Promise<boolean> {
  const row = await db
    .selectFrom('approvals')
    .innerJoin('orders', 'orders.number', 'approvals.order_number')
    .select('approvals.outcome')
    .where('orders.id', '=', orderId)
    .executeTakeFirst();
  return row?.outcome === 'approved';
}

/** An order is approved by whom another was, which it goes on with. */
export async function approveLike(
  tx: Tx,
  { order, other }: { readonly order: string; readonly other: string },
): Promise<void> {
  const found = await tx.db
    .selectFrom('orders')
    .leftJoin('approvals', 'approvals.order_number', 'orders.number')
    .selectAll('approvals')
    .select(['orders.id', 'orders.number'])
    .where('orders.id', 'in', [order, other])
    .execute();
  const to = found.find(({ id }) => id === order);
  const { asked_at, expires_at, decided_by, decided_at } = found.find(({ id }) => id === other) ?? {};
  if (!to || asked_at == null || expires_at == null) return;
  const decided = {
    outcome: 'approved',
    decided_by: decided_by ?? null,
    decided_at: decided_at ?? null,
  } as const;
  await tx.db
    .insertInto('approvals')
    .values({
      order_number: to.number,
      asked_at,
      expires_at,
      cards: '[]',
      ...decided,
      reason: null,
      words: null,
    })
    .execute();
}

/** Ids of the cards by which people were told of an approval. */
export const cardsOf = ({ cards }: Pick<Approval, 'cards'>): string[] =>
  z.array(z.string()).parse(JSON.parse(cards));

/** So many more people were told. */
export async function tellApprovers(tx: Tx, approval: Approval, cards: readonly string[]): Promise<void> {
  await tx.db
    .updateTable('approvals')
    .set({ cards: JSON.stringify([...cardsOf(approval), ...cards]) })
    .where('order_number', '=', approval.order_number)
    .execute();
}

/** What was said of an order, and by whom. */
export interface Decision {
  readonly outcome: ApprovalOutcome;
  /** Null: by nobody. */
  readonly by: number | null;
  readonly reason?: string | null;
  readonly words?: string | null;
}

/** Keeps what was said of an order that waits for it. */
export async function settleApproval(
  tx: Tx,
  orderNumber: number,
  { outcome, by, reason = null, words = null }: Decision,
  now: number,
): Promise<void> {
  await tx.db
    .updateTable('approvals')
    .set({ outcome, decided_by: by, decided_at: now, reason, words })
    .where('order_number', '=', orderNumber)
    .where('outcome', 'is', null)
    .execute();
}

/** What somebody wrote of these orders goes with the words of these. */
export async function forgetApprovalWords(tx: Tx, orderNumber: number): Promise<void> {
  await tx.db
    .updateTable('approvals')
    .set({ words: null })
    .where('order_number', '=', orderNumber)
    .where('words', 'is not', null)
    .execute();
}
