import { moneyIn } from '../../money/money.ts';
import type { ViewContext } from '../../show/view.ts';
import { type AboutOf, endOf, type Facts } from './facts.ts';

/** What is spent beyond what a watch allows. */
export function spendLines(context: ViewContext, about: AboutOf<'spend'>, facts: Facts): string[] {
  const { locale, settings, now } = context;
  const { count, unit } = about.span;
  const limit = moneyIn(locale, settings, about.limit);
  const within = locale.t(`within-${unit}`, { n: count });
  const end = endOf(context, facts);
  if (end) return [locale.t('alert-spend-over', { limit, within, ...end })];
  const spent = moneyIn(locale, settings, about.spent);
  return [
    locale.t('alert-spend', { spent, limit, within, time: locale.time(facts.since, now) }),
    locale.t('alert-spend-advice'),
  ];
}

/** What is spent beyond what is usual. */
export function dearLines(context: ViewContext, about: AboutOf<'dear'>, facts: Facts): string[] {
  const { locale, settings, now } = context;
  const end = endOf(context, facts);
  if (end) return [locale.t('alert-dear-over', end)];
  const [spent, usual] = [moneyIn(locale, settings, about.spent), moneyIn(locale, settings, about.usual)];
  return [
    locale.t('alert-dear', { spent, usual, n: about.hours, time: locale.time(facts.since, now) }),
    locale.t('alert-spend-advice'),
  ];
}

/** What is left at the provider. */
export function balanceLines(context: ViewContext, about: AboutOf<'balance'>, facts: Facts): string[] {
  const { locale, settings, now } = context;
  const limit = moneyIn(locale, settings, about.limit);
  const end = endOf(context, facts);
  if (end) return [locale.t('alert-balance-over', { limit, ...end })];
  const left = moneyIn(locale, settings, about.left);
  return [
    locale.t('alert-balance', { left, limit, time: locale.time(facts.since, now) }),
    locale.t('alert-balance-advice'),
  ];
}
