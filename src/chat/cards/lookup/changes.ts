import { changesBetween, LOOKUP_CHANGES, type LookupChange } from '../../../messages/lookup-changes.ts';
import { operatorOf } from '../../../messages/receipt.ts';
import type { Snapshot } from '../../../store/engine/database.ts';
import { lookupOf } from '../../../store/orders/documents.ts';
import { type EarlierLookup, earlierLookups, type Found } from '../../../store/provider/earlier-lookups.ts';
import type { Locale } from '../../locale.ts';
import { shorten } from '../../show/view.ts';
import { listed } from '../words.ts';
import { ageWords } from './age.ts';
import { roamingOf } from './finding.ts';

/** What goes before each change: another SIM card and another operator are warned about. */
const SIGNS: Readonly<Record<LookupChange, string>> = {
  sim: '⚠️',
  operator: '⚠️',
  'roaming-began': '✈',
  'roaming-ended': '🏠',
};

/** What is shown of an operator or of a place (UTF-16 units). */
const NAME_LENGTH = 60;

/** What a look-up found, and what is otherwise than the last time. */
export interface Changed {
  readonly message: Found;
  readonly changes: readonly LookupChange[];
  readonly earlier: EarlierLookup;
}

/** Those look-ups that found something else than the ones of their numbers before. */
export async function changedOf(db: Snapshot, messages: readonly Found[]): Promise<Map<number, Changed>> {
  const found = messages.filter(({ lookup }) => lookup !== null);
  if (found.length === 0) return new Map();
  // All of them, which may be on end: those that found nothing have nothing to be otherwise.
  const earlier = await earlierLookups(
    db,
    messages.map(({ id }) => id),
  );
  const changed = new Map<number, Changed>();
  for (const message of found) {
    const last = earlier.get(message.id);
    const lookup = lookupOf(message);
    const changes = last && lookup ? changesBetween(last.lookup, lookup) : [];
    if (last && changes.length > 0) changed.set(message.id, { message, changes, earlier: last });
  }
  return changed;
}

/** Each change in words: "another SIM card than 3 days ago". */
export function changeWords(locale: Locale, { message, changes, earlier }: Changed): string[] {
  const lookup = lookupOf(message);
  if (!lookup) return [];
  const age = ageWords(locale, (message.ended_at ?? earlier.at) - earlier.at);
  const name = (words: string | null) => shorten(words ?? '', NAME_LENGTH);
  return changes.map((change) =>
    locale.t(`changed-${change}`, {
      age,
      was: name(operatorOf(earlier.lookup)),
      is: name(operatorOf(lookup)),
      where: name(change === 'roaming-ended' ? roamingOf(earlier.lookup) : roamingOf(lookup)),
    }),
  );
}

/** The same with the sign of each. */
export const changeLines = (locale: Locale, changed: Changed): string[] =>
  changeWords(locale, changed).map((words, nth) => `${SIGNS[changed.changes[nth] ?? 'operator']} ${words}`);

/** "⚠️ 3 × another operator: +7 …, +7 … and 1 more": who they are, by what has changed. */
export function changedLines(
  locale: Locale,
  changed: Iterable<Changed>,
  nameOf: (recipient: string) => string,
): string[] {
  const all = [...changed];
  return LOOKUP_CHANGES.flatMap((change) => {
    const who = all.filter(({ changes }) => changes.includes(change));
    if (who.length === 0) return [];
    const list = listed(
      locale,
      who.map(({ message }) => nameOf(message.recipient)),
    );
    return `${SIGNS[change]} ${locale.t(`changed-many-${change}`, { n: who.length, list })}`;
  });
}
