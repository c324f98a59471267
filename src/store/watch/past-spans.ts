import { z } from 'zod';
import { type Past, type PastSpan, pastSpan } from '../../watch/past.ts';
import type { Snapshot, Tx } from '../engine/database.ts';
import { readVersioned, versioned } from '../engine/versions.ts';

/** What is over for so long is asked about no more (ms). */
const KEPT_MS = 25 * 3600 * 1000;
/** Of one thing, the newest. */
const MOST = 500;

const kept = { version: 1, body: z.object({ spans: z.array(pastSpan).readonly() }) };

const keyOf = (of: Past['of'], name: string): string => `past ${of} ${name}`;

const spansIn = (body: string | null): readonly PastSpan[] =>
  (body === null ? null : readVersioned(kept, body))?.spans ?? [];

/** What was so with this one, the oldest first. */
export async function pastOf(db: Snapshot, of: Past['of'], name: string): Promise<readonly PastSpan[]> {
  const row = await db
    .selectFrom('signals')
    .select('body')
    .where('key', '=', keyOf(of, name))
    .executeTakeFirst();
  return spansIn(row?.body ?? null);
}

/** What was so with any of them. */
export async function pastOfAll(db: Snapshot, of: Past['of']): Promise<readonly PastSpan[]> {
  const rows = await db
    .selectFrom('signals')
    .select('body')
    .where('key', 'like', `${keyOf(of, '')}%`)
    .orderBy('key')
    .execute();
  return rows.flatMap(({ body }) => spansIn(body));
}

/** The last of each of them that was heard of since then (ms), by their names. */
export async function pastSince(
  db: Snapshot,
  of: Past['of'],
  since: number,
): Promise<{ readonly name: string; readonly span: PastSpan }[]> {
  const rows = await db
    .selectFrom('signals')
    .select(['key', 'body'])
    .where('key', 'like', `${keyOf(of, '')}%`)
    .where('at', '>=', since)
    .orderBy('key')
    .execute();
  return rows.flatMap(({ key, body }) => {
    const span = spansIn(body).at(-1);
    return span ? [{ name: key.slice(keyOf(of, '').length), span }] : [];
  });
}

/** Keeps what is known by now of the times of one of them. */
export async function keepPast(
  tx: Tx,
  of: Past['of'],
  name: string,
  { spans, now }: { readonly spans: readonly PastSpan[]; readonly now: number },
): Promise<void> {
  const recent = spans.filter(({ until }) => until === null || until > now - KEPT_MS).slice(-MOST);
  const said = { body: JSON.stringify(versioned(kept, { spans: recent })), at: now };
  await tx.db
    .insertInto('signals')
    .values({ key: keyOf(of, name), ...said })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(said))
    .execute();
}
