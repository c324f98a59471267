import { stopListFrom } from '../../store/stop-list.ts';
import { decline } from '../answer.ts';
import { giveNumbers, privateLocale } from '../cards/csv/give.ts';
import { nameById } from '../cards/presser.ts';
import type { Context } from '../context.ts';
import { sayInPrivate } from '../in-private.ts';
import type { Did } from '../record.ts';

/** Numbers of one table, the latest. */
const MOST = 10_000;

/** Sends a table of the list to somebody's private chat. Who had their data erased is on it without a number. */
export async function exportStopped(context: Context): Promise<Did | null> {
  const { tx, person, place, settings } = context;
  const entries = await stopListFrom(tx.db, { from: 0, limit: MOST });
  if (entries.length === 0) return decline(context, 'stop-list-none');
  const locale = await privateLocale(tx.db, person.id, settings);
  const names = new Map<number, string>();
  for (const { madeBy } of entries) {
    if (madeBy !== null && !names.has(madeBy)) names.set(madeBy, await nameById(tx.db, madeBy));
  }
  const header = ['contacts-number', 'stop-list-since', 'stop-list-source', 'stop-list-by', 'unsent-why'];
  const rows = entries.map(({ number, at, source, madeBy, why }) => [
    number === null ? locale.t('stop-list-erased') : `+${number}`,
    new Date(at).toISOString(),
    locale.t(`stop-list-source-${source}`),
    madeBy === null ? '' : (names.get(madeBy) ?? ''),
    why ?? '',
  ]);
  const caption = `⛔ ${locale.t('stop-list-title')}`;
  const table = { name: 'stop-list.csv', caption, header: header.map((id) => locale.t(id)), rows };
  await giveNumbers(context, table, { what: 'stop-list-title', role: 'operator', locale });
  if (!place.isPrivate) await sayInPrivate(context, 'csv-being-made-in-private');
  return { arg: 'export' };
}
