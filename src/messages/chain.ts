import { z } from 'zod';
import { type Ended, meaningOf } from './ends.ts';
import { nameList } from './name-list.ts';
import { type Channel, type MessageContent, messageContent, RequestRefused } from './request.ts';
import { isReceiptEnd, type MessageState } from './status.ts';

/*
 * A chain brings one text to one person by several channels, each after the one before has certainly failed. How long one
 * may take is its validity period: the provider itself gives it up then, so nothing is taken back that is on its way.
 */

/** Channels that bring any text to a number. */
export const CHAIN_CHANNELS = ['viber', 'soc', 'sms', 'call'] as const satisfies readonly Channel[];

/** How long each but the last may take where nothing is said, and what can be said (s): the provider has a day at most. */
export const AFTER_SECONDS = { usual: 60, min: 30, max: 24 * 3600 } as const;

/** A channel that is tried if the one before fails, with what was asked for it beside the words, which all share. */
export const chainStep = z.looseObject({ channel: z.enum(CHAIN_CHANNELS) });
export type ChainStep = z.infer<typeof chainStep>;

/** By which channels something goes, one after the other, and how long each but the last may take (s). */
export interface Chain {
  readonly channels: readonly [ChainStep['channel'], ...ChainStep['channel'][]];
  readonly within: number;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

/** Seconds by "60s", "5m", "1h", or seconds alone; null: it is none of these, or out of range. */
function secondsIn(typed: string): number | null {
  const [, figures, unit = ''] = /^(\d{1,6})([smh]?)$/i.exec(typed.trim()) ?? [];
  const seconds = Number(figures) * (UNITS[unit.toLowerCase()] ?? Number.NaN);
  return seconds >= AFTER_SECONDS.min && seconds <= AFTER_SECONDS.max ? seconds : null;
}

/**
 * Reads `via=viber,sms after=60s` of an order that would go by a channel, which is one of them: who names others alone may
 * have meant either. Null: neither was said.
 * @throws RequestRefused
 */
export function readChain(
  channel: Channel,
  { via, after }: { readonly via?: string | undefined; readonly after?: string | undefined },
): Chain | null {
  if (via === undefined && after === undefined) return null;
  if (via === undefined) throw new RequestRefused({ kind: 'bad-after', typed: after ?? '' });
  const names = nameList(via);
  const known = CHAIN_CHANNELS.filter((one) => names.includes(one)).toSorted(
    (one, other) => names.indexOf(one) - names.indexOf(other),
  );
  const [first, ...more] = known;
  const isEach = known.length === names.length && names.includes(channel);
  if (first === undefined || more.length === 0 || !isEach) {
    throw new RequestRefused({ kind: 'bad-via', typed: via, channel });
  }
  const within = after === undefined ? AFTER_SECONDS.usual : secondsIn(after);
  if (within === null) throw new RequestRefused({ kind: 'bad-after', typed: after ?? '' });
  return { channels: [first, ...more], within };
}

/** What was asked for beside the recipient and the chain's own fields. */
type Options = Readonly<Record<string, unknown>>;

/** Fields that all channels of a chain share. */
const SHARED = ['channel', 'text', 'comment', 'within', 'kind'];

/** Of what was asked for, what a channel takes. */
function optionsOf(channel: ChainStep['channel'], options: Options): Options {
  const taken = messageContent.parse({ channel, text: '', ...options });
  return Object.fromEntries(
    Object.entries(taken).filter(([name]) => !SHARED.includes(name) && options[name] !== undefined),
  );
}

/** What goes by the first channel, and the others as they are kept. */
export function chained(
  { channels, within }: Chain,
  { channel: _, text, comment, kind, ...options }: Options,
): { readonly content: MessageContent; readonly fallback: ChainStep[] } {
  const [first, ...others] = channels;
  const words = {
    text,
    ...(comment === undefined ? {} : { comment }),
    ...(kind === undefined ? {} : { kind }),
  };
  return {
    content: messageContent.parse({ channel: first, ...words, within, ...optionsOf(first, options) }),
    fallback: others.map((channel) => ({ channel, ...optionsOf(channel, options) })),
  };
}

/** The same words by the next channel, which has as long as the one before unless it is the last. */
export function nextContent(
  before: MessageContent,
  [next, ...others]: readonly [ChainStep, ...ChainStep[]],
): MessageContent {
  if (!('text' in before)) throw new TypeError(`a chain of ${before.channel}`);
  const { text, comment, within, kind } = before;
  return messageContent.parse({
    ...next,
    text,
    ...(comment === undefined ? {} : { comment }),
    ...(kind === undefined ? {} : { kind }),
    ...(others.length === 0 ? {} : { within }),
  });
}

/** The same by itself, for as long as the provider likes. */
export function withoutChain<Content extends MessageContent>(content: Content): Content {
  if (!('within' in content)) return content;
  const { within: _, ...alone } = content;
  return alone as Content;
}

/**
 * Whether the next channel follows an end. It does where the table of ends says that the message was certainly not
 * delivered, unless that is as it should be: somebody took it back, or the person wants nothing. A messenger or a call that
 * ran out of its time is certain too, since what would deliver it is the provider's own; of an SMS the operator may have
 * it yet, and only a reason that the receipt names beside makes that certain.
 * @param isUnsure one of its attempts ended as UNSURE_OUTCOMES
 */
export function isFollowed(
  end: Ended,
  { channel, isUnsure, hasDialect }: { channel: Channel; isUnsure: boolean; hasDialect: boolean },
): boolean {
  const error = hasDialect ? end.error : null;
  const { certain, helps } = meaningOf({ ...end, error }, isUnsure);
  const ranOut = end.state === 'expired' && !error && channel !== 'sms' && !isUnsure;
  const isEnd = end.state === 'refused' || (isReceiptEnd(end.state) && end.state !== 'delivered');
  return isEnd && (certain || ranOut) && helps !== 'nothing';
}

/**
 * Of the tries of one person by the channels of a chain, oldest first, the one that tells what became of them: the first
 * that was delivered, however late that was said, else the last.
 */
export const standsFor = <Try>(tries: readonly Try[], stateOf: (one: Try) => MessageState): Try | undefined =>
  tries.find((one) => stateOf(one) === 'delivered') ?? tries.at(-1);
