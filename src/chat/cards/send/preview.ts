import { unencodable } from '../../../messages/alphabet.ts';
import { estimateOf } from '../../../messages/estimate.ts';
import { callsOnly } from '../../../messages/recipient.ts';
import { type Plainer, plainerOf } from '../../../messages/terms.ts';
import type { Waits } from '../../../messages/waiting.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { waitsOf } from '../../../store/orders/documents.ts';
import { orderOfCard } from '../../../store/orders/orders.ts';
import { recentPrices } from '../../../store/provider/recent-price.ts';
import type { Locale } from '../../locale.ts';
import { moneyIn } from '../../money/money.ts';
import { type Button, shorten, type ViewContext } from '../../show/view.ts';
import { badRecipientWords, consentLine } from '../bad-recipients.ts';
import { buttonsIn } from '../button.ts';
import { NAME_LIMIT, recipientName, typedTwice } from '../first-numbers.ts';
import { lackLines } from '../lacks.ts';
import { type Sight, sightOf } from '../sight.ts';
import { characterNames, listed } from '../words.ts';
import { approvalButtons } from './approval.ts';
import type { SendBody } from './body.ts';
import { laterLines } from './chain.ts';
import { costLine, sharesOf } from './estimate.ts';
import { laterButtons, type Timing } from './later.ts';
import { partsIn, type Words } from './lines.ts';
import { exactPriceOf } from './price.ts';
import { quotaLines } from './quota.ts';

/** So few characters that the alphabet hangs on are slips; of more it is the language. */
const FEW = 3;
/** What is offered in place of a text is shown whole up to here (UTF-16 units): both have to fit one card. */
const PLAIN_LENGTH = 2500;
/** Both texts together; the rest of a card is for all that is said of them (UTF-16 units). */
const TEXTS_LENGTH = 2700;
/** The text as it was typed is shown in so many at the least; with no other below it in so many (UTF-16 units). */
const TYPED_LENGTH = [100, 2500] as const;
/** Of a text that is asked about no more it is the beginning that tells which it is (UTF-16 units). */
const SENT_LENGTH = 1000;

/** What is asked about a card's messages before they go, and how much of their text it shows. */
export interface Preview extends Timing {
  /** Empty: they are not waiting. */
  readonly waits: Waits;
  readonly sight: Sight;
  /** How a dear message would cost less; null: no way, or its text may not be read here. */
  readonly plainer: Plainer | null;
  /** UTF-16 units of the text as it was typed. */
  readonly length: number;
}

const textOf = ({ content }: Plainer): string => ('text' in content ? content.text : '');

/** How much of the typed text is shown, so that the plainer one below it is there whole. */
function typedLength(plainer: Plainer | null): number {
  const [least, most] = TYPED_LENGTH;
  return plainer ? Math.max(least, Math.min(most, TEXTS_LENGTH - textOf(plainer).length)) : most;
}

/** @param message one of the card's, of which some are waiting or none */
export async function previewOf(
  context: ViewContext,
  card: Card,
  message: Message,
  isWaiting: boolean,
  { names }: Pick<SendBody, 'names'>,
): Promise<Preview> {
  const sight = sightOf(context, card, message, names);
  const order = isWaiting ? await orderOfCard(context.db, card.id) : undefined;
  if (!order) return { waits: [], sight, plainer: null, length: SENT_LENGTH, sendAt: null };
  const waits = waitsOf(order);
  const isDear = sight.texts && waits.includes('price');
  const plainer = isDear ? plainerOf(message.request, message.agreed, context.settings.wire) : null;
  return { waits, sight, plainer, length: typedLength(plainer), sendAt: order.send_at };
}

/** What says yes to what goes at once, and to what goes at a time that is set. */
const AT_ITS_TIME: Readonly<Record<string, string>> = { send: 'schedule', 'send-many': 'schedule-many' };

/** What can be said to the question; to one about terms that cannot be had, only that nothing is to be sent. */
export async function answerButtons(
  context: ViewContext,
  card: Card,
  { offered }: Message,
  preview: Preview,
  send: { readonly label: string; readonly n?: number },
): Promise<Button[]> {
  const { waits, plainer } = preview;
  const button = buttonsIn(context.locale);
  const [reason = null] = waits;
  if (reason === 'approval') return approvalButtons(context, card);
  if (reason === 'terms' && !offered) return [button('cancel')];
  if (reason === 'stopped') return [button('resume'), button('cancel')];
  if (reason === 'right') return [button(['send', reason], 'send-now'), button('cancel')];
  if (reason === 'schedule') {
    return [...laterButtons(context, preview), button(['send', reason], 'send-now'), button('cancel')];
  }
  const isLater = preview.sendAt !== null && preview.sendAt > context.now;
  const { label: atOnce, ...args } = send;
  const label = (isLater && AT_ITS_TIME[atOnce]) || atOnce;
  const asPlain = plainer ? [button(['plain', reason], 'plain', { n: plainer.wire.parts })] : [];
  return [
    button(['send', reason], label, args),
    ...asPlain,
    ...laterButtons(context, preview),
    button('cancel'),
  ];
}

