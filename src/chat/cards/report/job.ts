import { z } from 'zod';
import { type JobKind, type JobWork, jobWork, type Piece, type Reading } from '../../../jobs/kind.ts';
import { mayBeThere } from '../../../messages/ends.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import { triesAfter } from '../../../store/chains/chain-messages.ts';
import { type Card, findCard } from '../../../store/chats/cards.ts';
import { addBytes, createFile, finishFile } from '../../../store/chats/files.ts';
import type { Reader, Snapshot, Store, Tx } from '../../../store/engine/database.ts';
import { findMessages, providerIdsOf } from '../../../store/orders/history.ts';
import { pageOfCard } from '../../../store/orders/order-messages.ts';
import { cachedOfCard } from '../../../store/provider/cached-lookups.ts';
import { stoppedOf } from '../../../store/stop-list/stopped-messages.ts';
import { messagesTold } from '../../../store/watch/alerts.ts';
import { readingsOf } from '../../../store/watch/readings.ts';
import { type Settings, settingsOf } from '../../context.ts';
import { chosenLanguage, telegramLanguage } from '../../language.ts';
import { isLanguage, type Locale, localeFor } from '../../locale.ts';
import { type HandoutSettings, handOut } from '../handout/asking.ts';
import { writeCard } from '../kind.ts';
import { changedOf } from '../lookup/changes.ts';
import { noticeCard } from '../notice/body.ts';
import { reportCard } from './body.ts';
import { FORMATS, pieceOf, written } from './format.ts';
import { type ReportTable, reportTable } from './table.ts';

const body = z.object({
  /** The card of the messages. */
  of: z.string(),
  /** Of an alert's card: its messages are those that it tells of. */
  alertId: z.string().optional(),
  /** Who asked for the file. */
  personId: z.number(),
  /** CSV where none is named. */
  format: z.enum(FORMATS).optional(),
  /** Of messages that somebody has, or may have; of all where that is left out. */
  only: z.literal('reached').optional(),
});
type ReportJob = z.infer<typeof body>;

/** Makes a file of a card's messages, and the card that shows it to whoever asked for it, in their private chat. */
export const reportJob: JobKind<ReportJob> = { name: 'report', version: 1, body };

/** The words of codes are the provider's. */
type ReportSettings = HandoutSettings & Pick<Settings, 'wire'>;

const cursor = z.object({
  file: z.string(),
  /** Of the file so far. */
  chunks: z.number(),
  rows: z.number(),
  /** The position of the next message. */
  from: z.number(),
  /** Behind which of the earlier look-ups that the card shows to go on; null: its own come first. */
  cachedAfter: z.number().nullable().default(null),
  written: written.nullable().default(null),
});
type Cursor = z.infer<typeof cursor>;

/** Rows read and put into words in one step, which takes some ten milliseconds. */
const STEP = 1_000;
/** Bytes of a file that are stored at once, a step more or less: that holds nobody up for longer. */
const STORED = 512 * 1024;
const TRIES = 6;

/** A file of numbers is not for a group. */
const inPrivate = ({ personId }: ReportJob, language: string, now: number) => ({
  chatId: personId,
  threadId: null,
  replyTo: null,
  language,
  personId,
  now,
});

/** What was chosen in the private chat, or else what its person's Telegram speaks: a group has a language of its own. */
const languageFor = async (db: Reader, asked: Card, { personId }: ReportJob): Promise<string> =>
  (await chosenLanguage(db, personId)) ??
  (asked.chat_id === personId ? null : await telegramLanguage(db, personId)) ??
  asked.language;

/** Where the next messages of a file stand. */
type Place = Pick<Cursor, 'from' | 'cachedAfter'>;

const BEGINNING: Place = { from: 0, cachedAfter: null };

/** Rows of the file: those that come next. */
interface Rows extends Pick<Cursor, 'written'>, Place {
  readonly bytes: Buffer;
  readonly count: number;
  /** There are no more. */
  readonly isLast: boolean;
}

/** Puts rows into words until the budget is spent, or there are enough to be stored. */
async function rowsFrom(
  { store, budget, body, cursor: at }: Reading<ReportJob, Cursor>,
  table: ReportTable,
  locale: Locale,
  { hasDialect }: ReportSettings['wire'],
): Promise<Rows> {
  const { format = 'csv', only } = body;
  const pieces: Buffer[] = [];
  let [count, length] = [0, 0];
  let place: Place = at ?? BEGINNING;
  let written = at?.written ?? null;
  let isFirst = at === null;
  let isLast = false;
  do {
    const { messages, tries, ids, readings, changed, stopped, next } = await page(store, body, place);
    const isCached = place.cachedAfter !== null;
    const rows = messages.flatMap((message) => {
      const own = tries.get(message.id);
      const all = own ? [message, ...own] : [message];
      if (only && !all.some((one) => mayBeThere(one, hasDialect))) return [];
      const told = {
        tries: own,
        readings,
        changed: changed.get(message.id),
        stopped: stopped.get(message.id),
      };
      return [table.row(message, { ids: all.flatMap(({ id }) => ids.get(id) ?? []), ...told, isCached })];
    });
    isLast = next === null;
    const { header, sheet } = table;
    const piece = await pieceOf(format, sheet, locale, { header, rows, isFirst, isLast, written });
    pieces.push(piece.bytes);
    count += rows.length;
    length += piece.bytes.length;
    written = piece.written;
    isFirst = false;
    place = next ?? place;
  } while (!isLast && !budget.isSpent() && length < STORED);
  const { from, cachedAfter } = place;
  return { bytes: Buffer.concat(pieces), written, from, cachedAfter, count, isLast };
}

