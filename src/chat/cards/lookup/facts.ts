import { FormattedString } from '@grammyjs/parse-mode';
import type { NumberFacts } from '../../../messages/number-facts.ts';
import { countryOfNumber } from '../../../messages/recipient.ts';
import { knownFacts } from '../../../store/provider/number-facts.ts';
import { legible } from '../../latin.ts';
import { countryName } from '../../locale.ts';
import { shorten, type ViewContext } from '../../show/view.ts';

/** What the provider says of a number is shown up to here (UTF-16 units). */
const LENGTH = 200;

/**
 * "MegaFon · Novosibirskaya oblast · UTC+7", as far as it is known, beside what the phone's network says. The provider has it
 * in Russian.
 */
export async function factsLines({ db, locale }: ViewContext, number: string): Promise<FormattedString[]> {
  const facts = await knownFacts(db, number);
  if (!facts) return [];
  const country = countryOfNumber(number);
  const place =
    facts.region ?? (country === null ? facts.country : facts.country && countryName(locale, country));
  const words = [facts.operator, place, zoneOf(facts)].filter((word) => word !== null);
  if (words.length === 0) return [];
  const line = shorten(legible(words.join(' · '), locale.language), LENGTH);
  return [FormattedString.join([FormattedString.bold(locale.t('lookup-number')), ` ${line}`])];
}

/** "UTC+5:30" */
function zoneOf({ tz }: NumberFacts): string | null {
  if (tz === null) return null;
  const [hours, minutes] = [Math.floor(Math.abs(tz) / 60), Math.abs(tz) % 60];
  const rest = minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`;
  return `UTC${tz < 0 ? '−' : '+'}${hours}${rest}`;
}
