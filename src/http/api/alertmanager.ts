import { z } from 'zod';
import { oneLine } from '../../messages/straight.ts';
import {
  isAskedFor,
  type KeptGroup,
  type LabelFilter,
  type Labels,
  namesOf,
} from '../../watch/alert-group.ts';

const labels = z.record(z.string(), z.string());

/**
 * Alertmanager's webhook, version 4 (its documentation, webhook_config), and that of Grafana's own alerting, which has the
 * same fields and calls them version 1; what is not needed is let be.
 */
export const alertmanagerCall = z
  .looseObject({
    version: z.enum(['4', '1']),
    groupKey: z.string().min(1),
    truncatedAlerts: z.int().nonnegative().nullish(),
    status: z.enum(['firing', 'resolved']),
    groupLabels: labels.nullish(),
    commonLabels: labels.nullish(),
    commonAnnotations: labels.nullish(),
    alerts: z.array(
      z.looseObject({
        status: z.enum(['firing', 'resolved']),
        labels,
        annotations: labels.nullish(),
        startsAt: z.iso.datetime({ offset: true }),
        endsAt: z.string().nullish(),
      }),
    ),
  })
  .meta({ id: 'AlertmanagerCall' });
export type AlertmanagerCall = z.infer<typeof alertmanagerCall>;

/** Alerts of a group that are kept, for whoever asks for some of them; the rest is counted. */
const KEPT = 500;
/** Characters of a label's value, and of what an alert says: of a few that are told at once more is kept. */
const VALUE_LENGTH = 100;
const SUMMARY_LENGTH = 300;
const FEW = 3;
const FEW_LENGTH = 1_000;
/** No alert that somebody means has more. */
const LABELS = 200;
/** One that is longer is left out: cut, it would lead elsewhere. So does a name before the host, and a password is nobody's to see. */
const address = z
  .url({ protocol: /^https?$/ })
  .regex(/^\S+$/)
  .refine((url) => !URL.canParse(url) || new URL(url).username + new URL(url).password === '')
  .max(300);
/** Nothing began before that; Go writes a time that is not known as one of the year 1. */
const EARLIEST = Date.UTC(2000, 0);

function cut(given: string, length: number): string {
  const text = oneLine(given).toWellFormed();
  return text.length <= length ? text : `${text.slice(0, length).toWellFormed()}…`;
}

const labelsOf = (given: Labels): Labels =>
  Object.fromEntries(
    Object.entries(given)
      .slice(0, LABELS)
      .map(([name, value]) => [cut(name, VALUE_LENGTH), cut(value, VALUE_LENGTH)]),
  );

/** What an alert says for people: the first of its annotations that says anything. */
const saidIn = ({ summary, message, description }: Labels): string =>
  [summary, message, description].find((text) => text !== undefined && text.trim() !== '') ?? '';

/** Where it is written what to do, by the annotation that Prometheus' own rules and Grafana's have for it. */
const runbookIn = ({ runbook_url: given }: Labels): string | undefined => address.safeParse(given).data;

/** What a group without names is called: that by which it is one. */
const calledBy = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ') || 'alerts';

/**
 * What fires of a group, as far as it is named: with `max_alerts` those that are may all be resolved. Null: all of it is
 * resolved.
 * @param asked of the watches: of more than are kept, what one of them asks for by its labels comes first
 */
export function groupOf(
  call: AlertmanagerCall,
  { now, asked }: { readonly now: number; readonly asked: readonly LabelFilter[] },
): KeptGroup | null {
  if (call.status === 'resolved') return null;
  const firing = askedFirst(
    call.alerts.filter(({ status }) => status === 'firing'),
    asked,
  );
  const over = call.alerts.filter(({ status }) => status === 'resolved');
  const all = (one: { readonly labels: Labels }) => labelsOf({ ...one.labels, ...call.commonLabels });
  const began = (startsAt: string): number => {
    const at = Date.parse(startsAt);
    return at < EARLIEST ? now : Math.min(at, now);
  };
  const named = firing.map((one) => ({ labels: all(one) }));
  return {
    title: cut(namesOf(named) ?? calledBy(call.groupLabels ?? {}), VALUE_LENGTH) || calledBy({}),
    alerts: firing.slice(0, KEPT).map((one) => {
      const annotations = { ...call.commonAnnotations, ...one.annotations };
      const runbook = runbookIn(annotations);
      return {
        labels: all(one),
        summary: cut(saidIn(annotations), firing.length <= FEW ? FEW_LENGTH : SUMMARY_LENGTH),
        since: began(one.startsAt),
        ...(runbook !== undefined && { runbook }),
      };
    }),
    resolved: over.length,
    gone: over.slice(0, KEPT).map(all),
    truncated: (call.truncatedAlerts ?? 0) + Math.max(0, firing.length - KEPT),
  };
}

/** When the last of a group was resolved that is resolved as a whole (ms): it may be told of minutes later, or after an outage. */
export function resolvedAt({ alerts }: AlertmanagerCall, now: number): number {
  const last = Math.max(...alerts.map(({ endsAt }) => Date.parse(endsAt ?? '') || 0));
  return last < EARLIEST ? now : Math.min(last, now);
}

function askedFirst<One extends { readonly labels: Labels }>(
  alerts: readonly One[],
  asked: readonly LabelFilter[],
): readonly One[] {
  if (alerts.length <= KEPT) return alerts;
  const byLabels = asked.filter((filter) => Object.keys(filter).length > 0);
  const isAsked = ({ labels }: One) => byLabels.some((filter) => isAskedFor(filter, labels));
  return [...alerts.filter(isAsked), ...alerts.filter((one) => !isAsked(one))];
}
