import type { OnStopList } from '../../desk/stop-list.ts';
import { decline } from '../answer.ts';
import { type Names, seenIn } from '../cards/sight.ts';
import type { Context } from '../context.ts';
import { localeFor } from '../locale.ts';
import { whyStopped } from './words.ts';

/** Says that all are on the stop list to whom something was to go; of a single one, since when and why. */
export async function declineStopped(context: Context, { entries }: OnStopList, names: Names): Promise<null> {
  const { tx, language, settings, now, place } = context;
  const [[number, entry] = [], another] = entries;
  if (number === undefined || entry === undefined || another) {
    return decline(context, 'stopped-all', { n: entries.size });
  }
  const locale = localeFor(language, settings.timeZone);
  const seen = seenIn(place.chatId, number);
  const who = Object.hasOwn(names, number) ? `${names[number]} ${seen}` : seen;
  return decline(context, 'stopped-one', { who, why: await whyStopped(tx.db, locale, entry, now) });
}
