import { mayBeThere } from '../../../messages/ends.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import { type Tally, tallyOfCard } from '../../../store/campaigns/tallies.ts';
import { orderOfCard } from '../../../store/orders/orders.ts';
import { CHANNEL } from '../../../store/tables/coded.ts';
import { answer } from '../../answer.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { questionCard } from '../question/body.ts';
import { type Action, refused } from '../room.ts';
import type { SendBody } from './body.ts';

/** Of a campaign's messages those that somebody has, or may have. */
export const reachedEnds = (tally: readonly Tally[], provider: ViewContext['settings']['wire']): Tally[] =>
  tally.filter((end) => mayBeThere(end, provider.hasDialect));

const countOf = (ends: readonly Tally[]): number => ends.reduce((sum, { count }) => sum + count, 0);

/** Of a campaign that was stopped: who got it all the same, and to write to them what should be put right. */
export function reachedButtons(
  { locale, settings }: Pick<ViewContext, 'locale' | 'settings'>,
  { campaign, request, forgotten_at }: Pick<Message, 'campaign' | 'request' | 'forgotten_at'>,
  tally: readonly Tally[],
): Button[] {
  if ((campaign !== 'paused' && campaign !== 'cancelled') || !('text' in request) || forgotten_at !== null)
    return [];
  const n = countOf(reachedEnds(tally, settings.wire));
  const button = buttonsIn(locale);
  return n === 0 ? [] : [button('reached'), button('write-reached', 'write-reached', { n })];
}

/** Asks what they are to be written. */
export const writeReached: Action<SendBody> = {
  role: 'operator',
  async run(context, { card }) {
    const { tx, settings } = context;
    const order = await orderOfCard(tx.db, card.id);
    const n = countOf(reachedEnds(await tallyOfCard(tx.db, card.id), settings.wire));
    if (!order || n === 0) return refused('button-late');
    await answer(context, questionCard, {
      command: CHANNEL.name(order.channel),
      rest: '',
      missing: 'text',
      kept: '',
      to: [],
      unread: '',
      wants: ['reached-text'],
      test: null,
      document: null,
      filling: null,
      reached: { cardId: card.id, n },
    });
    return { toast: null, did: {} };
  },
};
