import { commonLabel, ownLabels } from '../../../watch/alert-group.ts';
import { shorten, type ViewContext } from '../../show/view.ts';
import { type AboutOf, endOf, type Facts } from './facts.ts';

/** What begins the line of each alert. */
export const EACH = '• ';
/** Alerts that are spelled out; the rest is counted. */
const LISTED = 10;
/** Characters of what one says: of a few there is room for most of it. */
const LINE_LENGTH = 200;
const FEW = 3;
const FEW_LENGTH = 1_000;
/** Addresses of what to do about them. */
const RUNBOOKS = 3;

/** What another program's monitoring says of a group of alerts, or that none of them fires any more. */
export function outsideLines(
  context: ViewContext,
  { title, alerts, resolved, truncated, unheardSince }: AboutOf<'alerts'>,
  facts: Facts,
): string[] {
  const { locale, now } = context;
  const severity = commonLabel('severity', alerts);
  const name = severity === null ? title : `${title} · ${severity}`;
  const end = endOf(context, facts);
  const heard = unheardSince === null ? null : locale.time(unheardSince, now);
  const count = alerts.length + truncated;
  const listed = alerts.slice(0, end ? FEW : LISTED);
  const more = count - listed.length;
  const length = count <= FEW && !end ? FEW_LENGTH : LINE_LENGTH;
  const each = listed.map((alert) => {
    const own = ownLabels(alert, alerts).join(' ');
    return shorten(`${EACH}${[own, alert.summary].filter(Boolean).join(': ') || title}`, length);
  });
  if (end) {
    return [
      heard === null
        ? locale.t('alert-outside-over', { name, ...end })
        : locale.t('alert-outside-unheard-of', { name, time: heard }),
      // Of several that are called the same nobody could say which is over.
      ...each,
      ...(more > 0 ? [locale.t('and-more', { n: more })] : []),
    ];
  }
  const runbooks = new Set(listed.flatMap(({ runbook }) => runbook ?? []));
  return [
    locale.t('alert-outside', { name, n: count, time: locale.time(facts.since, now) }),
    ...each,
    ...[...runbooks].slice(0, RUNBOOKS).map((url) => locale.t('alert-outside-runbook', { url })),
    ...(more > 0 ? [locale.t('and-more', { n: more })] : []),
    ...(resolved > 0 ? [locale.t('alert-outside-resolved', { n: resolved })] : []),
    ...(heard === null ? [] : [locale.t('alert-outside-unheard', { time: heard })]),
  ];
}

/** A program that does not show that it lives, or does again. */
export function heartbeatLines(
  context: ViewContext,
  { name, minutes, lastAt }: AboutOf<'heartbeat'>,
  facts: Facts,
): string[] {
  const { locale, now } = context;
  // It is missed later than it was heard last.
  const end = endOf(context, { ...facts, since: lastAt });
  if (end) return [locale.t('alert-heartbeat-over', { name, ...end })];
  return [
    locale.t('alert-heartbeat', {
      name,
      time: locale.time(lastAt, now),
      every: locale.duration(minutes * 60_000),
    }),
  ];
}
