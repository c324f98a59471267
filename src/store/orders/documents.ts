import { z } from 'zod';
import { type ChainStep, chainStep } from '../../messages/chain.ts';
import { PROVIDER_UTC_OFFSET } from '../../messages/provider-time.ts';
import { type Lookup, READINGS, RECEIPT_TEMPLATES, RECEIPT_TYPES } from '../../messages/receipt.ts';
import { type MessageContent, messageContent } from '../../messages/request.ts';
import { WAITING_REASONS, type Waits } from '../../messages/waiting.ts';
import type { IncomingTable } from '../tables/incoming-schema.ts';
import type { MessagesTable, OrdersTable, ReceiptsTable } from '../tables/message-schema.ts';

const request = z.object({ v: z.literal(1), content: messageContent });

/** What an order asked for. */
export const contentOf = (order: Pick<OrdersTable, 'request'>): MessageContent =>
  request.parse(JSON.parse(order.request)).content;

/** The text that a message has in place of its order's; null: it has that. */
export const ownTextOf = ({ own_text }: Pick<MessagesTable, 'own_text'>): string | null =>
  own_text === null ? null : ownText.parse(JSON.parse(own_text));

const ownText = z.string();

/** The column that it is kept in. */
export const ownTextColumn = (text: string): Pick<MessagesTable, 'own_text'> => ({
  own_text: JSON.stringify(text),
});

/** What one message of an order says. */
export function inOwnWords(
  content: MessageContent,
  message: Pick<MessagesTable, 'own_text'>,
): MessageContent {
  const text = ownTextOf(message);
  return text === null || !('text' in content) ? content : { ...content, text };
}

/** The column that it is kept in. */
export const contentColumn = (content: MessageContent): Pick<OrdersTable, 'request'> => ({
  request: JSON.stringify({ v: 1, content } satisfies z.infer<typeof request>),
});

const fallback = z.object({ v: z.literal(1), steps: z.array(chainStep) });

/** The channels by which what fails of an order goes on, the next one first. */
export const fallbackOf = (order: Pick<OrdersTable, 'fallback'>): readonly ChainStep[] =>
  order.fallback === null ? [] : fallback.parse(JSON.parse(order.fallback)).steps;

/** The column that they are kept in. */
export const fallbackColumn = (steps: readonly ChainStep[]): Pick<OrdersTable, 'fallback'> =>
  steps.length === 0 ? { fallback: null } : keptSteps(steps);

const keptSteps = (steps: readonly ChainStep[]): Pick<OrdersTable, 'fallback'> => ({
  fallback: JSON.stringify({ v: 1, steps: [...steps] } satisfies z.infer<typeof fallback>),
});

/** The same of a chain that was to go on, and does not any more. */
export const NOTHING_FOLLOWS = keptSteps([]);

const reasons = z.array(z.enum(WAITING_REASONS));

/** All that an order waits for. */
export const waitsOf = (order: Pick<OrdersTable, 'waiting_for' | 'waiting_next'>): Waits =>
  order.waiting_for === null ? [] : [order.waiting_for, ...reasons.parse(JSON.parse(order.waiting_next))];

/** The columns that it is kept in. */
export const waitsColumns = (waits: Waits): Pick<OrdersTable, 'waiting_for' | 'waiting_next'> => ({
  waiting_for: waits[0] ?? null,
  waiting_next: JSON.stringify(waits.slice(1)),
});

const known = z.string().nullable().default(null);
const stored: z.ZodType<Lookup> = z.object({
  imsi: known,
  msc: known,
  mcc: known,
  mnc: known,
  country: known,
  network: known,
  roamingCountry: known,
  roamingNetwork: known,
});

/** What a look-up's receipt told about the number, if it did. */
export const lookupOf = ({ lookup }: Pick<MessagesTable, 'lookup'>): Lookup | null =>
  lookup === null ? null : stored.parse(JSON.parse(lookup));

const receipt = z.object({
  id: known,
  textId: known,
  unknownState: known,
  reading: z.enum(READINGS).nullable().default(null),
  flags: z
    .object({
      type: z.enum(RECEIPT_TYPES).nullable(),
      template: z.enum(RECEIPT_TEMPLATES).nullable().default(null),
    })
    .nullable()
    .default(null),
  lookup: stored.nullable().default(null),
  // Rows of before it was a setting have Moscow's.
  utcOffset: z.number().nullable().default(PROVIDER_UTC_OFFSET),
  submittedAt: z.number().nullable().default(null),
  text: known,
  unread: known,
});

type Told = z.infer<typeof receipt>;

/** What a receipt told beside its columns, as far as anybody asks for it again. */
export const receiptOf = ({ parsed }: Pick<ReceiptsTable, 'parsed'>): Told =>
  receipt.parse(JSON.parse(parsed ?? '{}'));

/**
 * The column that it is kept in; null: there is nothing to ask for.
 * @param isMatched it is known of which message it is, so that nobody looks any more for what may tell that
 */
export function toldColumn(told: Told, isMatched: boolean): Pick<ReceiptsTable, 'parsed'> {
  const { unknownState, reading, lookup, unread, flags } = told;
  const billed = flags?.template ? { flags: { type: flags.type, template: flags.template } } : {};
  return {
    parsed: written(isMatched ? { unknownState, reading, lookup, unread, ...billed } : receipt.parse(told)),
  };
}

/** The same without what says what stood in the message, or may. */
export const withoutQuotes = ({ parsed }: Pick<ReceiptsTable, 'parsed'>): Pick<ReceiptsTable, 'parsed'> => ({
  parsed: written({ ...JSON.parse(parsed ?? '{}'), text: null, unread: null }),
});

/** What is null goes without saying, but for a clock of which nothing is known: an earlier version knew one. */
function written(told: Partial<Told>): string | null {
  const said = Object.entries(told).filter(([name, value]) => value !== null || name === 'utcOffset');
  const isNothing = said.every(([, value]) => value === null);
  return isNothing ? null : JSON.stringify(Object.fromEntries(said));
}

const call = z.object({ phone: z.string().default(''), status: z.string() });

/** What a status by HTTP said of itself, beside its id, that its signature covers. */
export const callOf = ({ raw }: { readonly raw: string }): z.infer<typeof call> =>
  call.parse(JSON.parse(raw));

const incoming = z.object({
  text: z.string(),
  missing: z.array(z.number()).readonly(),
  unread: z
    .array(z.object({ dataCoding: z.number(), octets: z.string() }))
    .readonly()
    .default([]),
});

/** What a subscriber wrote, the numbers of the parts that never came, and the octets that could not be read. */
export const incomingOf = ({ body }: Pick<IncomingTable, 'body'>): z.infer<typeof incoming> =>
  incoming.parse(JSON.parse(body));

/** The column that it is kept in. */
export const incomingColumn = ({
  text,
  missing,
  unread,
}: z.infer<typeof incoming>): Pick<IncomingTable, 'body'> => ({
  body: JSON.stringify({ text, missing, unread }),
});
