import { FormattedString } from '@grammyjs/parse-mode';
import type { NumberFacts } from '../../../messages/number-facts.ts';
import { knownFacts } from '../../../store/number-facts.ts';
import { shorten, type ViewContext } from '../../show/view.ts';

/** What the provider says of a number is shown up to here (UTF-16 units). */
const LENGTH = 200;

/** "Megafon · Novosibirsk region · UTC+7", as far as it is known, beside what the phone's network says. */
export async function factsLines({ db, locale }: ViewContext, number: string): Promise<FormattedString[]> {
  const facts = await knownFacts(db, number);
  const words = facts ? [facts.operator, facts.region ?? facts.country, zoneOf(facts)].filter(Boolean) : [];
  if (words.length === 0) return [];
  const line = shorten(words.join(' · '), LENGTH);
  return [FormattedString.join([FormattedString.bold(locale.t('lookup-number')), ` ${line}`])];
}

/** "UTC+5:30" */
function zoneOf({ tz }: NumberFacts): string | null {
  if (tz === null) return null;
  const [hours, minutes] = [Math.floor(Math.abs(tz) / 60), Math.abs(tz) % 60];
  const rest = minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`;
  return `UTC${tz < 0 ? '−' : '+'}${hours}${rest}`;
}
