import type { Reader, Tx } from '../../../store/database.ts';
import { storeFile } from '../../../store/files.ts';
import type { Role } from '../../access.ts';
import { type ChatSettings, type Context, settingsOf } from '../../context.ts';
import { BYTE_ORDER_MARK, csvLines } from '../../csv.ts';
import { type Locale, localeFor } from '../../locale.ts';
import { handOut } from '../handout/asking.ts';
import { writeCard } from '../kind.ts';
import { noticeCard } from '../notice/body.ts';
import { type CsvBody, csvCard } from './body.ts';

/** In which words somebody's private chat is written. */
export async function privateLocale(db: Reader, personId: number, configured: ChatSettings): Promise<Locale> {
  const { language, timeZone } = await settingsOf(db, personId, configured);
  return localeFor(language, timeZone);
}

export interface Csv {
  readonly name: string;
  readonly caption: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const inPrivate = (personId: number, { language }: Locale, now: number) => ({
  chatId: personId,
  threadId: null,
  replyTo: null,
  personId,
  language,
  now,
});

interface Taker {
  readonly personId: number;
  readonly role: Role;
  readonly locale: Locale;
  readonly now: number;
}

/** Stores a table; returns what the card that shows it is to keep. */
async function storeCsv(
  tx: Tx,
  { name, caption, header, rows }: Csv,
  { role, locale, now }: Omit<Taker, 'personId'>,
): Promise<CsvBody> {
  const bytes = Buffer.from(BYTE_ORDER_MARK + csvLines([header, ...rows], locale));
  const file = await storeFile(tx, { name, now }, bytes);
  return { caption, rows: rows.length, file, role };
}

/** Sends a table to somebody's private chat, which alone may hold it. */
export async function giveCsv(tx: Tx, table: Csv, taker: Taker): Promise<void> {
  const { personId, locale, now } = taker;
  const body = await storeCsv(tx, table, taker);
  await writeCard(tx, csvCard, { ...inPrivate(personId, locale, now), body });
}

/** The same of a table of numbers, for which a second person may be needed. */
export async function giveNumbers(
  { tx, person, place, settings, now }: Context,
  table: Csv,
  { what, role, locale }: Pick<Taker, 'role' | 'locale'> & { readonly what: string },
): Promise<void> {
  const body = await storeCsv(tx, table, { role, locale, now });
  const from = { chatId: place.chatId, threadId: place.threadId ?? 0 };
  const { language } = locale;
  const file = { kind: csvCard, body, personId: person.id, language, what, numbers: body.rows, from };
  await handOut(tx, settings, file, now);
}

/** Says in somebody's private chat that nothing came of what they asked for. */
export async function tellNotMade(tx: Tx, personId: number, locale: Locale, now: number): Promise<void> {
  const body = { lines: [{ id: 'csv-not-made' }] };
  await writeCard(tx, noticeCard, { ...inPrivate(personId, locale, now), body });
}
