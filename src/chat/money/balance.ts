import { isHttpError } from '../../messages/http-error.ts';
import { BALANCE, type KnownBalance, knownBalance } from '../../store/provider/balance.ts';
import { askProvider } from '../../store/provider/provider-questions.ts';
import type { Context } from '../context.ts';
import type { Locale } from '../locale.ts';
import type { ViewContext } from '../show/view.ts';
import { moneyIn } from './money.ts';

/** What was told so lately (ms) is not asked again, since many may ask at once; nor is who refused it. */
const FRESH_MS = 5_000;
const REFUSED_MS = 60_000;

/** Has the provider asked what is left; the card is looked at again once it has answered, or cannot be asked. */
export async function askBalance({ tx, now }: Context, cardId: string): Promise<void> {
  const known = await knownBalance(tx.db);
  const again = known === null ? now : known.askedAt + (known.why === null ? FRESH_MS : REFUSED_MS);
  await askProvider(tx, BALANCE, { cardId, dueAt: Math.max(now, again) });
}

/** Why the provider's HTTP API told nothing, and what can be done about it. */
export function providerWhy({ t }: Locale, why: string): string {
  const [, code] = /^error (\d+)$/.exec(why) ?? [];
  if (code === undefined) return t('provider-why', { why });
  return isHttpError(Number(code))
    ? `${t(`http-error-${code}`)}. ${t(`http-error-${code}-advice`)}`
    : t('http-error-unknown', { code });
}

/** What is left, how old that is, and why nothing newer is known. */
export function balanceLines({ locale, now, settings }: ViewContext, known: KnownBalance | null): string[] {
  if (known === null || (known.balance === null && known.why === null)) return [locale.t('balance-asked')];
  const { balance, at, why } = known;
  const told =
    balance === null
      ? []
      : [
          locale.t('balance', {
            sign: balance > 0 ? 'some' : 'none',
            amount: moneyIn(locale, settings, balance),
            time: locale.time(at, now),
            age: locale.duration(Math.max(now - at, 0)),
          }),
        ];
  return why === null ? told : [...told, locale.t('balance-not-told', { why: providerWhy(locale, why) })];
}
