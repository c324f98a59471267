import { z } from 'zod';
import { withoutConsent } from '../../desk/consent.ts';
import { type Placed, placeOrder, type Wanted } from '../../desk/order.ts';
import { QuotaExceeded } from '../../desk/quota.ts';
import { OnStopList } from '../../desk/stop-list.ts';
import type { Encoding } from '../../files/encoding.ts';
import { TableRefused } from '../../files/refusal.ts';
import { type JobWork, jobWork, type Piece, type Reading } from '../../jobs/kind.ts';
import { type Channel, isLookup } from '../../messages/request.ts';
import { contactsNamed } from '../../store/book/contacts.ts';
import { type Card, findCard } from '../../store/chats/cards.ts';
import { finishFile } from '../../store/chats/files.ts';
import type { Reader, Snapshot, Tx } from '../../store/engine/database.ts';
import { findEach } from '../../store/engine/update-each.ts';
import { showOrder } from '../../store/orders/orders.ts';
import type { Addressee } from '../../store/orders/recipient-lists.ts';
import { sentBefore } from '../../store/orders/tables.ts';
import { type FreshLookup, hideCached, showCached } from '../../store/provider/cached-lookups.ts';
import { operatorsOf } from '../../store/provider/operators.ts';
import { onStopList } from '../../store/stop-list/stop-list.ts';
import { ownersFor } from '../book/owners.ts';
import { readBody, rewriteBody, turnInto } from '../cards/kind.ts';
import { lookupCard } from '../cards/lookup/body.ts';
import { noticeCard } from '../cards/notice/body.ts';
import { nameById } from '../cards/presser.ts';
import { sendCard } from '../cards/send/body.ts';
import { type SentTable, sentTable } from '../cards/sent-table.ts';
import { type TableBody, tableCard } from '../cards/table/body.ts';
import type { Settings } from '../context.ts';
import { isLanguage, type Locale, localeFor } from '../locale.ts';
import { overLine } from '../people/quotas.ts';
import { freshOf } from '../sending/cached.ts';
import { tableJob } from './begin.ts';
import { beginningWith, encodingsOf } from './encodings.ts';
import { type Kept, keep, NOTHING_KEPT, together } from './kept.ts';
import type { ContactsOf } from './names-in-table.ts';
import {
  type Batch,
  isForTable,
  type OperatorsOf,
  openReading,
  type StoppedOf,
  type TableProblem,
  TableReading,
  type Tables,
} from './reading.ts';

const TRIES = 6;
/** How many a table is for, as far as is known before it is read. */
const ROWS_OF_A_TABLE = Number.POSITIVE_INFINITY;
/** The same file is spoken of for so long (ms). */
const REMEMBERED_MS = 24 * 3600 * 1000;

/** A table that is open. A kill forgets it, and it is read from the beginning: nothing was promised yet. */
interface Session {
  readonly reading: TableReading;
  kept: Kept;
  /** What was read and has not landed yet. */
  batch: Batch | null;
  /** Those of it that were looked up not long ago. */
  fresh: readonly FreshLookup[] | null;
}

/** What was read for a piece. Null: nothing is to be read any more. */
type Read = Session | { readonly problem: TableProblem; readonly encodings: readonly Encoding[] } | null;

type TableSettings = Omit<Settings, 'username' | 'linkKey'>;
type Job = z.infer<(typeof tableJob)['body']>;

const cursor = z.object({});

async function readingOf(db: Reader, { cardId }: Job): Promise<{ card: Card; body: TableBody } | null> {
  const card = await findCard(db, cardId);
  const body = card && readBody(tableCard, card);
  return card && body && body.state.is === 'reading' ? { card, body } : null;
}

