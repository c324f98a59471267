import { type Hours, isDear, lastHours, usualSpend, weeksBefore } from './usual.ts';

/*
 * What a watch would have told of money: a price counts in the hour in which its message was handed over, so it is looked
 * at hour by hour.
 */

const HOUR_MS = 3_600_000;

/** What was sent in one hour. */
export interface HourSpend {
  /** Since 1970. */
  readonly hour: number;
  readonly messages: number;
  /** Money. */
  readonly cost: number;
}

type Spend = Pick<HourSpend, 'messages' | 'cost'>;

/** Adds up hours. */
function spendIn(hours: readonly HourSpend[]): (span: Hours) => Spend {
  const byHour = new Map(hours.map((one) => [one.hour, one]));
  return ({ from, to }) => {
    const sum = { messages: 0, cost: 0 };
    for (let hour = Math.ceil(from / HOUR_MS); hour < to / HOUR_MS; hour++) {
      sum.messages += byHour.get(hour)?.messages ?? 0;
      sum.cost += byHour.get(hour)?.cost ?? 0;
    }
    return sum;
  };
}

/** Money above a measure, from when to when (ms), and the most of it; null: it is so still. */
export interface Spent {
  readonly since: number;
  readonly until: number | null;
  readonly spent: number;
  readonly measure: number;
}

/**
 * When more was spent than a measure.
 * @param look what was spent by then (ms), and the measure that it was above; null: it was not
 */
function above(
  { from, to }: Hours,
  look: (at: number, isTold: boolean) => { readonly spent: number; readonly measure: number } | null,
): Spent[] {
  const told: Spent[] = [];
  for (let at = Math.floor(from / HOUR_MS) * HOUR_MS; at <= to; at += HOUR_MS) {
    const open = told.at(-1);
    const isTold = open !== undefined && open.until === null;
    const found = look(at, isTold);
    if (found === null && isTold) told.splice(-1, 1, { ...open, until: at });
    else if (found !== null && !isTold) told.push({ since: at, until: null, ...found });
    else if (found !== null && open && found.spent > open.spent) told.splice(-1, 1, { ...open, ...found });
  }
  return told;
}

/**
 * When a limit was reached.
 * @param hoursAt which hours count at a moment (ms)
 */
export function beyondLimit(
  hours: readonly HourSpend[],
  { limit, hoursAt }: { readonly limit: number; readonly hoursAt: (at: number) => Hours },
  span: Hours,
): Spent[] {
  const spend = spendIn(hours);
  return above(span, (at) => {
    const { cost } = spend(hoursAt(at));
    return cost < limit ? null : { spent: cost, measure: limit };
  });
}

/** When more was spent within so many hours than is usual. */
export function beyondUsual(hours: readonly HourSpend[], within: number, span: Hours): Spent[] {
  const spend = spendIn(hours);
  return above(span, (at, isTold) => {
    const last = lastHours(within, at);
    const usual = usualSpend(weeksBefore(last).map((week) => spend(week).cost));
    const sums = spend(last);
    return usual === null || !isDear(sums, usual, isTold) ? null : { spent: sums.cost, measure: usual };
  });
}
