import type { Kysely } from 'kysely';

/** Messages are not sent for want of a consent, too, and not for the stop list alone. */
export async function stoppedWhyUp({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('stopped_messages')
    .addColumn('why', 'text', (c) => c.notNull().defaultTo('stop-list'))
    .execute();
}
