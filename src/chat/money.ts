import { formatMoney, type Money } from '../messages/money.ts';
import type { Settings } from './context.ts';

/** An amount with the currency of the account, as it is written in a chat: "12.50 RUB". */
export const moneyIn = ({ currency }: Pick<Settings, 'currency'>, amount: Money): string =>
  `${formatMoney(amount)} ${currency}`;
