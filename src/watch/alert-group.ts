import { z } from 'zod';

/*
 * Alerts of other programs, as Alertmanager groups them (its webhook, version 4): one group is one message in a chat, which
 * tells of those of its alerts whose labels a watch asks for.
 */

const labels = z.record(z.string(), z.string());
export type Labels = z.infer<typeof labels>;

export const outsideAlert = z.object({
  labels,
  /** What it says for people; '' where it says nothing. */
  summary: z.string(),
  /** Address of what to do about it. */
  runbook: z.string().optional(),
  /** When it began (ms). */
  since: z.number(),
});
export type OutsideAlert = z.infer<typeof outsideAlert>;

export const alertGroup = z.object({
  /** What its alerts are called together. */
  title: z.string(),
  /** Those that fire. */
  alerts: z.array(outsideAlert).readonly(),
  /** How many of it were resolved, and how many the sender left out. */
  resolved: z.number(),
  truncated: z.number(),
});
export type AlertGroup = z.infer<typeof alertGroup>;

/** A group as it is kept: also of what labels its alerts were that were resolved, as far as they are counted. */
export const keptGroup = alertGroup.extend({ gone: z.array(labels).readonly().default([]) });
export type KeptGroup = z.infer<typeof keptGroup>;
/** A group as a program tells of it. */
export type FiringNow = AlertGroup & Partial<KeptGroup>;

/** Alertmanager says again what lasts every four hours unless it is told otherwise (`repeat_interval`). */
const UNHEARD_MS = 5 * 3600 * 1000;

/** Since when a group that was spoken of last then is not heard of, though it would be by now (ms); null: it is in time. */
export const unheardSince = (heardAt: number, now: number): number | null =>
  now - heardAt > UNHEARD_MS ? heardAt : null;

/** What a watch asks for: of each label one of these values. */
export type LabelFilter = Readonly<Record<string, readonly string[]>>;

/** Alerts that a place is told of one by one; the rest is counted. */
const TOLD = 50;
/** What alerts are called is named of so many. */
const NAMED = 3;

/** What alerts are called together; null: they have no names. */
export function namesOf(alerts: readonly Pick<OutsideAlert, 'labels'>[]): string | null {
  const names = [...new Set(alerts.flatMap(({ labels }) => labels.alertname || []))];
  if (names.length === 0) return null;
  return [...names.slice(0, NAMED), ...(names.length > NAMED ? ['…'] : [])].join(', ');
}

/**
 * Whether somebody who asks for this is told of an alert with these labels. Commas part the values that are typed, and a
 * label's own may hold some: then it was asked for by its pieces, in their order.
 */
export const isAskedFor = (filter: LabelFilter, labels: Labels): boolean =>
  Object.entries(filter).every(([name, values]) => {
    const own = Object.hasOwn(labels, name) ? labels[name]?.toLowerCase() : undefined;
    return own !== undefined && `,${values.join(',').toLowerCase()},`.includes(`,${own},`);
  });

/** The alerts of a group that a watch is told of, and how many of those it asks for were resolved; null: none fires. */
export function groupFor(filter: LabelFilter, group: FiringNow): AlertGroup | null {
  const isAsked = (labels: Labels): boolean => isAskedFor(filter, labels);
  const alerts = group.alerts.filter(({ labels }) => isAsked(labels));
  if (alerts.length === 0) return null;
  const { gone = [] } = group;
  // Where not all of the rest is asked for, nobody knows whether what is left out is.
  const truncated = alerts.length === group.alerts.length ? group.truncated : 0;
  return {
    title: namesOf(alerts) ?? group.title,
    alerts: alerts.slice(0, TOLD),
    resolved: gone.length > 0 ? gone.filter(isAsked).length : group.resolved,
    truncated: truncated + Math.max(0, alerts.length - TOLD),
  };
}

/** The labels that set an alert apart from the others that are told of beside it, as `name=value`. */
export function ownLabels({ labels }: OutsideAlert, among: readonly OutsideAlert[]): string[] {
  const isOwn = ([name, value]: readonly [string, string]) =>
    among.length === 1
      ? name !== 'alertname' && name !== 'severity'
      : among.some((other) => other.labels[name] !== value);
  return Object.entries(labels)
    .filter(isOwn)
    .map(([name, value]) => `${name}=${value}`);
}

/** What all of them have of a label; null: not the same. */
export function commonLabel(name: string, alerts: readonly OutsideAlert[]): string | null {
  const values = new Set(alerts.map(({ labels }) => labels[name]));
  const [value] = values;
  return values.size === 1 ? (value ?? null) : null;
}
