import { eventsOf, type Hook } from '../../../store/programs/hooks-at-hand.ts';
import type { Locale } from '../../locale.ts';

/** Where it leads; what stands behind the host may let somebody in there. */
export function addressOf({ url }: Pick<Hook, 'url'>): string {
  const { origin, pathname, search } = new URL(url);
  return pathname === '/' && search === '' ? origin : `${origin}/…`;
}

/** What it is told of. */
export const toldWords = ({ t }: Locale, hook: Hook): string =>
  t('hook-events', { events: eventsOf(hook).join(', ') });

/** Why it was not taken: a kind, and of an answer its status. */
const whyWords = ({ t }: Locale, why: string): string => {
  const [kind = '', status = ''] = why.split(' ');
  return t('hook-why', { kind: /^3\d\d$/.test(status) ? 'redirect' : kind, status });
};

/** How it fares. */
export function stateWords(locale: Locale, hook: Hook, now: number): string[] {
  const { t } = locale;
  const { succeeded_at, failed_at, failed_why, suspended_at, suspended_why } = hook;
  return [
    ...(suspended_at === null || suspended_why === null
      ? []
      : [t('hook-off', { why: suspended_why, time: locale.time(suspended_at, now) })]),
    ...(succeeded_at === null ? [] : [t('hook-succeeded', { time: locale.time(succeeded_at, now) })]),
    ...(failed_at === null || failed_why === null
      ? []
      : [t('hook-failed', { time: locale.time(failed_at, now), why: whyWords(locale, failed_why) })]),
    ...(succeeded_at === null && failed_at === null ? [t('hook-untold')] : []),
  ];
}
