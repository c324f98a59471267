import type { Kysely } from 'kysely';

/** What is asked of the provider's HTTP API, what it answered last, and the cards that wait for that. */
export async function providerQuestionsUp({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('provider_questions')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('asked_at', 'bigint')
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('why', 'text')
    .addColumn('answer', 'text')
    .addColumn('answered_at', 'bigint')
    .addPrimaryKeyConstraint('provider_questions_pk', ['kind', 'subject'])
    .execute();
  await schema
    .createIndex('provider_questions_due')
    .on('provider_questions')
    .column('due_at')
    .where('due_at', 'is not', null)
    .execute();
  await schema
    .createIndex('provider_questions_asked')
    .on('provider_questions')
    .columns(['kind', 'asked_at'])
    .execute();
  await schema
    .createTable('provider_question_cards')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('card_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('provider_question_cards_pk', ['kind', 'subject', 'card_id'])
    .execute();
}
