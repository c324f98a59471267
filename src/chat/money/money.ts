import type { Money } from '../../messages/money.ts';
import type { Settings } from '../context.ts';
import type { Locale } from '../locale.ts';

/** An amount with the currency of the account, as it is read in a chat: "1,234.50 RUB", in Russian "1 234,50 RUB". */
export const moneyIn = (locale: Locale, { currency }: Pick<Settings, 'currency'>, amount: Money): string =>
  `${locale.money(amount)} ${currency}`;
