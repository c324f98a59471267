import { formatMoney } from '../../messages/money.ts';
import { formatPhone } from '../../messages/recipient.ts';
import type { MessageRequest } from '../../messages/request.ts';
import { isAtRest, isFailed } from '../../messages/status.ts';
import { toWire } from '../../messages/wire.ts';
import { attemptsOf } from '../../store/attempts.ts';
import type { Card } from '../../store/cards.ts';
import { type Message, messagesOfCard } from '../../store/outbox.ts';
import { wordsOfError, wordsOfStatus } from '../code-words.ts';
import { type Button, shorten, type View, type ViewContext } from '../show/view.ts';
import { doubtLine, guardLine, guardSeconds } from './doubt.ts';
import type { CardBody } from './kinds.ts';
import { manyView } from './many.ts';

/** The first line of a card: the channel, to whom, how many parts in which alphabet, whether flash, from whom. */
export function headLine(context: ViewContext, message: Message, recipients: string): string {
  const { locale, settings } = context;
  const request = JSON.parse(message.request) as MessageRequest;
  const pieces = [`${locale.t(`channel-${request.channel}`)} → ${recipients}`];
  const wire = toWire(request, settings.wire, message.reference);
  if (request.channel === 'sms') {
    pieces.push(locale.t('parts', { n: wire.parts, alphabet: locale.t(`alphabet-${wire.alphabet}`) }));
  }
  if ('flash' in request && request.flash) pieces.push(locale.t('flash'));
  if (wire.source.address !== '') pieces.push(locale.t('from', { from: wire.source.address }));
  return pieces.join(' · ');
}

/** What the recipient gets to read or hear, and what else was asked for, a line each. */
export function contentLines({ locale }: ViewContext, request: MessageRequest): string[] {
  const lines: string[] = [];
  if ('subject' in request) lines.push(locale.t('subject', { subject: shorten(request.subject, 200) }));
  if ('text' in request) lines.push(`“${shorten(request.text)}”`);
  if ('code' in request) lines.push(`“${request.code}”`);
  if (request.channel === 'call') {
    const { voice, ...call } = request;
    const asked = (['ring', 'retry', 'tries'] as const)
      .filter((option) => call[option] !== undefined)
      .map((option) => locale.t(`call-${option}`, { n: call[option] ?? 0 }));
    lines.push([locale.t('voice', { voice }), ...asked].join(' · '));
  }
  if (request.channel === 'bot') lines.push(locale.t('through-bot', { bot: request.bot }));
  if ('comment' in request && request.comment)
    lines.push(locale.t('comment', { comment: shorten(request.comment, 200) }));
  return lines;
}

/** Why a message did not arrive, and what to do about it. */
function failureLine({ locale, settings }: ViewContext, message: Message): string {
  if (message.state === 'refused') {
    const status = wordsOfStatus(locale, message.command_status ?? 0);
    return locale.t('refused', {
      meaning: status.meaning,
      name: status.name,
      advice: status.advice,
    });
  }
  if (message.state === 'unknown') return locale.t('no-status');
  const known = message.error === null ? null : wordsOfError(locale, message.error);
  const state = locale.t(`ended-${message.state}`);
  const price = message.cost ? ` · ${formatMoney(message.cost)} ${settings.currency}` : '';
  if (known && known.code !== 0) {
    const reason = lowerFirst(known.name);
    return `❌ ${state}: ${reason} (${known.code})${price}\n${known.advice}`;
  }
  return `❌ ${state}${message.error ? ` (${message.error})` : ''}${price}`;
}

/** "Subscriber offline" within a sentence; abbreviations such as "IP" stay. */
export const lowerFirst = (words: string): string =>
  /^\p{Lu}\p{Ll}/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;

/** Where the message stands. */
export async function statusLine(context: ViewContext, message: Message): Promise<string> {
  const { locale, now, db, settings } = context;
  switch (message.state) {
    case 'waiting':
      if (message.waiting_for === 'guard') return guardLine(context, message);
      return message.waiting_for === 'stale'
        ? locale.t('waiting-stale', { age: locale.duration(now - message.fresh_at) })
        : locale.t('waiting-confirmation');
    case 'queued':
    case 'submitting':
      if (message.waiting_for === 'guard') return guardLine(context, message);
      return message.command_status === null
        ? locale.t('queued')
        : locale.t('queued-again', {
            meaning: wordsOfStatus(locale, message.command_status).meaning,
          });
    case 'accepted': {
      const ids = (await attemptsOf(db, message.id)).flatMap(({ provider_id }) => provider_id ?? []);
      return locale.t('accepted', { id: ids.join(', ') });
    }
    case 'delivered': {
      const ended = message.ended_at ?? now;
      const pieces = [
        locale.t('delivered', {
          time: locale.time(ended, now),
          duration: locale.duration(ended - (message.accepted_at ?? message.created_at)),
        }),
      ];
      if (message.cost !== null) pieces.push(`${formatMoney(message.cost)} ${settings.currency}`);
      return pieces.join(' · ');
    }
    case 'in_doubt':
      return doubtLine(context, message);
    case 'cancelled':
    case 'left':
      return locale.t(message.state);
    default:
      return failureLine(context, message);
  }
}

/** Numbers take look-ups, addresses do not. */
const isNumber = (recipient: string): boolean => /^\d+$/.test(recipient);

function buttonsFor(
  { locale }: ViewContext,
  message: Message,
  { resent, guard }: { resent: boolean; guard: number },
): Button[] {
  const button = (action: string, label = action, args = {}): Button => ({
    action,
    label: locale.t(`button-${label}`, args),
  });
  if (message.state === 'waiting') {
    if (guard > 0) return [button('send', 'send-in', { seconds: guard }), button('cancel')];
    return [button('send', message.waiting_for === 'stale' ? 'send-now' : 'send'), button('cancel')];
  }
  if (message.state === 'queued') return [button('cancel')];
  if (message.state === 'in_doubt' && message.doubt_until !== null) return [];
  if (message.state === 'in_doubt') return [button('repeat', 'send-again'), button('leave')];
  if (!isFailed(message.state)) return [];
  const lookups = isNumber(message.recipient) ? [button('ping'), button('hlr')] : [];
  return resent ? lookups : [button('resend', 'send-again'), ...lookups];
}

/** A card of messages to people: one message whole, many counted. */
export async function sendView(context: ViewContext, card: Card): Promise<View> {
  const [message, another] = await messagesOfCard(context.db, card.id, 2);
  const body = JSON.parse(card.body) as CardBody<'send'>;
  if (!message) throw new Error(`card ${card.id} has no messages`);
  if (another || body.bad.length > 0) return manyView(context, card, message, body);
  const request = JSON.parse(message.request) as MessageRequest;
  const waits = message.state === 'waiting' && message.waiting_for === 'guard';
  const guard = waits ? await guardSeconds(context, message) : 0;
  const lines = [
    headLine(context, message, formatPhone(message.recipient)),
    ...contentLines(context, request),
    await statusLine(context, message),
  ];
  return {
    as: 'text',
    text: lines.join('\n'),
    buttons: [buttonsFor(context, message, { resent: body.resent ?? false, guard })],
    atRest: isAtRest(message.state) && message.doubt_until === null,
    ...(guard > 0 ? { changesAt: context.now + guard * 1000 } : {}),
    failed: isFailed(message.state),
  };
}
