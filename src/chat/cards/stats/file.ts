import { z } from 'zod';
import { type JobKind, type JobWork, jobWork } from '../../../jobs/kind.ts';
import { formatMoney } from '../../../messages/money.ts';
import { isFailed } from '../../../messages/status.ts';
import type { Snapshot } from '../../../store/engine/database.ts';
import { type Alike, linesOf } from '../../../store/stats/stats.ts';
import { settingsOf } from '../../context.ts';
import { csvDecimal } from '../../csv.ts';
import type { Locale } from '../../locale.ts';
import { type Span, stepsOf } from '../../times/period.ts';
import { giveCsv, privateLocale, tellNotMade } from '../csv/give.ts';
import { type AskedStats, askedStats } from './body.ts';
import { periodInName, periodWords, reasonWords, type StatsSettings } from './lines.ts';
import { makerNames } from './view.ts';

/** `chatId`: where the figures stand, by whose zone they are counted; null in what was asked for before it was kept. */
const body = z.object({
  asked: askedStats,
  personId: z.number(),
  chatId: z.number().nullable().default(null),
});
type FileJob = z.infer<typeof body>;

/** Makes a table of all that a period's figures add up, for whoever asked for it. */
export const statsFileJob: JobKind<FileJob> = { name: 'stats-file', version: 1, body };

/** A table of more rows is for no spreadsheet. */
const ROWS = 100_000;

const HEADER = [
  'stats-when',
  'stats-channel',
  'stats-sender',
  'report-operator',
  'stats-who',
  'report-status',
  'report-error',
  'stats-count',
  'stats-paid-parts',
];

/** All that is counted of each step, until there are too many rows. */
async function readLines(
  db: Snapshot,
  asked: AskedStats,
  timeZone: string,
): Promise<readonly (Alike & { readonly at: Span })[]> {
  const lines: (Alike & { readonly at: Span })[] = [];
  for (const at of stepsOf(asked, timeZone)) {
    for (const line of await linesOf(db, at, asked.filter)) lines.push({ ...line, at });
    if (lines.length >= ROWS) break;
  }
  return lines.slice(0, ROWS);
}

function cellsOf(
  locale: Locale,
  { timeZone, wire }: StatsSettings,
  names: ReadonlyMap<string, string>,
): (line: Alike & { readonly at: Span }) => string[] {
  const clock = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return ({ at, ...line }) => [
    clock.format(at.from),
    line.channel,
    line.sender,
    line.operator || locale.t('stats-unknown'),
    names.get(line.maker) ?? line.maker,
    isFailed(line.state) ? reasonWords(locale, line, wire) : locale.t(`state-${line.state}`),
    String(line.error ?? line.command_status ?? ''),
    String(line.messages),
    String(line.parts),
    // What the provider has named no price of costs nobody knows what.
    line.cost === 0 ? '' : csvDecimal(formatMoney(line.cost), locale),
  ];
}

export const statsFileWork = (configured: StatsSettings): JobWork =>
  jobWork(statsFileJob, {
    cursor: z.never(),
    maxTries: 4,
    async read({ store, body: { asked, personId, chatId } }) {
      const settings = await settingsOf(store.db, chatId ?? personId, configured);
      const { timeZone } = settings;
      const locale = await privateLocale(store.db, personId, configured);
      const lines = await store.read((db) => readLines(db, asked, timeZone));
      const names = await makerNames(
        store.db,
        locale,
        lines.map(({ maker }) => maker),
      );
      const header = [
        ...HEADER.map((id) => locale.t(id)),
        locale.t('report-cost', { currency: settings.currency }),
      ];
      const rows = lines.map(cellsOf(locale, settings, names));
      const words = periodWords(locale, asked, timeZone);
      const name = `stats-${periodInName(asked, timeZone)}.csv`;
      return { locale, table: { name, caption: `📊 ${words}`, header, rows } };
    },
    async piece({ tx, read: { locale, table }, body: { personId }, now }) {
      await giveCsv(tx, table, { personId, role: 'viewer', locale, now });
      return null;
    },
    async givenUp(tx, { personId }, now) {
      await tellNotMade(tx, personId, await privateLocale(tx.db, personId, configured), now);
    },
  });
