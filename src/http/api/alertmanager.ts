import { z } from 'zod';
import { straight } from '../../messages/straight.ts';
import type { AlertGroup, Labels } from '../../watch/alert-group.ts';

const labels = z.record(z.string(), z.string());

/** Alertmanager's webhook, version 4 (its documentation, webhook_config); what is not needed is let be. */
export const alertmanagerCall = z
  .looseObject({
    version: z.literal('4'),
    groupKey: z.string().min(1),
    truncatedAlerts: z.int().nonnegative().default(0),
    status: z.enum(['firing', 'resolved']),
    groupLabels: labels.default({}),
    commonLabels: labels.default({}),
    commonAnnotations: labels.default({}),
    alerts: z.array(
      z.looseObject({
        status: z.enum(['firing', 'resolved']),
        labels,
        annotations: labels.default({}),
        startsAt: z.iso.datetime({ offset: true }),
      }),
    ),
  })
  .meta({ id: 'AlertmanagerCall' });
export type AlertmanagerCall = z.infer<typeof alertmanagerCall>;

/** Alerts of a group that are kept; the rest is counted. */
const KEPT = 50;
/** Characters of a label's value, and of what an alert says. */
const VALUE_LENGTH = 100;
const SUMMARY_LENGTH = 300;

function cut(given: string, length: number): string {
  const text = straight(given);
  return text.length <= length ? text : `${text.slice(0, length).toWellFormed()}…`;
}

const labelsOf = (given: Labels): Labels =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, cut(value, VALUE_LENGTH)]));

/** What fires of a group; null: all of it is resolved. */
export function groupOf(call: AlertmanagerCall): AlertGroup | null {
  const firing = call.alerts.filter(({ status }) => status === 'firing');
  if (call.status === 'resolved' || firing.length === 0) return null;
  const { alertname = firing[0]?.labels.alertname ?? 'alerts' } = {
    ...call.commonLabels,
    ...call.groupLabels,
  };
  return {
    title: cut(alertname, VALUE_LENGTH),
    alerts: firing.slice(0, KEPT).map(({ labels, annotations, startsAt }) => {
      const {
        summary,
        description = '',
        message = description,
      } = { ...call.commonAnnotations, ...annotations };
      return {
        labels: labelsOf({ ...labels, ...call.commonLabels }),
        summary: cut(summary ?? message, SUMMARY_LENGTH),
        since: Date.parse(startsAt),
      };
    }),
    resolved: call.alerts.length - firing.length,
    truncated: call.truncatedAlerts + Math.max(0, firing.length - KEPT),
  };
}
