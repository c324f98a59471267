import { isOfMoney, type QuotaExceeded, type Standing } from '../../desk/quota.ts';
import type { Reader } from '../../store/engine/database.ts';
import { findPerson, peopleWithRoles } from '../../store/people/people.ts';
import type { NoticeLine } from '../cards/notice/body.ts';
import { nameById } from '../cards/presser.ts';
import type { Settings } from '../context.ts';
import type { Locale } from '../locale.ts';
import { moneyIn } from '../money/money.ts';

type Of = Pick<Settings, 'ownerIds' | 'currency'>;

/** People who are named; nobody needs more of them. */
const NAMED = 5;

/** So many messages as they are, money with its currency. */
export const amountOf = (
  locale: Locale,
  settings: Pick<Settings, 'currency'>,
  { limit }: Pick<Standing, 'limit'>,
  amount: number,
): string | number => (isOfMoney(limit) ? moneyIn(locale, settings, amount) : amount);

/** Who can raise the quota of somebody, by name: an admin's an owner alone. */
async function raisersOf(db: Reader, { ownerIds }: Of, personId: number): Promise<string> {
  const isAdmin = (await findPerson(db, personId))?.role === 'admin';
  const admins = isAdmin ? [] : (await peopleWithRoles(db)).filter(({ role }) => role === 'admin');
  const ids = [...new Set([...ownerIds, ...admins.map(({ id }) => id)])];
  const names = await Promise.all(ids.slice(0, NAMED).map((id) => nameById(db, id)));
  return names.join(', ') || '—';
}

/** Why nothing is sent, what is left, and who can raise it. */
export async function overLine(
  db: Reader,
  locale: Locale,
  settings: Of,
  over: QuotaExceeded,
): Promise<NoticeLine> {
  const { personId, standing, wanted } = over;
  const { limit, used, most } = standing;
  return {
    id: standing.isOfChat ? 'quota-over-here' : 'quota-over',
    args: {
      limit,
      used: amountOf(locale, settings, standing, used),
      most: amountOf(locale, settings, standing, most),
      left: amountOf(locale, settings, standing, Math.max(0, most - used)),
      wanted: amountOf(locale, settings, standing, wanted),
      names: await raisersOf(db, settings, personId),
    },
  };
}

/** How much of a quota is used. */
export const nearLine = (locale: Locale, settings: Of, standing: Omit<Standing, 'isOfChat'>): NoticeLine => ({
  id: 'quota-near',
  args: {
    limit: standing.limit,
    used: amountOf(locale, settings, standing, standing.used),
    most: amountOf(locale, settings, standing, standing.most),
  },
});
