import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { type Watched, watched } from '../../watch/watched.ts';
import { AtHand } from '../chats/at-hand.ts';
import type { Changes } from '../engine/changes.ts';
import { readVersioned, versioned } from '../engine/versions.ts';
import type { Schema } from '../tables/schema.ts';
import type { SuspensionReason, WatchesTable } from '../tables/watch-schema.ts';

/** A chat, or one of its topics (0: the chat itself). */
export interface WatchPlace {
  readonly chatId: number;
  readonly threadId: number;
}

export interface Watch extends WatchPlace {
  readonly id: number;
  readonly watched: Watched;
  readonly madeBy: number;
  /** Until then what happens is counted, and said at the end (ms). */
  readonly mutedUntil: number | null;
  /** The same of one cause of its alerts alone, by that. */
  readonly mutedCauses: Readonly<Record<string, number>>;
  readonly suspendedWhy: SuspensionReason | null;
  /** Of a summary, the last of its times that is done with (ms); null: it is none. */
  readonly toldUpTo: number | null;
}

export const isMuted = (watch: Watch, now: number): watch is Watch & { readonly mutedUntil: number } =>
  (watch.mutedUntil ?? 0) > now;

/** Whether a watch says nothing of a cause: of that, or of all. */
export const isCauseMuted = (watch: Watch, cause: string, now: number): boolean =>
  isMuted(watch, now) || (watch.mutedCauses[cause] ?? 0) > now;

/** Until when single causes are muted that all of the watch is not, or not for so long (ms). */
export function mutedAlone(watch: Watch, now: number): number[] {
  return Object.values(watch.mutedCauses).filter((until) => until > Math.max(now, watch.mutedUntil ?? 0));
}

/** Whether another watch tells the place of this one something, or would, were it not muted. */
export const isBeside = (other: Watch, { chatId, threadId }: WatchPlace): boolean =>
  other.chatId === chatId && other.threadId === threadId && other.suspendedWhy === null;

const terms = { version: 1, body: z.object({ watched }) };

const causes = { version: 1, body: z.object({ until: z.record(z.string(), z.number()) }) };

/** Causes that are muted, as they were kept. */
export const readMutedCauses = (column: string | null): Watch['mutedCauses'] =>
  column === null ? {} : (readVersioned(causes, column)?.until ?? {});

/** The same, as they are kept. */
export const mutedCausesColumn = (until: Watch['mutedCauses']): string | null =>
  Object.keys(until).length === 0 ? null : JSON.stringify(versioned(causes, { until }));

/** What cannot be read any more is no watch. */
export function readWatchRow(row: Selectable<WatchesTable>): Watch[] {
  const body = readVersioned(terms, row.terms);
  if (!body) return [];
  return [
    {
      id: row.id,
      chatId: row.chat_id,
      threadId: row.thread_id,
      watched: body.watched,
      madeBy: row.made_by,
      mutedUntil: row.muted_until,
      mutedCauses: readMutedCauses(row.muted_causes),
      suspendedWhy: row.suspended_why,
      toldUpTo: row.told_up_to,
    },
  ];
}

/** What is watched, as it is kept. */
export const termsColumn = (what: Watched): string => JSON.stringify(versioned(terms, { watched: what }));

/** All watches, suspended ones too, the oldest first. */
export async function watches(db: Kysely<Schema>): Promise<Watch[]> {
  const rows = await db.selectFrom('watches').selectAll().orderBy('id').execute();
  return rows.flatMap(readWatchRow);
}

/** The watches, kept at hand. */
export class WatchesAtHand extends AtHand<Watch> {
  constructor(changes: Changes) {
    super(changes, 'watches', watches);
  }
}
