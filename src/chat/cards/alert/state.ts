import type { MessageState } from '../../../messages/status.ts';
import { outboxDepth } from '../../../store/attempts/ready-messages.ts';
import type { Coded } from '../../../store/tables/coded.ts';
import { STATE } from '../../../store/tables/coded.ts';
import type { Alert } from '../../../store/watch/alerts.ts';
import { shareOf } from '../../../watch/rate.ts';
import { shorten, type ViewContext } from '../../show/view.ts';
import { linkWords } from '../../watch/link-words.ts';
import { byFrequency, countedBy } from '../progress.ts';
import { reasonOf } from '../reason.ts';
import { listed, namedError } from '../words.ts';
import { campaignLines } from './campaign.ts';
import { type About, type AboutOf, endOf, type Facts, readFacts } from './facts.ts';
import { balanceLines, dearLines, spendLines } from './money.ts';
import { heartbeatLines, outsideLines } from './outside.ts';

/** Characters of an error that the network or the provider worded. */
const ERROR_LENGTH = 300;
/** Reasons that are spelled out. */
const REASONS = 3;

/** The line that counts how often it has begun, where it is one of its own. */
const TIMES: Readonly<Partial<Record<About['of'], string>>> = {
  alerts: 'alert-outside-times',
  heartbeat: 'alert-heartbeat-times',
};

/** Since when something is as it should not be, or that it is over, in the same message. */
export async function stateLines(context: ViewContext, alert: Alert): Promise<string[]> {
  const facts = readFacts(alert.facts ?? '');
  const { about, times } = facts;
  const lines = await linesAbout(context, about, facts);
  return times > 1 ? [...lines, context.locale.t(TIMES[about.of] ?? 'alert-times', { n: times })] : lines;
}

/** What is said of a state of things by what is known of it. */
export function linesAbout(context: ViewContext, about: About, facts: Facts): Promise<string[]> | string[] {
  switch (about.of) {
    case 'link':
      return linkLines(context, about, facts);
    case 'silence':
      return silenceLines(context, about, facts);
    case 'rate':
      return rateLines(context, about, facts);
    case 'lag':
      return lagLines(context, about, facts);
    case 'spend':
      return spendLines(context, about, facts);
    case 'dear':
      return dearLines(context, about, facts);
    case 'balance':
      return balanceLines(context, about, facts);
    case 'campaign':
      return campaignLines(context, about, facts);
    case 'alerts':
      return outsideLines(context, about, facts);
    case 'heartbeat':
      return heartbeatLines(context, about, facts);
  }
}

async function linkLines(
  context: ViewContext,
  { account, host, error }: AboutOf<'link'>,
  facts: Facts,
): Promise<string[]> {
  const { db, locale, now } = context;
  const end = endOf(context, facts);
  if (end) return [locale.t('alert-link-over', { host, account, ...end })];
  const { queued } = await outboxDepth(db, [account]);
  const time = locale.time(facts.since, now);
  return [
    locale.t('alert-link', { host, account, time, queued }),
    error === null ? locale.t('alert-link-silent') : shorten(linkWords(locale, error), ERROR_LENGTH),
  ];
}

function silenceLines(
  context: ViewContext,
  { account, awaiting }: AboutOf<'silence'>,
  facts: Facts,
): string[] {
  const { locale, now } = context;
  const end = endOf(context, facts);
  if (end) return [locale.t('alert-silence-over', { account, ...end })];
  const time = locale.time(facts.since, now);
  return [locale.t('alert-silence', { account, time, n: awaiting }), locale.t('alert-silence-advice')];
}

function lagLines(context: ViewContext, about: AboutOf<'lag'>, facts: Facts): string[] {
  const { locale, now } = context;
  const { minutes, late, total } = about;
  const end = endOf(context, facts);
  if (end) return [locale.t('alert-lag-over', { minutes, ...end })];
  const time = locale.time(facts.since, now);
  return [locale.t('alert-lag', { minutes, late, total, time }), locale.t('alert-lag-advice')];
}

function rateLines(context: ViewContext, about: AboutOf<'rate'>, facts: Facts): string[] {
  const { locale, now, settings } = context;
  const { minutes, failed, total } = about;
  const end = endOf(context, facts);
  if (end) return [locale.t('alert-rate-over', end)];
  const ends = about.ends.map((one) => ({ ...one, state: STATE.name(one.state as Coded<MessageState>) }));
  const reasons = byFrequency(countedBy(ends, (one) => reasonOf(context, one)));
  const operators = byFrequency(countedBy(ends, ({ operator }) => operator || null));
  const time = locale.time(facts.since, now);
  const names = operators.map(([name, n]) => `${name} ${locale.number(n)}`);
  const advice = ends[0] && namedError(locale, ends[0].error, settings.wire)?.advice;
  const share = shareOf({ failed, total });
  const usually = about.usual === null ? '' : ` ${locale.t('alert-rate-usual', { share: about.usual })}`;
  return [
    locale.t('alert-rate', { share, minutes, failed, total, time, usually }),
    ...reasons.slice(0, REASONS).map(([reason, n]) => `${reason}: ${locale.number(n)}`),
    ...(names.length > 0 ? [listed(locale, names)] : []),
    ...(advice ? [advice] : []),
  ];
}
