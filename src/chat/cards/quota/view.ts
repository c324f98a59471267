import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { isOfDay, isOfMoney, limitsOf, periodsAt } from '../../../desk/quota.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { peopleWithRoles } from '../../../store/people/people.ts';
import {
  allQuotas,
  LIMITS,
  type Limits,
  ofRole,
  type QuotaUse,
  usesIn,
  usesOf,
} from '../../../store/people/quotas.ts';
import { may } from '../../people/access.ts';
import { amountOf } from '../../people/quotas.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { asFits } from '../as-fits.ts';
import { nameById } from '../presser.ts';
import type { QuotaBody } from './body.ts';

/** UTF-16 units kept for the line that counts who did not fit. */
const LAST_LINE = 60;

/** Roles whose people may have a quota each. */
const ROLES = ['admin', 'operator', 'viewer'] as const;

/** What somebody has had sent this day and month, and how much of what: money as far as there is any. */
function usesWords(
  { locale, settings }: ViewContext,
  limits: Limits | null,
  uses: readonly QuotaUse[],
  { day }: { readonly day: string },
): string {
  const pieces = LIMITS.flatMap((limit) => {
    const use = uses.find(({ period }) => (period === day) === isOfDay(limit));
    const used = (isOfMoney(limit) ? use?.money : use?.messages) ?? 0;
    const most = limits?.[limit] ?? null;
    if (most === null && isOfMoney(limit) && used === 0) return [];
    const amount = (n: number) => amountOf(locale, settings, { limit }, n);
    return most === null
      ? locale.t('quota-used', { limit, used: amount(used) })
      : locale.t('quota-used-of', { limit, used: amount(used), most: amount(most) });
  });
  return pieces.join(' · ');
}

/** What everybody with a role may send. */
function rolesLines({ locale, settings }: ViewContext, quotas: Awaited<ReturnType<typeof allQuotas>>) {
  return ROLES.flatMap((role) => {
    const quota = quotas.find(({ subject }) => subject === ofRole(role));
    const bounds = LIMITS.flatMap((limit) => {
      const most = quota?.[limit] ?? null;
      return most === null
        ? []
        : locale.t('quota-most', { limit, most: amountOf(locale, settings, { limit }, most) });
    });
    return bounds.length === 0 ? [] : locale.t('quota-of-role', { role, bounds: bounds.join(' · ') });
  });
}

/** What one may send and has sent; or for those who set it, what everybody may and has. */
export async function quotaView(context: ViewContext, card: Card, { person }: QuotaBody): Promise<View> {
  const { db, locale, settings, now, reader } = context;
  if (person !== card.chat_id && !may(reader, 'admin')) {
    return { as: 'text', text: locale.t('card-withheld'), buttons: [], atRest: true, withheld: true };
  }
  const periods = periodsAt(now, settings.quotaZone);
  if (person !== null) {
    const limits = await limitsOf(db, settings, { personId: person, chatId: null });
    const uses = await usesOf(db, person, [periods.day, periods.month]);
    const name = await nameById(db, person);
    const head = fmt`📊 ${FormattedString.bold(locale.t('quota-of', { name }))}`;
    const none = limits === null ? [locale.t('quota-none')] : [];
    const lines = [head, usesWords(context, limits, uses, periods), ...none];
    return { as: 'text', text: FormattedString.join(lines, '\n'), buttons: [], atRest: true };
  }
  const uses = [...(await usesIn(db, periods.month)), ...(await usesIn(db, periods.day))];
  const withRoles = (await peopleWithRoles(db)).map(({ id }) => id);
  const people = [...new Set([...settings.ownerIds, ...withRoles])];
  const lines = await Promise.all(
    people.map(async (id) => {
      const own = uses.filter(({ person_id }) => person_id === id);
      const words = usesWords(
        context,
        await limitsOf(db, settings, { personId: id, chatId: null }),
        own,
        periods,
      );
      return fmt`${await nameById(db, id)}: ${words}`;
    }),
  );
  const roles = rolesLines(context, await allQuotas(db));
  const head = [`📊 ${locale.t('quota-of-all')}`, ...roles].join('\n');
  const { text, left } = asFits(head, lines, LAST_LINE);
  const more = left > 0 ? `\n${locale.t('and-more', { n: left })}` : '';
  return { as: 'text', text: fmt`${text}${more}`, buttons: [], atRest: true };
}
