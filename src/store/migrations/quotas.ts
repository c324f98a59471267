import type { Kysely } from 'kysely';

/** What people may send a day and a month, what they have sent, and what of that may be given back yet. */
export async function quotasUp({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('quotas')
    .addColumn('subject', 'text', (c) => c.primaryKey())
    .addColumn('day_messages', 'bigint')
    .addColumn('month_messages', 'bigint')
    .addColumn('day_money', 'bigint')
    .addColumn('month_money', 'bigint')
    .addColumn('set_by', 'bigint', (c) => c.notNull())
    .addColumn('set_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('quota_uses')
    .addColumn('person_id', 'bigint', (c) => c.notNull())
    .addColumn('period', 'text', (c) => c.notNull())
    .addColumn('messages', 'bigint', (c) => c.notNull())
    .addColumn('money', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('quota_uses_of', ['person_id', 'period'])
    .execute();
  await schema.createIndex('quota_uses_by_period').on('quota_uses').column('period').execute();
  await schema
    .createTable('charges')
    .addColumn('order_number', 'bigint', (c) => c.primaryKey())
    .addColumn('person_id', 'bigint', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('month', 'text', (c) => c.notNull())
    .addColumn('messages', 'bigint', (c) => c.notNull())
    .addColumn('money', 'bigint', (c) => c.notNull())
    .execute();
}
