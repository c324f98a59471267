import { z } from 'zod';
import { type JobKind, type JobWork, jobWork } from '../../../jobs/kind.ts';
import { formatMoney } from '../../../messages/money.ts';
import type { Reader } from '../../../store/engine/database.ts';
import { type Audited, auditOf } from '../../../store/people/audit.ts';
import { type ChatSettings, settingsOf } from '../../context.ts';
import { csvDecimal } from '../../csv.ts';
import type { Locale } from '../../locale.ts';
import { giveCsv, privateLocale, tellNotMade } from '../csv/give.ts';
import { periodInName, periodWords } from '../stats/lines.ts';
import { auditCard } from './body.ts';
import { actorName, deedPlace, deedWords } from './words.ts';

/** `chatId`: where it was told, by whose zone; null in what was asked for before it was kept. */
const body = z.object({
  asked: auditCard.body,
  personId: z.number(),
  chatId: z.number().nullable().default(null),
});
type FileJob = z.infer<typeof body>;

/** Makes a table of all that was done in a period, for whoever asked for it. */
export const auditFileJob: JobKind<FileJob> = { name: 'audit-file', version: 1, body };

/** A table of more rows is for no spreadsheet. */
const ROWS = 50_000;

const HEADER = [
  'report-time',
  'stats-who',
  'audit-id',
  'audit-what',
  'audit-where',
  'stats-channel',
  'audit-recipients',
];

/** Names are looked up once for each that there is. */
function once<T>(find: (of: T) => Promise<string | null>, keyOf: (of: T) => string) {
  const found = new Map<string, string>();
  return async (of: T): Promise<string> => {
    const key = keyOf(of);
    const known = found.get(key) ?? (await find(of)) ?? '';
    found.set(key, known);
    return known;
  };
}

async function rowsOf(
  db: Reader,
  locale: Locale,
  timeZone: string,
  audited: readonly Audited[],
): Promise<string[][]> {
  const clock = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const nameOf = once<Audited>(
    (one) => actorName(db, locale, one),
    ({ actor_kind, actor_id }) => `${actor_kind} ${actor_id}`,
  );
  const placeOf = once<Audited>(
    (one) => deedPlace(db, locale, one),
    ({ chat_id, thread_id }) => `${chat_id} ${thread_id}`,
  );
  const rows: string[][] = [];
  for (const one of audited) {
    rows.push([
      clock.format(one.at),
      await nameOf(one),
      one.actor_id,
      deedWords(locale, one),
      await placeOf(one),
      one.channel ?? '',
      String(one.recipients ?? ''),
      one.cost === null ? '' : csvDecimal(formatMoney(one.cost), locale),
    ]);
  }
  return rows;
}

export const auditFileWork = (settings: ChatSettings): JobWork =>
  jobWork(auditFileJob, {
    cursor: z.never(),
    maxTries: 4,
    async read({ store, body: { asked, personId, chatId } }) {
      const { timeZone, currency } = await settingsOf(store.db, chatId ?? personId, settings);
      const locale = await privateLocale(store.db, personId, settings);
      const audited = await store.read((db) => auditOf(db, asked, ROWS));
      const rows = await rowsOf(store.db, locale, timeZone, audited);
      const header = [...HEADER.map((id) => locale.t(id)), locale.t('report-cost', { currency })];
      const words = periodWords(locale, asked, timeZone);
      const name = `audit-${periodInName(asked, timeZone)}.csv`;
      return { locale, table: { name, caption: `🧾 ${words}`, header, rows } };
    },
    async piece({ tx, read: { locale, table }, body: { personId }, now }) {
      await giveCsv(tx, table, { personId, role: 'admin', locale, now });
      return null;
    },
    async givenUp(tx, { personId }, now) {
      await tellNotMade(tx, personId, await privateLocale(tx.db, personId, settings), now);
    },
  });
