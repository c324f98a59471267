import type { Reader } from '../../store/engine/database.ts';
import type { StopEntry } from '../../store/stop-list/stop-list.ts';
import { nameById } from '../cards/presser.ts';
import type { Locale } from '../locale.ts';

/** "they answered STOP, 3 Nov 14:05", "added by Olga, 3 Nov 14:05: “asked by phone”" */
export async function whyStopped(
  db: Reader,
  locale: Locale,
  { source, madeBy, why, at }: StopEntry,
  now: number,
): Promise<string> {
  const name = madeBy === null ? '' : await nameById(db, madeBy);
  const line = locale.t(`stopped-by-${source}`, { name, time: locale.time(at, now) });
  return why === null ? line : `${line}: ${locale.t('quoted', { words: why })}`;
}
