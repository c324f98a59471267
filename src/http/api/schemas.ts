import { z } from 'zod';
import { ALPHABETS } from '../../messages/alphabet.ts';
import { CHAIN_CHANNELS } from '../../messages/chain.ts';
import { CHANNELS, isLookup, VOICES } from '../../messages/request.ts';
import { MESSAGE_STATES } from '../../messages/status.ts';

/*
 * What calls hold and are answered: the checks, and the page that describes them. A field that is not known is refused,
 * so that nobody believes in what nothing heeds.
 */

/** Recipients of one call. */
const MOST_RECIPIENTS = 1_000;

const sendable = CHANNELS.filter((channel) => !isLookup(channel));

const to = z
  .union(
    [z.string(), z.array(z.string()).min(1).max(MOST_RECIPIENTS)],
    `a string with a recipient, or a list of up to ${MOST_RECIPIENTS} of them`,
  )
  .meta({ description: 'Numbers, with the country code or as dialled at home; for email, addresses' });

export const newMessages = z
  .strictObject({
    to,
    text: z.string().optional().meta({ description: 'Of every channel but tgm' }),
    channel: z.enum(sendable).default('sms'),
    from: z.string().optional().meta({ description: 'The sender, as registered; SENDER when left out' }),
    comment: z
      .string()
      .optional()
      .meta({ description: "For the provider's history, neither sent nor paid for" }),
    alphabet: z
      .enum(ALPHABETS)
      .optional()
      .meta({ description: 'The narrowest that has the text when left out' }),
    flash: z.boolean().optional().meta({ description: 'sms: shown at once and not kept on the phone' }),
    subject: z.string().optional().meta({ description: 'email' }),
    voice: z
      .string()
      .optional()
      .meta({ description: `call: ${VOICES.join(', ')}, with a language if you like: w2,en` }),
    ring: z.int().optional().meta({ description: 'call: seconds to let it ring' }),
    retry: z.int().optional().meta({ description: 'call: seconds between two tries' }),
    tries: z.int().optional().meta({ description: 'call: how often it is tried' }),
    code: z.string().optional().meta({ description: 'tgm: 4 to 8 digits' }),
    bot: z.string().optional().meta({ description: 'bot: the Telegram bot that writes, such as @shop_bot' }),
    kind: z.enum(['ad', 'service']).optional().meta({
      description:
        'ad: advertising, which goes to those alone whose consent a contact of the team has; service, as without it: anything else',
    }),
    via: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .meta({
        description: `Channels in the order in which they are tried, each after the one before has certainly failed: two or more of ${CHAIN_CHANNELS.join(', ')}, the one of channel among them`,
      }),
    after: z.union([z.string(), z.int()]).optional().meta({
      description: 'via: how long each but the last may take, such as 60s, 5m, or seconds; 60s when left out',
    }),
    chat: z
      .int()
      .optional()
      .meta({ description: 'The Telegram chat in which a card shows what becomes of it' }),
    thread: z.int().positive().optional().meta({ description: 'A topic of that chat' }),
    at: z
      .string()
      .max(40)
      .optional()
      .meta({ description: 'When it goes: 2026-12-01T09:00+03:00; without an offset in TIME_ZONE; +2h' }),
    confirm: z
      .boolean()
      .optional()
      .meta({ description: 'true: what a person would be asked is answered: a dear message, a landline' }),
  })
  .meta({ id: 'NewMessages' });
export type NewMessages = z.infer<typeof newMessages>;

export const newLookups = z
  .strictObject({
    kind: z
      .enum(['hlr', 'ping'])
      .meta({ description: 'hlr: the network, and roaming. ping: is the phone on?' }),
    to,
    chat: newMessages.shape.chat,
    thread: newMessages.shape.thread,
  })
  .meta({ id: 'NewLookups' });

/** Why nothing goes to somebody. */
export const STOPPED = 'stop-list';

const written = z.object({ id: z.int(), to: z.string(), parts: z.int() });

export const accepted = z
  .object({
    id: z.string().meta({ description: 'By which GET /api/messages/{id} tells what became of it' }),
    messages: z.array(written),
    skipped: z
      .array(z.object({ to: z.string(), why: z.literal(STOPPED) }))
      .optional()
      .meta({ description: 'To whom nothing goes: they are on the stop list' }),
    sendAt: z.iso.datetime().optional().meta({
      description:
        'The time that was set; or the same text has just gone to the same number: kept back until about then',
    }),
    state: z
      .literal('waiting')
      .optional()
      .meta({ description: 'Nothing leaves before somebody in the chat says so' }),
    reason: z.literal('approval').optional().meta({
      description: 'What it waits for: a second person, who neither made the token nor called by it',
    }),
  })
  .meta({ id: 'Accepted' });

const finding = z.object({
  country: z.string().nullable(),
  network: z.string().nullable(),
  mcc: z.string().nullable(),
  mnc: z.string().nullable(),
  roamingCountry: z.string().nullable(),
  roamingNetwork: z.string().nullable(),
});

const attempt = z.object({
  id: z.int(),
  channel: z.enum(sendable),
  state: z.enum(MESSAGE_STATES),
  error: z.int().nullable(),
  commandStatus: z.int().nullable(),
  cost: z.number().nullable(),
  providerId: z.string().nullable(),
});

export const standings = z
  .object({
    id: z.string(),
    messages: z.array(
      z.object({
        id: z.int(),
        to: z.string(),
        state: z.enum(MESSAGE_STATES),
        reason: z
          .string()
          .nullable()
          .meta({
            description: `What it waits for; of one that was cancelled for it: ${STOPPED}, or consent`,
          }),
        error: z.int().nullable().meta({ description: "The provider's error code" }),
        commandStatus: z.int().nullable().meta({
          description:
            'Of a refusal, the command_status of SMPP; -101 to -109 are the errors 1 to 9 of the HTTP API, -1400 to -1599 the replies 400 to 599 of the mail server',
        }),
        cost: z.number().nullable().meta({ description: 'In CURRENCY, once it is known' }),
        providerId: z.string().nullable(),
        readAt: z.iso.datetime().nullable().meta({
          description: 'When the provider said that it was read; most channels, and many phones, never tell',
        }),
        clickedAt: z.iso
          .datetime()
          .nullable()
          .meta({ description: 'When the provider said that its link was opened' }),
        lookup: finding.nullable().meta({ description: 'What a look-up found' }),
        tries: z.array(attempt).optional().meta({
          description:
            'With via: one by each channel so far, in their order. What stands beside is of the one that tells what became of it, the costs are added up',
        }),
      }),
    ),
  })
  .meta({ id: 'Standings' });

export const cancelled = z
  .object({
    id: z.string(),
    cancelled: z
      .int()
      .meta({ description: 'Messages that do not leave now: 0 where all have, or were cancelled before' }),
  })
  .meta({ id: 'Cancelled' });

export const stopped = z
  .object({
    stopped: z.array(z.string()).meta({
      description:
        'Ids of the campaigns that were running, and of what waited for a set time or for quiet hours to end',
    }),
  })
  .meta({ id: 'Stopped' });

/** Of a call that comes again: in the same words it is answered as before, and done once. */
export const idempotency = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'up to 200 Latin letters, digits and signs')
    .optional(),
});
