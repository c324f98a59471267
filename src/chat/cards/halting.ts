import { LOOKED_AT } from '../../messages/breaker.ts';
import { isAtRest } from '../../messages/status.ts';
import type { Message } from '../../store/attempts/outbox.ts';
import { TRIPPED, tripOnRecord } from '../../store/campaigns/breaker.ts';
import { UNPAID } from '../../store/campaigns/campaign-decisions.ts';
import { CANARY_STOPPED, canaryOnRecord } from '../../store/campaigns/canary.ts';
import type { Tally as StoredTally } from '../../store/campaigns/tallies.ts';
import type { Card } from '../../store/chats/cards.ts';
import { balanceOnRecord } from '../../store/provider/no-money.ts';
import type { Locale } from '../locale.ts';
import { moneyIn } from '../money/money.ts';
import type { Button, ViewContext } from '../show/view.ts';
import { buttonsIn } from './button.ts';
import { lastHalt } from './halt.ts';
import { nameById } from './presser.ts';
import { byFrequency, count, countedBy } from './progress.ts';
import { reasonOf } from './reason.ts';

type Tally = readonly Pick<Message, 'state'>[];

/** What can be said to many messages of which some have not left: a campaign can be paused, too. */
export function haltingButtons(
  locale: Locale,
  { campaign }: Pick<Message, 'campaign'>,
  tally: Tally,
): Button[] {
  if (!tally.some(({ state }) => state === 'queued')) return [];
  const button = buttonsIn(locale);
  const cancel = button('cancel', 'cancel-rest');
  if (campaign === 'running') return [button('pause'), cancel];
  return campaign === 'paused' ? [button('resume'), cancel] : [cancel];
}

/** Who has paused a campaign, and when; where nobody has, why it stopped by itself. */
export async function pausedLines(
  context: ViewContext,
  card: Pick<Card, 'id'>,
  { campaign }: Pick<Message, 'campaign'>,
  tally: readonly Pick<StoredTally, 'state' | 'count'>[],
): Promise<string[]> {
  const { db, locale, now } = context;
  if (campaign !== 'paused') return [];
  const action = await lastHalt(db, card.id);
  if (!action) return [];
  const waiting = count(tally, (state) => state === 'queued');
  if (action.what === CANARY_STOPPED) {
    const { ends, bill, ...stopped } = canaryOnRecord(action.arg);
    if (bill?.is === 'kind') {
      const { count: n, of, template } = bill;
      return [locale.t('canary-billed-kind', { n, of, kind: locale.t(`billed-${template}`), waiting })];
    }
    if (bill?.is === 'price') {
      const money = (price: number) => moneyIn(locale, context.settings, price);
      const prices = { was: money(bill.was), expected: money(bill.expected) };
      return [locale.t('canary-billed-dear', { of: stopped.of, ...prices, waiting })];
    }
    const counts = countedBy(ends, (end) => reasonOf(context, end));
    const reasons = byFrequency(counts).map(([reason, n]) => `${locale.number(n)} × ${reason}`);
    return [locale.t('canary-stopped', { ...stopped, reasons: reasons.join(', '), waiting })];
  }
  if (action.what === TRIPPED) {
    const { failed, of, ...end } = tripOnRecord(action.arg);
    const which = of < LOOKED_AT ? 'first' : 'last';
    const reason = reasonOf(context, end);
    return [locale.t('tripped', { failed, of, which, state: end.state, reason, waiting })];
  }
  if (action.what === UNPAID) {
    const left = moneyIn(locale, context.settings, balanceOnRecord(action.arg));
    return [locale.t('stopped-unpaid', { left, time: locale.time(action.at, now), waiting })];
  }
  const { actor_kind: kind, actor_id: id } = action;
  const program = kind === 'system' ? locale.t('by-shell') : id;
  const name = kind === 'person' ? await nameById(db, id) : program;
  return [locale.t('paused', { name, time: locale.time(action.at, now) })];
}

/** Nothing of it moves by itself any more. */
export const isHalted = ({ campaign }: Pick<Message, 'campaign'>, tally: Tally): boolean =>
  tally.every(({ state }) => isAtRest(state) || (campaign === 'paused' && state === 'queued'));
