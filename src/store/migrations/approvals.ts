import { type Kysely, sql } from 'kysely';

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

/** Those that nobody has decided about are found without a look at all the others. */
export async function openApprovalsUp(db: Kysely<unknown>): Promise<void> {
  await sql`create index approvals_open on approvals (order_number) where outcome is null`.execute(db);
}
