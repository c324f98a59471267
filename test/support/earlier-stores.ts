import { readdirSync, readFileSync } from 'node:fs';
import { Kysely } from 'kysely';
import type { ChatMessage } from '../../src/demo/telegram/types.ts';
import type { World } from '../../src/demo/world.ts';
import { migrate } from '../../src/store/engine/migrate.ts';
import { connectionOptions, postgresDialect } from '../../src/store/engine/postgres.ts';
import { sqliteConnection } from '../../src/store/engine/sqlite.ts';
import { world } from './bot.ts';
import { plantTyped } from './planted.ts';

type Value = string | number | null;

/** What an earlier version left behind: see test/store/fixtures/README.md. */
export interface EarlierStore {
  /** The last migration that it had run. */
  readonly migration: string;
  /** SENDER at that time. */
  readonly sender: string;
  /** ms since 1970. */
  readonly writtenAt: number;
  readonly tables: Readonly<Record<string, { readonly columns: string[]; readonly rows: Value[][] }>>;
  readonly chats: Readonly<Record<string, readonly ChatMessage[]>>;
  /** Cards by names of the fixture's own. */
  readonly cards: Readonly<Record<string, { readonly chat: number; readonly message: number }>>;
}

const FOLDER = new URL('../store/fixtures/', import.meta.url);

/** What most messages have nothing of is not written down. */
const NOTHING = {
  entities: [],
  html: '',
  buttons: [],
  file: null,
  contact: null,
  replyTo: null,
  thread: null,
  forceReply: false,
  placeholder: null,
  reaction: null,
  pinned: false,
  editedAt: null,
  edits: 0,
};

/** Reads one by the name of its last migration. */
export function earlierStore(migration: string): EarlierStore {
  const read: EarlierStore = JSON.parse(readFileSync(new URL(`${migration}.json`, FOLDER), 'utf8'));
  const whole = Object.entries(read.chats).map(([chat, messages]) => [
    chat,
    messages.map((message) => ({ ...NOTHING, ...message })),
  ]);
  return { ...read, chats: Object.fromEntries(whole) };
}

/** All of them, the oldest first. */
export const earlierStores = (): EarlierStore[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => earlierStore(name.replace('.json', '')));

/** Ids and prices stay below it, every time since 2001 is above: ms since 1970. */
const FIRST_TIME = 1e12;
/** SQLite binds 32,766 values at most. */
const ROWS = 500;

/**
 * Fills a new database as that version left it: its tables, without what was migrated since; opening it migrates it.
 * All times are moved along, so that it was last written at `writtenAt` (ms).
 */
export async function restoreStore(
  url: string,
  before: EarlierStore,
  writtenAt = before.writtenAt,
): Promise<void> {
  const dialect = url.startsWith('file:')
    ? sqliteConnection(url.slice('file:'.length)).dialect
    : postgresDialect(connectionOptions(url));
  const db = new Kysely<Record<string, Record<string, Value>>>({ dialect });
  const moved = (value: Value) =>
    typeof value === 'number' && value > FIRST_TIME ? value + writtenAt - before.writtenAt : value;
  try {
    await migrate(db as unknown as Kysely<never>, before.migration);
    for (const [table, { columns, rows }] of Object.entries(before.tables)) {
      const values = rows.map((row) =>
        Object.fromEntries(columns.map((column, n) => [column, moved(row[n] ?? null)])),
      );
      for (let at = 0; at < values.length; at += ROWS) {
        await db
          .insertInto(table)
          .values(values.slice(at, at + ROWS))
          .execute();
      }
    }
  } finally {
    await db.destroy();
  }
}

/** A world in which the same was said, in which the provider and Telegram have given out lower ids before. */
export async function worldOfBefore(before: EarlierStore): Promise<World> {
  const around = await world({ telegram: { firstUpdateId: 200_000_001 }, smsc: { firstId: 955_469 } });
  for (const [chat, messages] of Object.entries(before.chats)) {
    for (const message of messages) {
      around.telegram.restore(Number(chat), message);
      if (message.from !== around.telegram.bot.id) plantTyped(message.text);
    }
  }
  return around;
}
