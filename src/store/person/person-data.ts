import { mentionOf } from '../../messages/mention.ts';
import type { MessageState } from '../../messages/status.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { STATE } from '../tables/coded.ts';
import { OPEN } from './forgetting.ts';
import type { Holding, PersonRow } from './person.ts';
import { FILES_WITH, underWayWith } from './person-files.ts';
import { MENTIONS } from './person-mentions.ts';
import { ROWS_OF } from './person-rows.ts';

/** All places, rows before what mentions them. */
const HOLDINGS: readonly Holding[] = [
  ...ROWS_OF,
  ...MENTIONS,
  ...FILES_WITH,
] as unknown as readonly Holding[];

/** How far one has come through all places. */
export interface PersonCursor {
  readonly holding: number;
  readonly after: string | null;
}

export const BEGINNING: PersonCursor = { holding: 0, after: null };

function holdingAt({ holding }: PersonCursor): Holding {
  const found = HOLDINGS[holding];
  if (!found) throw new RangeError(`place ${holding} of ${HOLDINGS.length}`);
  return found;
}

const behind = ({ holding }: PersonCursor, next: string | null): PersonCursor | null => {
  if (next !== null) return { holding, after: next };
  return holding + 1 < HOLDINGS.length ? { holding: holding + 1, after: null } : null;
};

/** The next rows, with the name of where they stand, and how to go on; null: that was all. */
export async function nextOfPerson(
  db: Reader,
  number: string,
  at: PersonCursor,
): Promise<{
  readonly name: string;
  readonly rows: readonly PersonRow[];
  readonly next: PersonCursor | null;
}> {
  const { name, page } = holdingAt(at);
  const { rows, next } = await page(db, mentionOf(number), at.after);
  return { name, rows, next: behind(at, next) };
}

/** Erases the next rows. Returns how many there were, and how to go on; null: that was all. */
export async function eraseNext(
  tx: Tx,
  number: string,
  at: PersonCursor,
  { now, except }: { readonly now: number; readonly except: string },
): Promise<{ readonly count: number; readonly next: PersonCursor | null }> {
  const whom = mentionOf(number);
  const { page, erase } = holdingAt(at);
  const { rows, next } = await page(tx.db, whom, at.after);
  if (rows.length > 0) await erase(tx, whom, rows, { now, except });
  return { count: rows.length, next: behind(at, next) };
}

/** What is not over of a person: messages by their states, an answer that nobody has seen, a list or a file that is being made. */
export interface StillOpen {
  readonly what: MessageState | 'unseen' | 'preparing';
  readonly n: number;
}

/** Empty: all of it is over. */
export async function stillOpen(db: Reader, number: string, now: number): Promise<StillOpen[]> {
  const messages = await db
    .selectFrom('messages')
    .select(['state', ({ fn }) => fn.countAll<number>().as('n')])
    .where('recipient', '=', number)
    .where('state', 'in', OPEN)
    .groupBy('state')
    .orderBy('state')
    .execute();
  const unseen = await db
    .selectFrom('incoming')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('sender', '=', number)
    .where('unseen_at', 'is not', null)
    .executeTakeFirstOrThrow();
  const preparing = await underWayWith(db, mentionOf(number), now);
  return [
    ...messages.map(({ state, n }) => ({ what: STATE.name(state), n: Number(n) })),
    ...(Number(unseen.n) > 0 ? [{ what: 'unseen' as const, n: Number(unseen.n) }] : []),
    ...(preparing > 0 ? [{ what: 'preparing' as const, n: preparing }] : []),
  ];
}
