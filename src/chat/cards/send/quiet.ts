import type { Message } from '../../../store/attempts/outbox.ts';
import { type Order, orderOfCard } from '../../../store/orders/orders.ts';
import { passQuiet, quietOf } from '../../../store/stop-list/left-alone.ts';
import { idsOf } from '../../../store/tables/message-id.ts';
import type { Context } from '../../context.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import { whenWords } from '../../times/when.ts';
import { buttonsIn } from '../button.ts';
import { type Action, refused } from '../room.ts';
import type { SendBody } from './body.ts';

/** Advertising has quiet hours of its own, which are said. */
const suffixOf = ({ request }: Message): '' | '-ad' =>
  'kind' in request && request.kind === 'ad' ? '-ad' : '';

/** Until when a recipient is left alone; after that it is on its way. */
export const quietLine = ({ locale, settings, now }: ViewContext, message: Message, until: number): string =>
  until > now
    ? locale.t(`queued-quiet${suffixOf(message)}`, {
        when: whenWords(locale, settings.timeZone, until, now),
      })
    : locale.t('queued');

/** Offers to have it go all the same, at an hour at which its recipient is left alone. */
export const passButton = ({ locale }: ViewContext): Button => buttonsIn(locale)('pass-quiet', 'send-now');

/**
 * How many of a card's messages wait for the hours of their recipients, and until when the first of them does; with what
 * can be said to that, unless all of it is paused or called off.
 */
export async function quietOfMany(
  context: ViewContext,
  first: Message,
): Promise<{ readonly lines: string[]; readonly buttons: Button[] }> {
  if (first.quiet === null) return { lines: [], buttons: [] };
  const { n, until } = await quietOf(context.db, first, context.settings.accounts);
  if (n === 0 || until === null) return { lines: [], buttons: [] };
  const { locale, settings, now } = context;
  const when = whenWords(locale, settings.timeZone, until, now);
  const isGoing = first.campaign === null || first.campaign === 'running';
  return {
    lines: [locale.t(`queued-quiet-many${suffixOf(first)}`, { n, when })],
    buttons: isGoing ? [passButton(context)] : [],
  };
}

/** What is kept back of an order goes now: what is left of it, too, at whatever hour. Returns how many messages that are. */
export async function passKeptBack({ tx, settings, now }: Context, order: Order): Promise<number> {
  const { n } = await quietOf(tx.db, { id: idsOf(order.number).first }, settings.accounts);
  if (n > 0) await passQuiet(tx, order, settings.accounts, now);
  return n;
}

const pass: Action<SendBody> = {
  role: 'operator',
  async run(context, { card }) {
    const order = await orderOfCard(context.tx.db, card.id);
    const n = order ? await passKeptBack(context, order) : 0;
    if (!order || n === 0) return refused('button-late');
    return { toast: { id: 'button-sending', args: { n } }, did: { orderId: order.id } };
  },
};

export const quietActions = { 'pass-quiet': pass };
