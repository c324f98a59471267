import { FormattedString } from '@grammyjs/parse-mode';
import { isAtRest, isFailed, isOverruledBy, isReceiptEnd } from '../../../messages/status.ts';
import type { Plainer } from '../../../messages/terms.ts';
import type { WaitingReason } from '../../../messages/waiting.ts';
import { attemptsOf } from '../../../store/attempts.ts';
import type { Card } from '../../../store/cards.ts';
import { waitsOf } from '../../../store/documents.ts';
import { orderOfCard } from '../../../store/orders.ts';
import { type Message, messagesOfCard } from '../../../store/outbox.ts';
import { receiptsOf } from '../../../store/receipts.ts';
import type { Button, View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { presserLines } from '../presser.ts';
import { seenAddress, sightOf } from '../sight.ts';
import type { SendBody } from './body.ts';
import { guardSeconds } from './doubt.ts';
import { contentLines, headLine, standingOf, type Words } from './lines.ts';
import { manyView } from './many.ts';
import { plainerIn, previewLines, typedLength } from './preview.ts';
import { meaningOfMessage, remedyButtons } from './remedies.ts';

/** Reasons whose card says what a person should know before pressing Send. */
const PREVIEWING: ReadonlySet<WaitingReason> = new Set<WaitingReason>([
  'stale',
  'confirmation',
  'price',
  'landline',
]);

function buttonsFor(
  { locale }: ViewContext,
  message: Message,
  { lacks, guard, plainer }: Pick<SendBody, 'lacks'> & { guard: number; plainer: Plainer | null },
): Button[] {
  const button = buttonsIn(locale);
  if (message.state === 'waiting') {
    const { waiting_for: reason } = message;
    if (reason === 'terms' && !message.offered) return [button('cancel')];
    const now = reason === 'stale' ? 'send-now' : lacks.includes('file') ? 'send-without-file' : 'send';
    const asPlain = plainer ? [button(['plain', reason], 'plain', { n: plainer.wire.parts })] : [];
    return [button(['send', reason], guard > 0 ? 'send-when-possible' : now), ...asPlain, button('cancel')];
  }
  if (message.state === 'queued') return [button('cancel')];
  if (message.state === 'in_doubt' && message.doubt_until !== null) return [];
  if (message.state === 'in_doubt') return [button('repeat', 'send-again'), button('leave')];
  return [];
}

/** Ids that are spelled out; /status takes any of them. */
const IDS_SHOWN = 3;

/** Where a message stands, with the provider's ids of it, which can be tapped to be copied. */
function standingLine(
  { locale }: ViewContext,
  { state }: Message,
  line: Words,
  ids: readonly string[],
): Words {
  if (ids.length === 0) return line;
  const shown = ids.slice(0, IDS_SHOWN).map((id) => FormattedString.code(id));
  const more = ids.length > IDS_SHOWN ? ` ${locale.t('and-more', { n: ids.length - IDS_SHOWN })}` : '';
  const named = FormattedString.join([`${locale.t('lookup-id')} `, FormattedString.join(shown, ', '), more]);
  return FormattedString.join([line, named], state === 'accepted' ? ', ' : ' · ');
}

/** What the provider had said before a delivery ended it after all; null: nothing. */
async function overruledLine({ locale, db }: ViewContext, { id, state }: Message): Promise<string | null> {
  if (state !== 'delivered') return null;
  const told = await receiptsOf(db, id);
  const before = told.find((receipt) => isReceiptEnd(receipt.state) && isOverruledBy(receipt.state, state));
  return before ? locale.t('delivered-after-all', { before: locale.t(`ended-${before.state}`) }) : null;
}

/** A card of messages to people: one message whole, many counted. */
export async function sendView(context: ViewContext, card: Card, body: SendBody): Promise<View> {
  const [message, another] = await messagesOfCard(context.db, card.id, 2);
  if (!message) throw new Error(`card ${card.id} has no messages`);
  if (another || body.bad.length > 0) return manyView(context, card, message, body);
  const order = message.state === 'waiting' ? await orderOfCard(context.db, card.id) : undefined;
  const waits = order ? waitsOf(order) : [];
  const guard = waits[0] === 'guard' ? await guardSeconds(context, message) : 0;
  const sight = sightOf(context, card, message.chat_id);
  const plainer = plainerIn(context, message, { waits, sight });
  const attempts = await attemptsOf(context.db, message.id);
  const meaning = meaningOfMessage(message, attempts);
  const isDraft = message.waiting_for === 'confirmation' && card.chat_id < 0;
  const { line, advice = null } = isDraft
    ? { line: context.locale.t('waiting-draft') }
    : await standingOf(context, message);
  const failed = isFailed(message.state);
  const buttons = failed
    ? await remedyButtons(context, message, meaning, body)
    : buttonsFor(context, message, { lacks: body.lacks, guard, plainer });
  const ids = attempts.flatMap(({ provider_id }) => provider_id ?? []);
  const lines = [
    headLine(context, message, seenAddress(sight, message.recipient)),
    ...contentLines(context, message.request, sight, order && typedLength(plainer)),
    ...(await presserLines(context, card)),
    ...(waits.some((reason) => PREVIEWING.has(reason))
      ? await previewLines(context, message, { waits, total: 1, body, sight, plainer })
      : []),
    standingLine(context, message, line, ids),
    advice,
    failed && !meaning.certain && advice === null ? context.locale.t('perhaps-delivered') : null,
    await overruledLine(context, message),
  ].filter((one) => one !== null);
  return {
    as: 'text',
    text: FormattedString.join(lines, '\n'),
    buttons: [buttons],
    atRest: isAtRest(message.state) && message.doubt_until === null,
    ...(guard > 0 ? { changesAt: context.now + guard * 1000 } : {}),
    failed,
    asks: message.state === 'waiting' || (message.state === 'in_doubt' && message.doubt_until === null),
  };
}
