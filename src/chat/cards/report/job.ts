import { z } from 'zod';
import { type JobKind, type JobWork, jobWork, type Piece } from '../../../jobs/kind.ts';
import { type Card, findCard } from '../../../store/cards.ts';
import type { Reader, Tx } from '../../../store/database.ts';
import { addChunk, createFile, finishFile } from '../../../store/files.ts';
import { providerIdsOf } from '../../../store/history.ts';
import { messagesOfCard } from '../../../store/outbox.ts';
import { type ChatSettings, type Settings, settingsOf } from '../../context.ts';
import { BYTE_ORDER_MARK, csvLines } from '../../csv.ts';
import { chosenLanguage } from '../../language.ts';
import { isLanguage, type Locale, localeFor } from '../../locale.ts';
import { writeCard } from '../kind.ts';
import { noticeCard } from '../notice/body.ts';
import { reportCard } from './body.ts';
import { type ReportTable, reportTable } from './table.ts';

const body = z.object({
  /** The card of the messages. */
  of: z.string(),
  /** Who asked for the file. */
  personId: z.number(),
});
type ReportJob = z.infer<typeof body>;

/** Makes a file of a card's messages, and the card that shows it to whoever asked for it, in their private chat. */
export const reportJob: JobKind<ReportJob> = { name: 'report', version: 1, body };

/** The words of codes are the provider's. */
export type ReportSettings = ChatSettings & Pick<Settings, 'wire'>;

const cursor = z.object({
  file: z.string(),
  /** Of the file so far. */
  chunks: z.number(),
  rows: z.number(),
  /** The position of the next message. */
  from: z.number(),
});
type Cursor = z.infer<typeof cursor>;

/** Rows read and written in one step, which takes some milliseconds. */
const STEP = 50;
/** A chunk is not made longer (UTF-16 units). */
const CHUNK = 64 * 1024;
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

/** Of the private chat; where nothing was chosen there, of the card of the messages. */
const languageFor = async (db: Reader, asked: Card, { personId }: ReportJob): Promise<string> =>
  (await chosenLanguage(db, personId)) ?? asked.language;

/** Adds rows to the file until the budget is spent. `last`: there are no more. */
async function addRows(
  { tx, budget, body: { of } }: Piece<ReportJob, Cursor>,
  { file, chunks, ...at }: Cursor,
  table: ReportTable,
  locale: Locale,
): Promise<{ next: Cursor; last: boolean }> {
  let { rows, from } = at;
  let text = chunks === 0 ? BYTE_ORDER_MARK + csvLines([table.header], locale) : '';
  let last = false;
  do {
    const messages = await messagesOfCard(tx.db, of, STEP, from);
    const ids = await providerIdsOf(
      tx.db,
      messages.map(({ id }) => id),
    );
    text += csvLines(
      messages.map((message) => table.row(message, ids.get(message.id) ?? [])),
      locale,
    );
    rows += messages.length;
    from = (messages.at(-1)?.position ?? from) + 1;
    last = messages.length < STEP;
  } while (!last && !budget.isSpent() && text.length < CHUNK);
  await addChunk(tx, file, chunks, Buffer.from(text));
  return { next: { file, chunks: chunks + 1, rows, from }, last };
}

async function makeReport(
  configured: ReportSettings,
  piece: Piece<ReportJob, Cursor>,
): Promise<Cursor | null> {
  const { tx, body, now } = piece;
  const asked = await findCard(tx.db, body.of);
  const [first] = await messagesOfCard(tx.db, body.of, 1);
  if (!asked || !first) throw new Error(`card ${body.of} has no messages to report`);
  const settings = await settingsOf(tx.db, asked.chat_id, configured);
  const chosen = await languageFor(tx.db, asked, body);
  const language = isLanguage(chosen) ? chosen : settings.language;
  const locale = localeFor(language, settings.timeZone);
  const table = reportTable(locale, settings, first.channel);
  const begin = async () => {
    const of = first.forgotten_at === null ? first.order_id : null;
    const file = await createFile(tx, { name: table.name(asked.created_at), of, now });
    return { file, chunks: 0, rows: 0, from: 0 };
  };
  const { next, last } = await addRows(piece, piece.cursor ?? (await begin()), table, locale);
  if (!last) return next;
  await finishFile(tx, next.file, next.chunks);
  const made = { file: next.file, channel: first.channel, rows: next.rows };
  await writeCard(tx, reportCard, { ...inPrivate(body, language, now), body: { of: body.of, made } });
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
    piece: (piece) => makeReport(settings, piece),
    givenUp: tellGivenUp,
  });
