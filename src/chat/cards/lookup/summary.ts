import type { Message } from '../../../store/attempts/outbox.ts';
import type { Card } from '../../../store/chats/cards.ts';
import type { Snapshot } from '../../../store/engine/database.ts';
import { lookupOf } from '../../../store/orders/documents.ts';
import { cachedOfCard } from '../../../store/provider/cached-lookups.ts';
import { type Found, foundBehind } from '../../../store/provider/earlier-lookups.ts';
import { orderNumberOf } from '../../../store/tables/message-id.ts';
import type { Locale } from '../../locale.ts';
import { shorten, type ViewContext } from '../../show/view.ts';
import { recipientName } from '../first-numbers.ts';
import { byFrequency } from '../progress.ts';
import { readAll } from '../read-all.ts';
import { sightOf } from '../sight.ts';
import { listed } from '../words.ts';
import { type Changed, changedLines, changedOf } from './changes.ts';

/** Look-ups that are read in one step, some milliseconds. */
const STEP = 500;
/** Operators and countries that are named. */
const NAMED = 8;
/** What is shown of the name of one (UTF-16 units). */
const NAME_LENGTH = 40;

/** What look-ups have found, counted by what a person asks for. */
interface Summary {
  readonly operators: Map<string, number>;
  readonly countries: Map<string, number>;
  readonly roaming: Map<string, number>;
  readonly changed: Changed[];
}

const increment = (counts: Map<string, number>, name: string | null): void => {
  if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
};

/** The next that were found, behind one of them. */
type Next = (after: number | null) => Promise<Found[]>;

/** Adds all that was found to a summary. */
async function summarize(db: Snapshot, summary: Summary, next: Next): Promise<void> {
  for (let after: number | null = null; ; ) {
    const found = await next(after);
    for (const message of found) {
      const lookup = lookupOf(message);
      increment(summary.operators, lookup?.network ?? null);
      increment(summary.countries, lookup?.country ?? null);
      increment(summary.roaming, lookup?.roamingCountry ?? lookup?.roamingNetwork ?? null);
    }
    summary.changed.push(...(await changedOf(db, found)).values());
    const last = found.at(-1);
    if (!last || found.length < STEP) return;
    after = last.id;
  }
}

/** "MegaFON 812, MTS 301 and 3 more", the most frequent first. */
const counted = (locale: Locale, counts: ReadonlyMap<string, number>): string =>
  listed(
    locale,
    byFrequency(counts).map(([name, n]) => `${shorten(name, NAME_LENGTH)} ${locale.number(n)}`),
    NAMED,
  );

/** What look-ups that have all ended come to: operators, countries, who roams, and who has changed since the last time. */
export async function summaryLines(
  context: ViewContext,
  card: Card,
  first: Message,
  hasCached: boolean,
): Promise<string[]> {
  // A press looks at the buttons alone, in its transaction.
  if (first.channel !== 'hlr' || context.isPressed) return [];
  const { locale } = context;
  const summary: Summary = { operators: new Map(), countries: new Map(), roaming: new Map(), changed: [] };
  await readAll(context, first, async (db) => {
    if (first.card_id === card.id) {
      await summarize(db, summary, (after) =>
        foundBehind(db, orderNumberOf(first.id), { after, limit: STEP }),
      );
    }
    if (!hasCached) return;
    await summarize(db, summary, (after) => cachedOfCard(db, card.id, { after: after ?? 0, limit: STEP }));
  });
  const { operators, countries, roaming, changed } = summary;
  const abroad = [...roaming.values()].reduce((sum, n) => sum + n, 0);
  const sight = sightOf(context, card, first);
  return [
    ...changedLines(locale, changed, (recipient) => recipientName(sight, recipient)),
    ...(operators.size > 0 ? [locale.t('summary-operators', { list: counted(locale, operators) })] : []),
    ...(countries.size > 0 ? [locale.t('summary-countries', { list: counted(locale, countries) })] : []),
    ...(abroad > 0 ? [locale.t('summary-roaming', { n: abroad, list: counted(locale, roaming) })] : []),
  ];
}
