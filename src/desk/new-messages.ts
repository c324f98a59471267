import { createHash, randomInt } from 'node:crypto';
import { guardKey } from '../messages/guard-key.ts';
import { callsOnly } from '../messages/recipient.ts';
import { type Channel, isLookup, type MessageContent, type MessageRequest } from '../messages/request.ts';
import { termsOf } from '../messages/terms.ts';
import type { WaitingReason } from '../messages/waiting.ts';
import { toWire, type Wire } from '../messages/wire.ts';
import type { Tx } from '../store/engine/database.ts';
import { countRepeated } from '../store/orders/guard.ts';
import type { NewMessage } from '../store/orders/orders.ts';
import type { Found } from '../store/orders/preparing.ts';
import type { Addressee } from '../store/orders/recipient-lists.ts';
import type { DeskSettings } from './settings.ts';

export const requestTo = (content: MessageContent, to: Addressee): MessageRequest =>
  ({ ...content, ...(typeof to === 'string' ? { to } : to) }) as MessageRequest;

/** Messages of an order; `wire` is that of those without a text of their own, and says from whom the others are. */
export function messagesTo(
  settings: DeskSettings,
  {
    content,
    wire,
    recipients,
    account: wanted,
  }: {
    readonly content: MessageContent;
    readonly wire: Wire;
    readonly recipients: readonly Addressee[];
    readonly account: string | undefined;
  },
): NewMessage[] {
  return recipients.map((addressee) => {
    const request = requestTo(content, addressee);
    const { to: recipient } = request;
    const text = typeof addressee === 'string' ? null : addressee.text;
    const ownWire = text === null ? wire : toWire(request, settings.wire, 0);
    const account = accountOf(settings, recipient, wanted);
    return {
      recipient,
      account,
      reference: randomInt(0x10000),
      pdus: ownWire.pdus.length,
      guardKey: guardKey(account, { destination: recipient, text: ownWire.text }),
      ...(text === null ? {} : { own: { text, ...termsOf(content, ownWire) } }),
    };
  });
}

/** Channels whose messages are read on a phone's screen. */
const READ: ReadonlySet<Channel> = new Set<Channel>(['sms', 'viber', 'soc', 'tgm']);

/** Landlines that are named; the rest is counted. */
export const NAMED = 20;

/** What a person is to know of messages that are not written yet. */
export async function findIn(
  tx: Tx,
  settings: DeskSettings,
  channel: Channel,
  wire: Wire,
  messages: readonly NewMessage[],
  now: number,
): Promise<Found> {
  const keys = isLookup(channel) ? [] : keysOf(settings, wire, messages);
  const repeated = Math.min(messages.length, await countRepeated(tx, keys, now));
  const landlines = READ.has(channel)
    ? messages.map(({ recipient }) => recipient).filter((one) => callsOnly(one) !== null)
    : [];
  const parts = messages.reduce((sum, { own }) => sum + (own?.parts ?? wire.parts), 0);
  return { repeated, landlines: landlines.length, callsOnly: landlines.slice(0, NAMED), parts };
}

/** What is asked about of that. */
export type Asked = Pick<Found, 'repeated' | 'landlines'>;

export const reasonsOf = ({ repeated, landlines }: Asked, sendAt: number | null): WaitingReason[] => [
  ...(landlines > 0 ? (['landline'] as const) : []),
  ...(repeated > 0 && sendAt === null ? (['guard'] as const) : []),
];

/**
 * Shares recipients out among the accounts, the same one always to the same: the provider counts identical requests
 * by account.
 */
export function accountOf({ accounts }: DeskSettings, recipient: string, wanted?: string): string {
  if (wanted !== undefined && accounts.includes(wanted)) return wanted;
  const [only = '', another] = accounts;
  if (another === undefined) return only;
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
