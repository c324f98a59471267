import { z } from 'zod';
import type { Reader } from '../../store/engine/database.ts';
import { countStopList, type StopEntry, stopListBehind } from '../../store/stop-list/stop-list.ts';
import { nameById } from '../cards/presser.ts';
import { listExport } from '../list-export.ts';
import type { Locale } from '../locale.ts';

const HEADER = ['contacts-number', 'stop-list-since', 'stop-list-source', 'stop-list-by', 'unsent-why'];

async function tableOf(db: Reader, entries: readonly StopEntry[], locale: Locale) {
  const names = new Map<number, string>();
  for (const { madeBy } of entries) {
    if (madeBy !== null && !names.has(madeBy)) names.set(madeBy, await nameById(db, madeBy));
  }
  const rows = entries.map(({ number, at, source, madeBy, why }) => [
    number === null ? locale.t('stop-list-erased') : `+${number}`,
    new Date(at).toISOString(),
    locale.t(`stop-list-source-${source}`),
    madeBy === null ? '' : (names.get(madeBy) ?? ''),
    why ?? '',
  ]);
  return { header: HEADER.map((id) => locale.t(id)), rows };
}

/** The whole list, the latest first. Who had their data erased is on it without a number. */
export const stopListExport = listExport({
  name: 'export-stop-list',
  file: 'stop-list',
  sign: '⛔',
  title: 'stop-list-title',
  none: 'stop-list-none',
  after: z.object({ at: z.number(), digest: z.string() }),
  afterOf: ({ at, digest }: StopEntry) => ({ at, digest }),
  count: countStopList,
  items: (db, _personId, after, limit) => stopListBehind(db, after, limit),
  table: tableOf,
});
