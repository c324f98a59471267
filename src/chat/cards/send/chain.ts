import { laterOf } from '../../../desk/weighing.ts';
import type { ChainStep } from '../../../messages/chain.ts';
import type { Channel } from '../../../messages/request.ts';
import { contentOf, RequestRefused } from '../../../messages/request.ts';
import { isFailed, type MessageState } from '../../../messages/status.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import { messagesOfChain } from '../../../store/chains/chain-messages.ts';
import { chainStopOf } from '../../../store/chains/chain-stops.ts';
import { wentOn } from '../../../store/chains/chain-tallies.ts';
import { recentPrice } from '../../../store/provider/recent-price.ts';
import type { Locale } from '../../locale.ts';
import { moneyIn } from '../../money/money.ts';
import type { ViewContext } from '../../show/view.ts';
import { fateWords } from './fate.ts';
import { partsIn } from './lines.ts';

const SIGNS: Partial<Record<MessageState, string>> = {
  delivered: '✅',
  unknown: '❔',
  in_doubt: '❔',
  left: '❔',
  cancelled: '✖️',
};

const signOf = (state: MessageState): string => SIGNS[state] ?? (isFailed(state) ? '❌' : '⏳');

const namesOf = ({ t }: Locale, steps: readonly Pick<ChainStep, 'channel'>[]): string =>
  steps.map(({ channel }) => t(`by-channel-${channel}`)).join(', ');

/** One of a chain in a few words: "Viber ❌ not delivered: subscriber offline (6)". */
export const tryWords = (
  locale: Locale,
  message: Pick<Message, 'channel' | 'state' | 'error' | 'command_status'>,
  provider: ViewContext['settings']['wire'],
): string =>
  `${locale.t(`by-channel-${message.channel}`)} ${signOf(message.state)} ${fateWords(locale, message, provider)}`;

/**
 * By which channels a single message went, and what follows, where no preview tells more of that: none where it was never to
 * go on.
 */
export async function chainLines(
  context: ViewContext,
  message: Message,
  isPreviewed: boolean,
): Promise<string[]> {
  const { db, locale, settings } = context;
  const { chain, fallback, state } = message;
  if (chain === null) return [];
  const tries = await messagesOfChain(db, chain);
  const name = locale.t(`by-channel-${message.channel}`);
  const went = tries.map((one) =>
    one.id === message.id ? `${name} ${signOf(state)}` : tryWords(locale, one, settings.wire),
  );
  const next = fallback.length === 0 ? [] : [namesOf(locale, fallback)];
  const lines = went.length > 1 ? [went.join(' → ')] : [];
  if (next.length === 0 || state === 'delivered' || isPreviewed) return lines;
  const names = { next: namesOf(locale, fallback.slice(0, 1)), before: name };
  if (!isFailed(state)) return [...lines, locale.t('chain-next', names)];
  const why = await chainStopOf(db, message.id);
  return [...lines, locale.t(`chain-stopped-${why ?? 'unsure'}`, names)];
}

/** How many of a card's people were tried by further channels. */
export async function wentOnLines({ db, locale }: ViewContext, { chain }: Message): Promise<string[]> {
  if (chain === null) return [];
  const counts = await wentOn(db, chain);
  if (counts.length === 0) return [];
  const each = counts.map(({ channel, count }) =>
    locale.t('chain-went-on', { channel: locale.t(`by-channel-${channel}`), n: count }),
  );
  return [each.join(' · ')];
}

/** What each of the channels that follow would take and cost, and when they do. */
export async function laterLines(
  { db, locale, settings }: ViewContext,
  { request, fallback, recipient, isWorded }: Message,
  total: number,
): Promise<string[]> {
  const within = 'within' in request ? request.within : undefined;
  if (fallback.length === 0 || within === undefined) return [];
  const lines: string[] = [];
  let before: Channel = request.channel;
  for (const { request: later, terms } of laterOrNone()) {
    const { channel } = later;
    const price = await recentPrice(db, channel);
    // Texts of their own differ in length.
    const pieces = [
      ...(channel === 'sms' && !isWorded ? [partsIn(locale, terms)] : []),
      ...(price === null || isWorded
        ? []
        : [
            locale.t('chain-cost', {
              cost: moneyIn(locale, settings, price * terms.parts * total),
              n: total,
            }),
          ]),
    ];
    const names = {
      channel: locale.t(`by-channel-${channel}`),
      before: locale.t(`by-channel-${before}`),
      time: locale.duration(within * 1000),
    };
    lines.push([locale.t('chain-later', names), ...pieces].join(' · '));
    before = channel;
  }
  return lines;

  /** The settings may have become such that a channel cannot take it: its turn says so. */
  function laterOrNone() {
    try {
      return laterOf({ content: contentOf(request), fallback }, recipient, settings.wire);
    } catch (error) {
      if (error instanceof RequestRefused) return [];
      throw error;
    }
  }
}
