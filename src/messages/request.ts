import { z } from 'zod';
import { ALPHABETS, type Alphabet } from './alphabet.ts';
import { parseEmail } from './recipient.ts';

/** The ways that one submit_sm can go at this provider, by our names. */
export const CHANNELS = ['sms', 'email', 'call', 'viber', 'soc', 'tgm', 'bot', 'hlr', 'ping'] as const;
export type Channel = (typeof CHANNELS)[number];

/** It asks after a phone, and brings it nothing to read. */
export const isLookup = (channel: Channel): channel is 'hlr' | 'ping' =>
  channel === 'hlr' || channel === 'ping';

/** The voices that read a call's text; each may carry a language, as in "m3,en". */
export const VOICES = ['m', 'm2', 'm3', 'm4', 'w', 'w2', 'w3', 'w4'] as const;

const words = {
  text: z.string(),
  /** Source address; the configured sender when absent, no sender when empty. */
  from: z.string().optional(),
  /** Shown in the account's history, neither sent nor charged. */
  comment: z.string().optional(),
  /** Overrides the choice of the narrowest alphabet. */
  alphabet: z.enum(ALPHABETS).optional(),
  /** Seconds for which it is tried, since another channel follows; as the settings say when absent. */
  within: z.number().optional(),
  /** `ad`: advertising, which goes to those alone who have consented; about what they asked for when absent. */
  kind: z.literal('ad').optional(),
  /** It answers somebody with whom nobody spoke of a code: digits by themselves are none then. */
  answers: z.literal(true).optional(),
};

const sms = z.object({ channel: z.literal('sms'), ...words, flash: z.boolean().optional() });
const email = z.object({ channel: z.literal('email'), ...words, subject: z.string() });
const call = z.object({
  channel: z.literal('call'),
  ...words,
  /** One of {@link VOICES}, or one with a language: "w2,en". */
  voice: z.string().default('m'),
  /** Seconds to let it ring. */
  ring: z.number().optional(),
  /** Seconds between two tries. */
  retry: z.number().optional(),
  /** Tries in all. */
  tries: z.number().optional(),
});
const viber = z.object({ channel: z.literal('viber'), ...words });
const soc = z.object({ channel: z.literal('soc'), ...words });
const tgm = z.object({ channel: z.literal('tgm'), code: z.string(), from: words.from });
const bot = z.object({
  channel: z.literal('bot'),
  ...words,
  /** The Telegram bot that speaks, "@name". */
  bot: z.string(),
});
const hlr = z.object({ channel: z.literal('hlr') });
const ping = z.object({ channel: z.literal('ping') });

/**
 * What is sent to each recipient of an order. The schema holds the shape; rules about what may stand in the fields are
 * `checkRequest`'s, because breaking them deserves an answer in a person's words.
 */
export const messageContent = z.discriminatedUnion('channel', [
  sms,
  email,
  call,
  viber,
  soc,
  tgm,
  bot,
  hlr,
  ping,
]);
export type MessageContent = z.infer<typeof messageContent>;

const number = { to: z.string().regex(/^\d{5,15}$/, 'digits of a number, without +') };
const address = {
  to: z.string().refine((address) => parseEmail(address) === address, 'an e-mail address'),
};

/** One message to one recipient. */
export const messageRequest = z.discriminatedUnion('channel', [
  sms.extend(number),
  email.extend(address),
  call.extend(number),
  viber.extend(number),
  soc.extend(number),
  tgm.extend(number),
  bot.extend(number),
  hlr.extend(number),
  ping.extend(number),
]);
export type MessageRequest = z.infer<typeof messageRequest>;

/** A request without its recipient. */
export function contentOf(request: MessageRequest): MessageContent {
  const { to: _, ...content } = request;
  return content;
}

/** What a message may have that no place in a mail is documented for; `mark`: what the provider takes for the text's end. */
export const NOT_IN_MAIL = ['channel', 'comment', 'call', 'chain', 'mark', 'length'] as const;
export type NotInMail = (typeof NOT_IN_MAIL)[number];

/** Why a request cannot go as it was asked. The words for people are in the locale files. */
export type RefusalReason =
  /** The text begins with a prefix that would make another channel of it. */
  | { kind: 'changes-channel'; mark: string }
  /** The text or comment holds a mark at which the provider would cut it. */
  | { kind: 'cut-by-mark'; mark: string }
  | { kind: 'comment-needs-wider-alphabet'; alphabet: Alphabet; characters: readonly string[] }
  | { kind: 'not-in-alphabet'; alphabet: Alphabet; characters: readonly string[] }
  /** The connection's default alphabet leaves no way to send this one. */
  | { kind: 'alphabet-unavailable'; alphabet: Alphabet }
  /** The provider has no such channel. */
  | { kind: 'channel-unavailable'; channel: Channel }
  /** It goes by mail alone, which has no place for that. */
  | { kind: 'no-place-in-mail'; what: NotInMail }
  /** Nor a place for what is not sent. */
  | { kind: 'comment-unavailable' }
  | { kind: 'bad-code' }
  | { kind: 'bad-bot-name'; bot: string }
  | { kind: 'unknown-voice'; voice: string }
  | { kind: 'bad-sender'; from: string }
  | { kind: 'empty-text' }
  | { kind: 'empty-comment' }
  | { kind: 'empty-subject' }
  | { kind: 'subject-breaks-line' }
  /** A call's options and its comment take the same place on the wire. */
  | { kind: 'comment-with-call-options' }
  | { kind: 'too-long'; parts: number; limit: number }
  | { kind: 'out-of-range'; option: 'ring' | 'retry' | 'tries'; min: number; max: number }
  /** Channels that are no chain, of an order that goes by this one. */
  | { kind: 'bad-via'; typed: string; channel: Channel }
  /** How long each may take: no time, out of range, or without channels. */
  | { kind: 'bad-after'; typed: string };

/** A request that must not be submitted; `reason` says why, as data. */
export class RequestRefused extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(`Request refused: ${reason.kind}`);
    this.name = 'RequestRefused';
    this.reason = reason;
  }
}