/** Offers the text whole, where the card has its beginning alone. */
export const wholeButtons = (
  { locale }: ViewContext,
  { request }: Message,
  { sight, length }: Preview,
): Button[] =>
  sight.texts && 'text' in request && request.text.length > length ? [buttonsIn(locale)('whole')] : [];

/** What a preview says beside the text. */
export interface Previewed extends Preview {
  /** How many of the card's messages wait. */
  readonly total: number;
  readonly body: SendBody;
}

/** The characters because of which a text takes a wider alphabet, where they can be named. */
function wideCharacters(
  { request, agreed }: Message,
  { waits, sight, plainer }: Previewed,
): readonly string[] {
  if (plainer) return plainer.characters;
  if (!sight.texts || request.channel !== 'sms' || agreed.alphabet !== 'ucs2') return [];
  const beyondLatin = new Set(unencodable(request.text, 'latin1'));
  const wide = unencodable(request.text, 'gsm').filter((character) => beyondLatin.has(character));
  return wide.length <= FEW || waits.includes('price') ? wide : [];
}

/** Who stands twice among those that a line names, by name or number: it goes once. */
export function sameRecipientLines(locale: Locale, sight: Sight, { duplicates }: SendBody): string[] {
  const list = typedTwice(locale, sight, duplicates);
  return duplicates.length > 0 ? [locale.t('preview-duplicates', { n: duplicates.length, list })] : [];
}

/** What the person should know before pressing Send. */
export async function previewLines(
  context: ViewContext,
  message: Message,
  previewed: Previewed,
): Promise<Words[]> {
  const { locale, settings, db } = context;
  const lines: Words[] = [];
  const { agreed } = message;
  const { waits, total, body, sight, plainer } = previewed;
  const wide = wideCharacters(message, previewed);
  if (wide.length > 0 && agreed.alphabet !== null) {
    const alphabet = locale.t(`alphabet-${agreed.alphabet}`);
    const isCyrillic = wide.length > FEW && wide.some((character) => /\p{Script=Cyrillic}/u.test(character));
    const characters = isCyrillic ? locale.t('cyrillic') : characterNames(locale, wide);
    lines.push(locale.t('preview-wide', { alphabet, characters }));
  }
  lines.push(...lackLines(locale, 'send', body.lacks));
  lines.push(...sameRecipientLines(locale, sight, body));
  if (body.bad.length > 0) {
    const bad = body.bad.map(
      (one) => `${shorten(one.typed, NAME_LIMIT)} (${badRecipientWords(locale, one)})`,
    );
    lines.push(locale.t('preview-bad', { n: body.bad.length, list: listed(locale, bad) }));
    const consent = consentLine(locale, body.bad);
    if (consent) lines.push(consent);
  }
  if (body.beside.length > 0) {
    const beside = body.beside.map((words) => locale.t('quoted', { words: shorten(words, NAME_LIMIT) }));
    lines.push(locale.t('preview-beside', { n: beside.length, list: listed(locale, beside) }));
  }
  if (waits.includes('landline')) {
    const kind = total === 1 ? callsOnly(message.recipient) : null;
    const list = listed(
      locale,
      body.callsOnly.map((one) => recipientName(sight, one)),
    );
    lines.push(
      kind ? locale.t(`preview-${kind}`) : locale.t('preview-calls-only', { n: body.landlines, list }),
    );
  }
  if (body.repeated && waits[0] !== 'guard')
    lines.push(locale.t('preview-repeated', { n: body.repeated, total }));
  const prices = await recentPrices(db, message.channel);
  const exact = await exactPriceOf(context, message);
  const costing = (parts: number) => sharesOf(context, message, { total, parts });
  if (exact.isKnown) lines.push(exact.line ?? '');
  else if (prices !== null && agreed.parts !== null)
    lines.push(costLine(context, await costing(agreed.parts), prices));
  else if (waits.includes('price')) lines.push(locale.t('preview-no-price'));
  if (!exact.isKnown && exact.line !== null) lines.push(exact.line);
  lines.push(...(await laterLines(context, message, total)));
  lines.push(...(await quotaLines(context, message)));
  if (plainer) {
    const { parts } = plainer.wire;
    const cost = prices && estimateOf(await costing(parts), prices).cost;
    const how = [
      partsIn(locale, plainer.wire),
      ...(cost === null ? [] : [`≈ ${moneyIn(locale, settings, cost)}`]),
    ].join(' · ');
    const words = locale.t('quoted', { words: shorten(textOf(plainer), PLAIN_LENGTH) });
    lines.push(locale.t('preview-plain', { how }), words);
  }
  return lines;
}
