import { type Ended, type EndMeaning, meaningOf, UNSURE_OUTCOMES } from '../../../messages/ends.ts';
import { byOtherChannels } from '../../../messages/other-channels.ts';
import type { Provider } from '../../../messages/provider.ts';
import { isNumber } from '../../../messages/recipient.ts';
import { isFinal } from '../../../messages/status.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import type { StoredAttempt } from '../../../store/attempts/stored-attempts.ts';
import type { Tally } from '../../../store/campaigns/tallies.ts';
import { messagesOfChain } from '../../../store/chains/chain-messages.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { countUntried, isTriedAgain } from '../../../store/orders/again.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { certainlyAmong, everMended } from '../halt.ts';
import { readAll } from '../read-all.ts';
import type { SendBody } from './body.ts';

/** An end without the code of a provider whose codes are not known here. */
const asToldBy = <End extends Ended>({ hasDialect }: Provider, end: End): End =>
  hasDialect ? end : { ...end, error: null };

/** What the end of a message means, by the table of ends and its attempts. */
export const meaningOfMessage = (
  message: Message,
  attempts: readonly StoredAttempt[],
  provider: Provider,
): EndMeaning =>
  meaningOf(
    asToldBy(provider, message),
    attempts.some(({ outcome }) => UNSURE_OUTCOMES.includes(outcome)),
  );

/** Whether its words are there to be sent again. */
const isWhole = ({ wiped_at, forgotten_at }: Message): boolean => wiped_at === null && forgotten_at === null;

/** What can be done about a message that failed: what helps it, once, and what tells more. */
export async function remedyButtons(
  { locale, db, settings }: ViewContext,
  message: Message,
  { helps, tell }: EndMeaning,
  body: SendBody,
): Promise<Button[]> {
  const { channels } = settings.wire;
  const button = buttonsIn(locale);
  // Numbers take look-ups, addresses do not.
  const lookups = isNumber(message.recipient)
    ? tell.filter((channel) => channels.includes(channel)).map((channel) => button(channel))
    : [];
  // The text of a code is gone by then.
  if (body.resent || !isWhole(message) || (await isTriedAgain(db, message.order_id))) return lookups;
  const isByOthers = helps === 'channel' || message.fallback.length > 0;
  const tried = message.chain === null ? [] : await messagesOfChain(db, message.chain);
  const others = isByOthers
    ? byOtherChannels(message.request, channels).filter(
        (one) => !tried.some(({ channel }) => channel === one.channel),
      )
    : [];
  if (others.length > 0) {
    return [...others.map(({ channel }) => button(['other', channel], `by-${channel}`)), ...lookups];
  }
  const isUseless = helps === 'mend' || helps === 'nothing';
  return isUseless ? lookups : [button('resend', 'send-again'), ...lookups];
}

/**
 * Ends that were certainly no deliveries, and that another try helps.
 * @param mended what their campaign stopped for by itself, which helps them too
 */
export const retriable = (
  tally: readonly Tally[],
  provider: Provider,
  mended: readonly Ended[] = [],
): Tally[] => [
  ...tally.filter((end) => {
    const { certain, helps } = meaningOf(asToldBy(provider, end), false);
    return certain && helps === 'again';
  }),
  ...certainlyAmong(tally, mended),
];

/** How many of a card's messages may be offered to be tried again: none before all have left. */
export async function countToTryAgain(
  context: ViewContext,
  card: Card,
  message: Message,
  tally: readonly Tally[],
): Promise<number> {
  const haveLeft = tally.every(({ state }) => isFinal(state) || state === 'accepted' || state === 'in_doubt');
  const mayGo = haveLeft && isWhole(message);
  if (!mayGo) return 0;
  const mended = await everMended(context.db, card.id, context.settings.wire);
  const ends = retriable(tally, context.settings.wire, mended);
  return readAll(context, message, (db) => countUntried(db, message.order_id, ends));
}
