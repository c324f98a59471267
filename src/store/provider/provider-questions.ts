import { type Selectable, sql } from 'kysely';
import { touchCards } from '../chats/cards.ts';
import type { Reader, Snapshot, Tx } from '../engine/database.ts';
import type { ProviderQuestionsTable } from '../tables/schema.ts';

/*
 * What the provider's HTTP API is to tell is written down here, and whoever speaks it answers here: so a chat asks without
 * knowing how, from any instance, and what was answered is there for whoever asks next.
 *
 *   due ──answered (answer, answered_at, why null)──> at rest, or due again later
 *     └──failed (why; what was answered before stays)──> at rest, or due again later
 */

export type AskedQuestion = Selectable<ProviderQuestionsTable>;
export type QuestionKind = AskedQuestion['kind'];

/** What is asked again and again where it does not come by itself, each with the subject ''. */
export const POLLED = ['statuses', 'incoming'] as const satisfies readonly QuestionKind[];

/** What is asked, and of what. */
export type Question = Readonly<Pick<AskedQuestion, 'kind' | 'subject'>>;

/**
 * Has something asked at `dueAt` (ms).
 * @param cardId is looked at again once there is an answer, or why there is none
 */
export const askProvider = (
  tx: Tx,
  question: Question,
  { cardId, dueAt }: { readonly cardId: string | null; readonly dueAt: number },
): Promise<void> => askAll(tx, [{ ...question, dueAt }], cardId);

/** The same of several. */
export async function askAll(
  tx: Tx,
  questions: readonly (Question & { readonly dueAt: number })[],
  cardId: string | null,
): Promise<void> {
  if (questions.length === 0) return;
  await tx.db
    .insertInto('provider_questions')
    .values(
      questions.map(({ kind, subject, dueAt }) => ({
        kind,
        subject,
        due_at: dueAt,
        asked_at: null,
        tries: 0,
        why: null,
        answer: null,
        answered_at: null,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'subject'])
        .doUpdateSet((eb) => ({ due_at: eb.ref('excluded.due_at'), tries: 0 })),
    )
    .execute();
  for (const question of questions) if (cardId !== null) await awaitAnswer(tx, question, cardId);
  tx.changed('questions');
}

/** A card is looked at again once something comes of a question that is due. */
export async function awaitAnswer(tx: Tx, { kind, subject }: Question, cardId: string): Promise<void> {
  await tx.db
    .insertInto('provider_question_cards')
    .values({ kind, subject, card_id: cardId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What has been asked so far, and answered; undefined: nothing. */
export const askedOf = (db: Snapshot, { kind, subject }: Question): Promise<AskedQuestion | undefined> =>
  db
    .selectFrom('provider_questions')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .executeTakeFirst();

/** Those of a kind that are due, the longest first. */
export const dueQuestions = (
  db: Reader,
  kind: QuestionKind,
  now: number,
  limit: number,
): Promise<AskedQuestion[]> =>
  db
    .selectFrom('provider_questions')
    .selectAll()
    // Written so, SQLite finds them by the index of those that are due, which are few.
    .where(sql<string>`coalesce(kind, '')`, '=', kind)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();

/** When the next one is due (ms); null: none is. */
export async function nextDueAt(db: Reader): Promise<number | null> {
  const row = await db
    .selectFrom('provider_questions')
    .select('due_at')
    .where('due_at', 'is not', null)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? null;
}

/** How many of a kind something came of since then (ms). */
export async function countAsked(db: Reader, kind: QuestionKind, since: number): Promise<number> {
  const { count } = await db
    .selectFrom('provider_questions')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('kind', '=', kind)
    .where('asked_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Has something asked no more; what was told of it stays. */
export async function restQuestion(tx: Tx, { kind, subject }: Question): Promise<void> {
  await tx.db
    .updateTable('provider_questions')
    .set({ due_at: null })
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .execute();
}

/** Questions forgotten by one statement. */
const FORGOTTEN = 500;

/** Lets go of some of what was asked before then (ms), the oldest first. */
export async function forgetQuestions(tx: Tx, kind: QuestionKind, before: number): Promise<void> {
  await tx.db
    .deleteFrom('provider_questions')
    .where('kind', '=', kind)
    .where('subject', 'in', (eb) =>
      eb
        .selectFrom('provider_questions')
        .select('subject')
        .where('kind', '=', kind)
        .where('asked_at', '<', before)
        .orderBy('asked_at')
        .limit(FORGOTTEN),
    )
    .execute();
}

/** What came of a question: what was told, or why nothing was; and when it is asked again (ms), null for never. */
export type Outcome = { readonly dueAt: number | null } & (
  | { readonly answer: unknown }
  | { readonly why: string }
);

/**
 * Keeps what came of a question, and has those look that wait for it.
 * @param question where it says when it was due, it must be still: it may have been asked anew, perhaps of other words
 * @returns whether it was kept
 */
export async function settleQuestion(
  tx: Tx,
  { kind, subject, due_at }: Question & Partial<Pick<AskedQuestion, 'due_at'>>,
  outcome: Outcome,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('provider_questions')
    .set((eb) => ({
      asked_at: now,
      due_at: outcome.dueAt,
      ...('answer' in outcome
        ? { answer: JSON.stringify(outcome.answer), answered_at: now, why: null, tries: 0 }
        : { why: outcome.why, tries: eb('tries', '+', 1) }),
    }))
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .$if(due_at !== undefined, (query) => query.where('due_at', due_at === null ? 'is' : '=', due_at ?? null))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  const waiting = await tx.db
    .deleteFrom('provider_question_cards')
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .returning('card_id')
    .execute();
  await touchCards(
    tx,
    waiting.map(({ card_id }) => card_id),
    now,
  );
  return true;
}
