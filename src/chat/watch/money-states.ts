import { beginningOf, dayAt } from '../../messages/zone.ts';
import type { Reader } from '../../store/engine/database.ts';
import { knownBalance } from '../../store/provider/balance.ts';
import { isCountedByHour } from '../../store/stats/hour-sums.ts';
import type { Watch } from '../../store/watch/watches-at-hand.ts';
import { type Hours, isDear, lastHours, usualSpend, weeksBefore } from '../../watch/usual.ts';
import type { SpendSpan } from '../../watch/watched.ts';
import type { Looking, Standing } from './standing.ts';

/** What is above what is usual is looked at over so many hours. */
export const DAY = 24;
/** Money is told in steps of a twentieth of what it is measured by: else its message would be edited without end. */
const STEPS = 20;

const inSteps = (cost: number, by: number): number => cost - (cost % Math.max(1, Math.floor(by / STEPS)));

/** Days are those of the zone, so that /stats says the same. */
export function hoursOf({ count, unit }: SpendSpan, now: number, timeZone: string): Hours {
  const hours = lastHours(unit === 'h' ? count : 1, now);
  if (unit === 'h') return hours;
  const today = dayAt(now, timeZone);
  return { ...hours, from: beginningOf({ ...today, day: today.day - count + 1 }, timeZone) };
}

/** What is left at the provider, where that is less than a watch allows: as it said last. */
async function balanceStanding(db: Reader, { balance: limit }: Watch['watched']): Promise<Standing[]> {
  const known = limit === undefined ? null : await knownBalance(db);
  if (limit === undefined || known?.balance == null || known.balance >= limit) return [];
  const left = known.balance > 0 ? inSteps(known.balance, limit) : known.balance;
  return [{ cause: 'balance', since: known.at, about: { of: 'balance', limit, left } }];
}

/** Money beyond what a watch allows, or above what is usual. */
export async function moneyStandings(db: Reader, { watched }: Watch, looking: Looking): Promise<Standing[]> {
  const { asking, isTold, now } = looking;
  const { kind, only, spend } = watched;
  if (kind === 'balance') return balanceStanding(db, watched);
  const filter = { ...only, lookUps: true };
  if (kind === 'spend' && spend) {
    const { cost } = await asking.sum(now, hoursOf(spend.span, now, await looking.zone()), filter);
    if (cost < spend.limit) return [];
    const spent = inSteps(cost, spend.limit);
    return [{ cause: kind, since: now, about: { of: kind, spent, ...spend } }];
  }
  if (kind !== 'usual' || !isCountedByHour(only)) return [];
  const hours = lastHours(DAY, now);
  const sums = await asking.sum(now, hours, filter);
  if (sums.cost === 0) return [];
  const weeks: number[] = [];
  for (const week of weeksBefore(hours)) weeks.push((await asking.sum(now, week, filter)).cost);
  const usual = usualSpend(weeks);
  if (usual === null || !isDear(sums, usual, isTold('dear'))) return [];
  return [
    { cause: 'dear', since: now, about: { of: 'dear', spent: inSteps(sums.cost, usual), usual, hours: DAY } },
  ];
}
