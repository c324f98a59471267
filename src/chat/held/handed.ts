import { FIRST, GAP, LEAD, listed, plain, TO_CUSTOMER, unadorned, whole } from './lists.ts';

/*
 * Customers are handed on in a few turns of phrase, whatever the colleague is called: "hand this over to olga", "olga can
 * you take this one", "let olga answer". What is told to customers names a thing, or speaks to them: "hand the parcel to
 * the courier", "Olga will take this one for you".
 */

const words = (...ids: readonly string[]): string => whole(listed(...ids));
const NOT_NAMED = words('typed-hand-over-not', 'typed-you', 'typed-to-customer');
const NO_NAME = words(
  'typed-take-not',
  'typed-lead',
  'typed-take-let',
  'typed-take-ask',
  'typed-hand-over-not',
);
/** A word that may be somebody's name. */
const NAME = `(?!${NO_NAME})(?<name>\\p{L}{2,})`;
const BEGINNING = `${FIRST}(?:${words('typed-hand-lead', 'typed-lead')}${GAP}){0,4}`;
const BEHIND = `(?:[\\s\\p{P}]*${words('typed-take-behind')}){0,6}[\\s\\p{P}\\p{S}]*$`;
const OVER = words('typed-hand-over');
const TO = words('typed-hand-over-to');
const TAKE = words('typed-take');

/** `olga, hand this over to nik`: somebody may be addressed before it. */
const HANDS = `${BEGINNING}(?:(?!${NO_NAME})\\p{L}{2,}[\\s,]+(?:${words('typed-lead', 'typed-hand-lead')}[\\s,]+){0,4})?${OVER}\\s+`;
const OVER_CUSTOMER = new RegExp(
  `${HANDS}${words('typed-hand-over-what')}\\s+(?:${TO}\\s+\\p{L}|\\p{L}+${BEHIND})`,
  'u',
);
/** `give olga this one` */
const OVER_WHOM = new RegExp(
  `${HANDS}(?!${NOT_NAMED})\\p{L}+\\s+${words('typed-hand-over-what')}${BEHIND}`,
  'u',
);
const OVER_TO_NAME = new RegExp(
  `${HANDS}(?:${words('typed-hand-over-it')}\\s+)?${TO}\\s+(?!${NOT_NAMED})\\p{L}+${BEHIND}`,
  'u',
);
/** The case that Russian names stand in says to whom; the capital letter, that it is one. */
const OVER_NAME = new RegExp(
  `${HANDS}(?:${words('typed-hand-over-it')}\\s+)?(?!${NOT_NAMED})\\p{L}+${BEHIND}`,
  'u',
);
const CAPITAL_LAST = /(?<=\S\s+)\p{Lu}\p{Ll}+[\s\p{P}]*$/u;

const LET = new RegExp(
  `${BEGINNING}${words('typed-take-let')}\\s+${NAME}\\s+(?:to\\s+)?${TAKE}${BEHIND}`,
  'u',
);
const ASKS = new RegExp(
  `${BEGINNING}(?:${words('typed-take-ask')}\\s+)?${NAME}${GAP}(?:${words('typed-take-asked', 'typed-lead')}${GAP}){0,4}${TAKE}${BEHIND}`,
  'u',
);
/** `take this one, Olga`: the capital letter says that it is a name. */
const ASKS_LAST = new RegExp(`${BEGINNING}${TAKE}[\\s,]+${NAME}${BEHIND}`, 'u');
/** `take this one olga`: nothing but a name stands there. */
const ONE_LAST = new RegExp(`${BEGINNING}${words('typed-take-one')}[\\s,]+${NAME}${BEHIND}`, 'u');
const BEHIND_ALL = new RegExp(BEHIND, 'iu');

/** Without the politeness behind. */
export const withoutBehind = (typed: string): string => unadorned(typed).replace(BEHIND_ALL, '');
const endsInName = (typed: string): boolean => CAPITAL_LAST.test(withoutBehind(typed));

/** Whether words hand the customer over to somebody. */
export function handsOver(typed: string): boolean {
  const said = plain(typed);
  if (TO_CUSTOMER.test(said.replace(LEAD, ''))) return false;
  if (OVER_CUSTOMER.test(said) || OVER_WHOM.test(said) || OVER_TO_NAME.test(said) || LET.test(said))
    return true;
  return OVER_NAME.test(said) && endsInName(typed);
}

/** Who is asked by their name to take the customer over, in small letters; null: nobody. */
export function askedToTake(typed: string): string | null {
  const said = plain(typed);
  const found = ASKS.exec(said) ?? ONE_LAST.exec(said) ?? (endsInName(typed) ? ASKS_LAST.exec(said) : null);
  return found?.groups?.name ?? null;
}
