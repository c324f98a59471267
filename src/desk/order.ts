import { createHash, randomInt } from 'node:crypto';
import { guardKey } from '../messages/guard-key.ts';
import type { Money } from '../messages/money.ts';
import { callsOnly } from '../messages/recipient.ts';
import type { Channel, MessageContent, MessageRequest } from '../messages/request.ts';
import { plainerOf, type Terms, termsOf } from '../messages/terms.ts';
import { type WaitingReason, waitsFor } from '../messages/waiting.ts';
import { toWire, type Wire, type WireOptions } from '../messages/wire.ts';
import type { Tx } from '../store/database.ts';
import { countRepeated } from '../store/guard.ts';
import { type Maker, type NewMessage, writeOrder } from '../store/orders.ts';
import { recentPrice } from '../store/outbox.ts';

/** What orders are made by. */
export interface DeskSettings {
  /** The logins that send, at least one. */
  readonly accounts: readonly string[];
  readonly wire: WireOptions;
  /** ms after which what was asked for is asked about before it goes. */
  readonly sendMaxAge: number;
  /** Above so many parts, or (null: whatever it costs) above this price, a message is asked about before it goes. */
  readonly askAbove: { readonly parts: number; readonly cost: Money | null };
}

/** What somebody wants sent, wherever they said so. */
export interface Wanted {
  /** Unique to what asks, such as an update: it is written once, however often that comes. */
  readonly origin: string;
  readonly maker: Maker;
  /** Where it was asked for; null where no chat was named. */
  readonly place: { readonly chatId: number; readonly threadId: number | null } | null;
  readonly content: MessageContent;
  /** At least one, each once. */
  readonly recipients: readonly string[];
  /** The account that has to do with this person already: an answer comes from the number that was written to. */
  readonly account?: string | undefined;
  /** The order of which it tries some messages once more. */
  readonly againOf?: string | undefined;
  /** A person has to see it before it goes. */
  readonly isDraft: boolean;
  /** When it was asked for (ms), which may be long ago. */
  readonly writtenAt: number;
  readonly now: number;
}

export interface Placed {
  readonly id: string;
  /** How many of its messages are on their way already, or went within the minute. */
  readonly repeated: number;
  /** Those of its recipients that messages hardly reach. */
  readonly callsOnly: readonly string[];
}

/** Channels whose messages are read on a phone's screen. */
const READ: ReadonlySet<Channel> = new Set<Channel>(['sms', 'viber', 'soc', 'tgm']);

/**
 * Makes an order of what is wanted: at once when nothing holds it back, else waiting for a person, who is asked about
 * a draft, what was asked for too long ago, a dear message, one to a landline, and a single one whose text went to the
 * same number within the minute.
 * Returns null when it was written before.
 * @throws RequestRefused, before anything is written
 */
export async function placeOrder(tx: Tx, settings: DeskSettings, wanted: Wanted): Promise<Placed | null> {
  const { content, recipients, now } = wanted;
  const [first = ''] = recipients;
  const wire = toWire({ ...content, to: first }, settings.wire, 0);
  const messages = recipients.map((recipient): NewMessage => {
    const account = accountOf(settings, recipient, wanted.account);
    return {
      recipient,
      account,
      reference: randomInt(0x10000),
      pdus: wire.pdus.length,
      guardKey: guardKey(account, { destination: recipient, text: wire.text }),
    };
  });
  const isLookup = content.channel === 'hlr' || content.channel === 'ping';
  const keys = isLookup ? [] : keysOf(settings, wire, messages);
  const repeated = Math.min(messages.length, await countRepeated(tx, keys, now));
  const terms = termsOf(content, wire);
  const landlines = READ.has(content.channel) ? recipients.filter((one) => callsOnly(one) !== null) : [];
  const reasons: WaitingReason[] = [];
  if (now - wanted.writtenAt > settings.sendMaxAge) reasons.push('stale');
  if (wanted.isDraft) reasons.push('confirmation');
  if (!isLookup && (await isDear(tx, settings, { ...content, to: first }, terms))) reasons.push('price');
  if (landlines.length > 0) reasons.push('landline');
  if (repeated > 0) reasons.push('guard');
  const id = await writeOrder(tx, {
    origin: wanted.origin,
    maker: wanted.maker,
    place: wanted.place,
    content,
    terms,
    againOf: wanted.againOf,
    messages,
    waits: waitsFor(reasons),
    freshAt: wanted.writtenAt,
    now,
  });
  return id === null ? null : { id, repeated, callsOnly: landlines };
}

/**
 * Whether one message costs more than a person expects of it. Where no receipt has named a price its parts alone
 * decide.
 */
async function isDear(
  tx: Tx,
  { askAbove, wire }: DeskSettings,
  request: MessageRequest,
  terms: Terms,
): Promise<boolean> {
  if (terms.parts > askAbove.parts || plainerOf(request, terms, wire) !== null) return true;
  if (askAbove.cost === null) return false;
  const price = await recentPrice(tx.db, request.channel);
  return price !== null && price * terms.parts > askAbove.cost;
}

/**
 * Shares recipients out among the accounts, the same one always to the same: the provider counts identical requests
 * by account.
 */
export function accountOf({ accounts }: DeskSettings, recipient: string, wanted?: string): string {
  if (wanted !== undefined && accounts.includes(wanted)) return wanted;
  const share = createHash('sha256').update(recipient).digest().readUInt32BE() % accounts.length;
  return accounts[share] ?? '';
}

/**
 * The keys by which it shows that the same was sent before. Of a single message, an answer perhaps, those of the other
 * accounts as well: the phone rings all the same. The recipients of a list have one account each, always the same.
 */
export function keysOf(
  { accounts }: Pick<DeskSettings, 'accounts'>,
  { destination, text }: Wire,
  messages: readonly Pick<NewMessage, 'account' | 'guardKey'>[],
): string[] {
  const [first, another] = messages;
  if (!first || another) return messages.map((message) => message.guardKey);
  return [...new Set([first.account, ...accounts])].map((account) =>
    guardKey(account, { destination, text }),
  );
}
