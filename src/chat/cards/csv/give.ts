import { storeFile } from '../../../store/chats/files.ts';
import type { Reader, Tx } from '../../../store/engine/database.ts';
import { type ChatSettings, settingsOf } from '../../context.ts';
import { BYTE_ORDER_MARK, csvLines } from '../../csv.ts';
import { type Locale, localeFor } from '../../locale.ts';
import type { Role } from '../../people/access.ts';
import { writeCard } from '../kind.ts';
import { noticeCard } from '../notice/body.ts';
import { csvCard } from './body.ts';

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

/** Sends a table to somebody's private chat, which alone may hold it. */
export async function giveCsv(
  tx: Tx,
  { name, caption, header, rows }: Csv,
  { personId, role, locale, now }: Taker,
): Promise<void> {
  const bytes = Buffer.from(BYTE_ORDER_MARK + csvLines([header, ...rows], locale));
  const file = await storeFile(tx, { name, now }, bytes);
  const body = { caption, rows: rows.length, file, role };
  await writeCard(tx, csvCard, { ...inPrivate(personId, locale, now), body });
}

/** Says in somebody's private chat why they get no table: by default, that none could be made. */
export async function tellNotMade(
  tx: Tx,
  personId: number,
  locale: Locale,
  now: number,
  why = 'csv-not-made',
): Promise<void> {
  const body = { lines: [{ id: why }] };
  await writeCard(tx, noticeCard, { ...inPrivate(personId, locale, now), body });
}
