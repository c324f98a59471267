import { isNumber } from '../../../messages/recipient.ts';
import { isAtRest, isFailed } from '../../../messages/status.ts';
import type { Card } from '../../../store/cards.ts';
import { type Message, messagesOfCard } from '../../../store/outbox.ts';
import type { Button, View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { lackLines } from '../lacks.ts';
import { presserLines } from '../presser.ts';
import { seenAddress, sightOf } from '../sight.ts';
import type { SendBody } from './body.ts';
import { guardSeconds } from './doubt.ts';
import { contentLines, headLine, PREVIEWED, statusLine } from './lines.ts';
import { manyView } from './many.ts';

function buttonsFor(
  { locale }: ViewContext,
  message: Message,
  { resent, guard, lacks }: Pick<SendBody, 'resent' | 'lacks'> & { guard: number },
): Button[] {
  const button = buttonsIn(locale);
  if (message.state === 'waiting') {
    const { waiting_for: reason } = message;
    if (reason === 'terms' && !message.offered) return [button('cancel')];
    const now = reason === 'stale' ? 'send-now' : lacks.includes('file') ? 'send-without-file' : 'send';
    const label = guard > 0 ? 'send-in' : now;
    return [button(['send', reason], label, { seconds: guard }), button('cancel')];
  }
  if (message.state === 'queued') return [button('cancel')];
  if (message.state === 'in_doubt' && message.doubt_until !== null) return [];
  if (message.state === 'in_doubt') return [button('repeat', 'send-again'), button('leave')];
  if (!isFailed(message.state)) return [];
  // Numbers take look-ups, addresses do not.
  const lookups = isNumber(message.recipient) ? [button('ping'), button('hlr')] : [];
  return resent || message.wiped_at !== null ? lookups : [button('resend', 'send-again'), ...lookups];
}

/** A card of messages to people: one message whole, many counted. */
export async function sendView(context: ViewContext, card: Card, body: SendBody): Promise<View> {
  const [message, another] = await messagesOfCard(context.db, card.id, 2);
  if (!message) throw new Error(`card ${card.id} has no messages`);
  if (another || body.bad.length > 0) return manyView(context, card, message, body);
  const waits = message.state === 'waiting' && message.waiting_for === 'guard';
  const guard = waits ? await guardSeconds(context, message) : 0;
  const sight = sightOf(context, card, message.chat_id);
  const lines = [
    headLine(context, message, seenAddress(sight, message.recipient)),
    ...contentLines(context, message.request, sight, message.state === 'waiting' ? PREVIEWED : undefined),
    ...(await presserLines(context, card)),
    await statusLine(context, message),
  ];
  const isPreview = message.waiting_for === 'confirmation' || message.waiting_for === 'stale';
  if (isPreview) lines.push(...lackLines(context.locale, 'send', body.lacks));
  if (isPreview && body.repeated) lines.push(context.locale.t('preview-repeated', { n: body.repeated }));
  return {
    as: 'text',
    text: lines.join('\n'),
    buttons: [buttonsFor(context, message, { ...body, guard })],
    atRest: isAtRest(message.state) && message.doubt_until === null,
    ...(guard > 0 ? { changesAt: context.now + guard * 1000 } : {}),
    failed: isFailed(message.state),
    asks: message.state === 'waiting' || (message.state === 'in_doubt' && message.doubt_until === null),
  };
}