/** The next messages of a card, or of those that an alert tells of, and the position behind them; null: there are none. */
async function messagesOf(
  db: Snapshot,
  { of, alertId }: ReportJob,
  { from, cachedAfter }: Place,
  limit = STEP,
): Promise<{ readonly messages: Message[]; readonly next: Place | null }> {
  if (cachedAfter !== null) {
    const messages = await cachedOfCard(db, of, { after: cachedAfter, limit });
    const last = messages.at(-1);
    return { messages, next: last && messages.length === limit ? { from, cachedAfter: last.id } : null };
  }
  if (alertId === undefined) {
    const messages = await pageOfCard(db, of, { from, limit });
    const last = messages.at(-1);
    if (last && messages.length === limit)
      return { messages, next: { from: last.position + 1, cachedAfter } };
    const [earlier] = await cachedOfCard(db, of, { after: 0, limit: 1 });
    return { messages, next: earlier ? { from, cachedAfter: 0 } : null };
  }
  const ids = await messagesTold(db, alertId);
  const messages = await findMessages(db, ids.slice(from, from + limit));
  return { messages, next: from + limit < ids.length ? { from: from + limit, cachedAfter } : null };
}

/** Some messages with what else is told of them, as it was at one moment. */
const page = (store: Pick<Store, 'read'>, body: ReportJob, from: Place) =>
  store.read(async (db) => {
    const { messages, next } = await messagesOf(db, body, from);
    const chained = messages.filter(({ chain }) => chain !== null).map(({ id }) => id);
    const tries = await triesAfter(db, chained);
    const ids = [messages, ...tries.values()].flat().map(({ id }) => id);
    return {
      messages,
      tries,
      next,
      ids: await providerIdsOf(db, ids),
      readings: await readingsOf(db, ids),
      changed: await changedOf(db, messages),
      stopped: await stoppedOf(
        db,
        messages.map(({ id }) => id),
      ),
    };
  });

/** What is reported, and how. */
async function reported(db: Reader, configured: ReportSettings, body: ReportJob) {
  const asked = await findCard(db, body.of);
  const [first] = [
    ...(await messagesOf(db, body, BEGINNING, 1)).messages,
    ...(await messagesOf(db, body, { ...BEGINNING, cachedAfter: 0 }, 1)).messages,
  ];
  if (!asked || !first) throw new Error(`card ${body.of} has no messages to report`);
  const settings = await settingsOf(db, asked.chat_id, configured);
  const chosen = await languageFor(db, asked, body);
  const language = isLanguage(chosen) ? chosen : settings.language;
  const locale = localeFor(language, settings.timeZone);
  // Messages of several orders have texts that are forgotten each at its own time.
  const withTexts = body.alertId === undefined;
  const table = reportTable(locale, settings, first, withTexts);
  return { asked, first, language, locale, table };
}

const readReport =
  (configured: ReportSettings) =>
  async (reading: Reading<ReportJob, Cursor>): Promise<Rows> => {
    const { table, locale } = await reported(reading.store.db, configured, reading.body);
    return rowsFrom(reading, table, locale, configured.wire);
  };

/** Adds the rows that were read to the file. */
async function makeReport(
  configured: ReportSettings,
  { tx, read: rows, body, cursor: at, now }: Piece<ReportJob, Cursor, Rows>,
): Promise<Cursor | null> {
  const { asked, first, language, table } = await reported(tx.db, configured, body);
  const begin = async () => {
    const of = first.forgotten_at === null && body.alertId === undefined ? first.order_id : null;
    const file = await createFile(tx, { name: table.name(asked.created_at, body.format ?? 'csv'), of, now });
    return { file, chunks: 0, rows: 0 };
  };
  const { file, ...before } = at ?? (await begin());
  const { from, cachedAfter, written } = rows;
  const next = {
    file,
    chunks: await addBytes(tx, file, before.chunks, rows.bytes),
    rows: before.rows + rows.count,
    from,
    cachedAfter,
    written,
  };
  if (!rows.isLast) return next;
  await finishFile(tx, file, next.chunks);
  const made = { file, channel: first.channel, rows: next.rows };
  const { chat_id: chatId, thread_id: threadId } = asked;
  const report = { kind: reportCard, body: { of: body.of, made }, personId: body.personId, language };
  const about = { what: `channel-${first.channel}`, numbers: made.rows };
  await handOut(tx, configured, { ...report, ...about, from: { chatId, threadId: threadId ?? 0 } }, now);
  return null;
}

async function tellGivenUp(tx: Tx, body: ReportJob, now: number): Promise<void> {
  const asked = await findCard(tx.db, body.of);
  if (!asked) return;
  await writeCard(tx, noticeCard, {
    ...inPrivate(body, await languageFor(tx.db, asked, body), now),
    body: { lines: [{ id: 'report-given-up' }] },
  });
}

export const reportWork = (settings: ReportSettings): JobWork =>
  jobWork(reportJob, {
    cursor,
    maxTries: TRIES,
    read: readReport(settings),
    piece: (piece) => makeReport(settings, piece),
    givenUp: tellGivenUp,
  });
