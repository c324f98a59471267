import { meaningOf } from '../../../messages/ends.ts';
import type { Provider } from '../../../messages/provider.ts';
import { wordsOfStatus } from '../../code-words.ts';
import type { ChatSettings, Settings } from '../../context.ts';
import { type Locale, regionOf } from '../../locale.ts';
import { moneyIn } from '../../money/money.ts';
import type { Period, Step } from '../../times/period.ts';
import { listed, lowerFirst, namedError } from '../words.ts';
import type { AskedStats, Failed, Figures } from './body.ts';

/** What words and days of figures go by. */
export type StatsSettings = ChatSettings & Pick<Settings, 'wire'>;

/** Groups that have a line each; a caption has room for no more. */
const GROUPS = 8;
/** Reasons that a line names. */
const REASONS = 3;

/** Numbers as the reader groups their digits. */
const counts = ({ language }: Locale, n: number): string => new Intl.NumberFormat(language).format(n);

/** "96.5 %", of all that is meant. */
const share = ({ language }: Locale, n: number, of: number): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(
    of === 0 ? 0 : n / of,
  );

/** From when to when it is, the last day of it with it; where it is shown by hours, up to which. */
const endsOf = ({ from, to, step }: Period): [number, number] => [from, step === 'hour' ? to : to - 1];

/** "1–15 Nov 2026", with hours where it is shown by hours. */
export function periodWords({ language }: Locale, period: Period, timeZone: string): string {
  const format = new Intl.DateTimeFormat(regionOf(language), {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...(period.step === 'hour' && { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  });
  // Not every font has its thin spaces.
  return format.formatRange(...endsOf(period)).replace(/[\u2009\u202f]/g, ' ');
}

/** The same for the name of a file: "2026-11-01_2026-11-15". */
export function periodInName(period: Period, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv', {
    timeZone,
    dateStyle: 'short',
    ...(period.step === 'hour' && { timeStyle: 'short' }),
  });
  const names = endsOf(period).map((at) => format.format(at).replace(/[^\d-]/g, '_'));
  return [...new Set(names)].join('_');
}

const STEP_NAMES: Readonly<Record<Step, Intl.DateTimeFormatOptions>> = {
  hour: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: '2-digit' },
};

/** What a step is called beneath a picture. */
export const stepName = ({ language }: Locale, at: number, step: Step, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { timeZone, ...STEP_NAMES[step] }).format(at);

/** Why messages did not arrive, in a few words. */
export function reasonWords(
  locale: Locale,
  { state, error, command_status }: Omit<Failed, 'messages'>,
  provider: Provider,
): string {
  if (state === 'refused') {
    const { name, meaning } = wordsOfStatus(locale, command_status ?? 0);
    return `${lowerFirst(meaning)} (${name})`;
  }
  return namedError(locale, error, provider)?.words ?? locale.t(`state-${state}`);
}

/**
 * Whether a person has to do something, or such messages will go on failing: mend a text or a sender, look after the
 * account. A phone that is off, or a number that is none, is nobody's fault here.
 */
function needsSomebody(failed: Failed): boolean {
  const { helps, tell } = meaningOf(failed, false);
  return (helps === 'account' && failed.state !== 'unknown') || (helps === 'mend' && tell.length === 0);
}

/** "12: phone is off (6) 8, no such number (1) 4"; null: none did. */
function failedLine(
  locale: Locale,
  id: string,
  failed: readonly Failed[],
  provider: Provider,
): string | null {
  const n = failed.reduce((sum, { messages }) => sum + messages, 0);
  if (n === 0) return null;
  const reasons = failed.map(
    (one) => `${reasonWords(locale, one, provider)} ${counts(locale, one.messages)}`,
  );
  return locale.t(id, { n: counts(locale, n), reasons: listed(locale, reasons, REASONS) });
}

const groupLine = (
  locale: Locale,
  name: string,
  { messages, delivered, accepted }: Pick<Figures, 'messages' | 'delivered' | 'accepted'>,
): string =>
  locale.t('stats-group', {
    name,
    sent: counts(locale, messages),
    delivered: share(locale, delivered, messages),
    failed: share(locale, messages - delivered - accepted, messages),
  });

/** What there is to say of a period, a line each, in some five lines; those of groups behind them. */
export function statsLines(
  locale: Locale,
  settings: StatsSettings,
  { by }: Pick<AskedStats, 'by'>,
  figures: Figures,
  nameOf: (group: string) => string,
): string[] {
  const { messages, delivered, read, clicked, accepted, parts, cost, p50, p95, failed, groups } = figures;
  if (messages === 0)
    return [locale.t('stats-none'), ...(figures.partial ? [locale.t('stats-partial')] : [])];
  const lost = messages - delivered - accepted;
  const lines = [
    locale.t('stats-messages', {
      sent: counts(locale, messages),
      delivered: counts(locale, delivered),
      deliveredShare: share(locale, delivered, messages),
      failed: counts(locale, lost),
      failedShare: share(locale, lost, messages),
      pending: counts(locale, accepted),
    }),
    read === 0
      ? null
      : locale.t(clicked > 0 ? 'stats-read-clicked' : 'stats-read', {
          read: counts(locale, read),
          share: share(locale, read, delivered),
          clicked: counts(locale, clicked),
        }),
    cost > 0
      ? locale.t('stats-cost', {
          parts: counts(locale, parts),
          cost: moneyIn(locale, settings, cost),
        })
      : locale.t('stats-parts', { parts: counts(locale, parts) }),
    p50 === null || p95 === null
      ? null
      : locale.t('stats-took', { half: locale.duration(p50), most: locale.duration(p95) }),
    failedLine(locale, 'stats-somebody', failed.filter(needsSomebody), settings.wire),
    failedLine(
      locale,
      'stats-nobody',
      failed.filter((one) => !needsSomebody(one)),
      settings.wire,
    ),
  ];
  const told =
    by === 'code'
      ? failed.map((one) =>
          locale.t('stats-reason', {
            reason: reasonWords(locale, one, settings.wire),
            n: counts(locale, one.messages),
            share: share(locale, one.messages, lost),
          }),
        )
      : groups.map((group) => groupLine(locale, nameOf(group.name), group));
  const more = told.length - GROUPS;
  return [
    ...lines.filter((line) => line !== null),
    ...told.slice(0, GROUPS),
    ...(more > 0 ? [locale.t('and-more', { n: more })] : []),
    ...(figures.partial ? [locale.t('stats-partial')] : []),
  ];
}
