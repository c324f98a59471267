import type { Kysely } from 'kysely';

/** What a second person has to say of orders: they are asked until then, and what they said. */
export async function approvalsUp({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('approvals')
    .addColumn('order_number', 'bigint', (c) => c.primaryKey())
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('cards', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text')
    .addColumn('decided_by', 'bigint')
    .addColumn('decided_at', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('words', 'text')
    .execute();
}