/** Reads tables that people sent, in pieces, and makes orders of them, which wait for a person's word. */
export function tableWork(configured: TableSettings, tables: Tables): JobWork {
  const sessions = new Map<string, Session>();

  const localeOn = ({ language }: Card): Locale =>
    localeFor(isLanguage(language) ? language : configured.language, configured.timeZone);

  /** Of texts there is nothing to be found. */
  const freshIn = (db: Snapshot, channel: Channel, addressees: readonly Addressee[]) =>
    freshOf(db, configured, {
      channel,
      numbers: addressees.filter((one) => typeof one === 'string'),
      now: Date.now(),
    });

  async function end(cardId: string): Promise<void> {
    const session = sessions.get(cardId);
    sessions.delete(cardId);
    await session?.reading.end();
  }

  async function read({ store, body: job, budget }: Reading<Job, object>): Promise<Read> {
    const found = await readingOf(store.db, job);
    if (!found) return null;
    const { source } = found.body;
    const { content, column, encoding } = source;
    if (!isForTable(content)) throw new Error(`a table for ${content.channel}`);
    let session = sessions.get(job.cardId);
    if (!session) {
      const { fileId } = source.document;
      const order = { fileId, content, column, encoding, language: found.card.language };
      const stopped: StoppedOf = (numbers) => onStopList(store.db, isLookup(content.channel) ? [] : numbers);
      const owners = ownersFor(found.card.person_id ?? 0);
      const contacts: ContactsOf = (keys) => store.read((db) => contactsNamed(db, owners, keys));
      const operators: OperatorsOf = (numbers) =>
        store.read(async (db) => {
          const asked = isLookup(content.channel) ? [] : numbers;
          return new Map(await findEach(asked, async (some) => [...(await operatorsOf(db, some))]));
        });
      const about = { stopped, contacts, operators };
      const reading = await openReading(order, configured, tables, about);
      if (!(reading instanceof TableReading)) {
        return { problem: reading.problem, encodings: encodingsOf(reading.about, encoding) };
      }
      session = { reading, kept: NOTHING_KEPT, batch: null, fresh: null };
      sessions.set(job.cardId, session);
    }
    try {
      const maker = { kind: 'person', id: found.card.person_id ?? 0 } as const;
      // A table is for several, however few it has so far.
      const asked = { maker, content, total: ROWS_OF_A_TABLE };
      session.batch ??= await session.reading.batch(budget, (numbers) =>
        store.read((db) => withoutConsent(db, asked, numbers)),
      );
      const { addressees } = session.batch;
      session.fresh ??= await store.read((db) => freshIn(db, content.channel, addressees));
      return session;
    } catch (error) {
      const { about } = session.reading.found;
      await end(job.cardId);
      if (error instanceof TableRefused) {
        return { problem: error.refusal, encodings: encodingsOf(about, encoding) };
      }
      throw error;
    }
  }

  async function piece({
    tx,
    read,
    body: job,
    now,
    landed,
  }: Piece<Job, object, Read>): Promise<object | null> {
    const over = () => void end(job.cardId);
    const found = await readingOf(tx.db, job);
    if (!found || !read) {
      landed(over);
      return null;
    }
    const { card, body } = found;
    if ('problem' in read) {
      await rewriteBody(tx, tableCard, card, { ...body, state: { is: 'refused', ...read } }, now);
      return null;
    }
    const { reading, batch, fresh } = read;
    if (!batch || !fresh) throw new Error('nothing was read for a piece');
    const locale = localeOn(card);
    // An earlier reading of it may have left some.
    if (read.kept === NOTHING_KEPT) await hideCached(tx, card.id);
    await showCached(tx, card.id, fresh);
    const known = new Set(fresh.map(({ recipient }) => recipient));
    const asked = batch.addressees.filter((one) => typeof one !== 'string' || !known.has(one));
    const cached = together(read.kept.cached, fresh);
    const kept = await keep(tx, { ...read.kept, cached }, { ...batch, addressees: asked }, locale, now);
    if (!batch.isLast) {
      const state = { is: 'reading', rows: reading.count.rows } as const;
      await rewriteBody(tx, tableCard, card, { ...body, state }, now);
      landed(() => {
        read.kept = kept;
        read.batch = null;
        read.fresh = null;
      });
      return {};
    }
    await finish(tx, { card, body }, reading, kept, now);
    landed(over);
    return null;
  }

  /** Makes the order of all that was read. */
  async function finish(
    tx: Tx,
    { card, body }: { card: Card; body: TableBody },
    reading: TableReading,
    { first, list, unsent, cached }: Kept,
    now: number,
  ): Promise<void> {
    const { source } = body;
    const { count, found, refused } = reading;
    const encodings = encodingsOf(found.about, source.encoding);
    const nobody = (whyNot: Readonly<Record<string, number>>) => {
      const bad = { ...(count.duplicates > 0 && { duplicate: count.duplicates }), ...whyNot };
      const problem = {
        kind: 'nobody',
        rows: count.rows,
        reason: refused,
        bad,
        missing: count.missing,
      } as const;
      return rewriteBody(tx, tableCard, card, { ...body, state: { is: 'refused', problem, encodings } }, now);
    };
    if (count.messages === 0) return nobody(count.bad);
    if (unsent) await finishFile(tx, unsent.file, unsent.chunks);
    const { channel } = source.content;
    const before = await sentBefore(tx.db, { digest: found.digest, channel }, now - REMEMBERED_MS);
    const { column, others, names } = found.layout;
    const candidates = [column, ...others].sort((one, other) => one - other);
    const table: SentTable = {
      source,
      sheet: found.about.kind === 'workbook' ? found.about.sheet : null,
      columns: beginningWith(candidates, column),
      named: names[column] || null,
      encodings,
      places: found.places,
      foreign: found.foreign,
      twins: found.twins,
      preview: sentTable.shape.preview.parse(count),
      unsent: unsent?.file ?? null,
      before: await Promise.all(
        before.map(async ({ personId, at, n }) => ({ name: await nameById(tx.db, personId), at, n })),
      ),
    };
    const common = { duplicates: [], bad: [], looked: {}, lacks: source.lacks, names: {}, table };
    const shown = { language: card.language, now };
    if (first.length === 0) return turnInto(tx, lookupCard, card, { ...shown, body: { ...common, cached } });
    const placed = await placedOrOver(tx, {
      origin: `table ${body.origin}`,
      maker: { kind: 'person', id: card.person_id ?? 0 },
      place: { chatId: card.chat_id, threadId: card.thread_id },
      content: source.content,
      fallback: source.fallback,
      recipients: first,
      others: list ?? undefined,
      tableDigest: found.digest,
      isDraft: true,
      sendAt: source.sendAt,
      atAnyHour: source.atAnyHour,
      writtenAt: source.writtenAt,
      now,
    }).catch((error) => {
      // All of them were put on the stop list meanwhile.
      if (error instanceof OnStopList) return 'nobody' as const;
      throw error;
    });
    if (placed === 'nobody') return nobody({ ...count.bad, stopped: count.messages });
    if (!placed) throw new Error('a table was placed before');
    if (placed instanceof QuotaExceeded) {
      const lines = [await overLine(tx.db, localeOn(card), configured, placed)];
      return turnInto(tx, noticeCard, card, { ...shown, body: { lines } });
    }
    const { id, ...asked } = placed;
    if (isLookup(channel)) await turnInto(tx, lookupCard, card, { ...shown, body: { ...common, cached } });
    else {
      const body = { ...asked, ...common, beside: [], resent: false, choosing: null, zone: null, held: null };
      await turnInto(tx, sendCard, card, { ...shown, body });
    }
    await showOrder(tx, id, card.id);
  }

  /** Who sent the table may perhaps have no more sent today. */
  const placedOrOver = (tx: Tx, wanted: Wanted): Promise<Placed | QuotaExceeded | null> =>
    placeOrder(tx, configured, wanted).catch((error) => {
      if (error instanceof QuotaExceeded) return error;
      throw error;
    });

  return jobWork<Job, object, Read>(tableJob, {
    cursor,
    maxTries: TRIES,
    read,
    piece,
    async givenUp(tx, job, now) {
      await end(job.cardId);
      const found = await readingOf(tx.db, job);
      if (!found) return;
      const state = { is: 'refused', problem: { kind: 'failed' }, encodings: [] } as const;
      await rewriteBody(tx, tableCard, found.card, { ...found.body, state }, now);
    },
    async stop() {
      await Promise.all([...sessions.keys()].map(end));
    },
  });
}
