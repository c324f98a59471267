import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { enqueueJob, type JobKind, type JobWork, jobWork } from '../jobs/kind.ts';
import { storeFile } from '../store/chats/files.ts';
import type { Reader, Snapshot, Store } from '../store/engine/database.ts';
import { decline } from './answer.ts';
import { csvCard } from './cards/csv/body.ts';
import { privateLocale, tellNotMade } from './cards/csv/give.ts';
import { type HandoutSettings, handOut } from './cards/handout/asking.ts';
import type { Context } from './context.ts';
import { BYTE_ORDER_MARK, csvLines } from './csv.ts';
import { sayInPrivate } from './in-private.ts';
import type { Locale } from './locale.ts';
import type { Did } from './record.ts';

/** A list that is handed over as tables. */
interface ListExport<Item, After> {
  /** What its job is called. */
  readonly name: string;
  /** What its files are called, without number and ending. */
  readonly file: string;
  readonly sign: string;
  /** Texts of the locale files: what it is called, and that nothing is on it. */
  readonly title: string;
  readonly none: string;
  /** Behind which item to go on. */
  readonly after: z.ZodType<After>;
  afterOf(item: Item): After;
  count(db: Reader, personId: number): Promise<number>;
  items(db: Snapshot, personId: number, after: After | null, limit: number): Promise<readonly Item[]>;
  table(db: Reader, items: readonly Item[], locale: Locale): Promise<Table>;
}

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Items of one table; more of them are in more tables. */
const MOST = 10_000;
/** Items read, or put into words, in one step, which takes some milliseconds. */
const STEP = 500;

const body = z.object({
  personId: z.number(),
  /** Where it was asked for. */
  from: z.object({ chatId: z.number(), threadId: z.number() }),
});
type ExportJob = z.infer<typeof body>;

/** Tables of a list for whoever asks for them, in private: each is made between other things, however long the list is. */
export function listExport<Item, After>(list: ListExport<Item, After>) {
  const kind: JobKind<ExportJob> = { name: list.name, version: 1, body };
  const cursor = z.object({
    /** From 1. */
    page: z.number(),
    pages: z.number(),
    after: list.after,
  });

  async function itemsFrom({ read }: Pick<Store, 'read'>, personId: number, from: After | null) {
    const items: Item[] = [];
    let after = from;
    while (items.length < MOST) {
      const some = await read((db) => list.items(db, personId, after, STEP));
      items.push(...some);
      const last = some.at(-1);
      if (last === undefined) break;
      after = list.afterOf(last);
      await nextTurn();
    }
    return { items, after };
  }

  return {
    async ask(context: Context): Promise<Did | null> {
      const { tx, person, place, now } = context;
      if ((await list.count(tx.db, person.id)) === 0) return decline(context, list.none);
      const from = { chatId: place.chatId, threadId: place.threadId ?? 0 };
      const key = `${list.name} ${person.id}`;
      await enqueueJob(tx, kind, { personId: person.id, from }, { key, now });
      if (!place.isPrivate) await sayInPrivate(context, 'csv-being-made-in-private');
      return { arg: 'export' };
    },

    work: (settings: HandoutSettings): JobWork =>
      jobWork(kind, {
        cursor,
        maxTries: 4,
        async read({ store, body: { personId }, cursor: at }) {
          const locale = await privateLocale(store.db, personId, settings);
          const pages = at?.pages ?? Math.ceil((await list.count(store.db, personId)) / MOST);
          const { items, after } = await itemsFrom(store, personId, at?.after ?? null);
          const { header, rows } = await list.table(store.db, items, locale);
          const bytes = [Buffer.from(BYTE_ORDER_MARK + csvLines([header], locale))];
          for (let from = 0; from < rows.length; from += STEP) {
            bytes.push(Buffer.from(csvLines(rows.slice(from, from + STEP), locale)));
            await nextTurn();
          }
          return { locale, pages, rows: rows.length, bytes: Buffer.concat(bytes), after };
        },
        async piece({ tx, read, body: { personId, from }, cursor: at, now }) {
          const { locale, pages, rows, bytes, after } = read;
          const page = at?.page ?? 1;
          if (rows === 0) {
            // What was on it has gone since it was asked for, which still wants an answer.
            if (page === 1) await tellNotMade(tx, personId, locale, now, list.none);
            return null;
          }
          const name = pages > 1 ? `${list.file}-${page}.csv` : `${list.file}.csv`;
          const title = `${list.sign} ${locale.t(list.title)}`;
          const caption = pages > 1 ? `${title} · ${page}/${pages}` : title;
          const file = await storeFile(tx, { name, now }, bytes);
          const { language } = locale;
          const made = { caption, rows, file, role: 'operator' } as const;
          const about = { personId, language, what: list.title, numbers: rows, from };
          await handOut(tx, settings, { kind: csvCard, body: made, ...about }, now);
          return page < pages && after !== null ? { page: page + 1, pages, after } : null;
        },
        async givenUp(tx, { personId }, now) {
          await tellNotMade(tx, personId, await privateLocale(tx.db, personId, settings), now);
        },
      }),
  };
}
