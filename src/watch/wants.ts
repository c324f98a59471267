import { isMendable } from '../messages/ends.ts';
import type { Channel } from '../messages/request.ts';
import { type Filter, type Rate, USUAL_RATE, type Watched } from './watched.ts';

/**
 * What may happen to a message that somebody watches; `incoming`: it came from a subscriber, `campaign`: one began, stopped,
 * went on or ended.
 */
export const EVENT_KINDS = ['failed', 'delivered', 'doubt', 'incoming', 'campaign'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Something that has happened to a message, and what is known of it. */
export interface WatchEvent {
  readonly kind: EventKind;
  readonly channel: Channel;
  /** '' for none; null: it was left to the settings; of what came in, the number that it was sent to. */
  readonly sender: string | null;
  /** Of what came in, the subscriber. */
  readonly recipient: string;
  /** By the last look-up of its number; null: not known. */
  readonly operator: string | null;
  readonly error: number | null;
  readonly commandStatus: number | null;
  /** A person's Telegram id, or a token's name; null: the system itself had it sent. */
  readonly makerId: string | null;
  readonly isBulk: boolean;
}

const canBeMended = ({ error, commandStatus }: WatchEvent, hasDialect: boolean): boolean =>
  isMendable({ error, command_status: commandStatus }, hasDialect);

/** What a watch may be told of. */
export function kindsOf({ kind }: Pick<Watched, 'kind'>): readonly EventKind[] {
  if (kind === 'usual') return ['failed', 'doubt'];
  return EVENT_KINDS.filter((one) => one === kind);
}

/** Of look-ups nothing failed: they tell of phones. They are watched where that is asked for. */
const isOfChannel = (only: Filter, { channel }: WatchEvent): boolean =>
  (channel !== 'hlr' && channel !== 'ping') || only.channel?.includes(channel) === true;

/**
 * Whether a watch is to be told of this.
 * @param hasDialect whether error codes are those of SMSC.ru
 */
export function wants({ kind, only }: Watched, event: WatchEvent, hasDialect: boolean): boolean {
  if (!isOfChannel(only, event)) return false;
  if (!kindsOf({ kind }).includes(event.kind)) return false;
  if (kind === 'usual' && event.kind === 'failed' && !canBeMended(event, hasDialect)) return false;
  return passes(only, event);
}

/** The failures among all that ends of which a watch is told; null: it counts none. */
export const rateIn = ({ kind, rate }: Watched): Rate | null =>
  kind === 'usual' || kind === 'rate' ? (rate ?? USUAL_RATE) : null;

/** Whether a watch counts this among what ends. */
export const counts = (watched: Watched, event: WatchEvent): boolean =>
  rateIn(watched) !== null &&
  (event.kind === 'failed' || event.kind === 'delivered') &&
  isOfChannel(watched.only, event) &&
  passes(watched.only, event);

/** Whether a message is one of those that a watch goes by, whatever has happened to it. */
export const isMeant = (only: Filter, event: WatchEvent): boolean =>
  isOfChannel(only, event) && passes(only, event);

function passes(only: Filter, event: WatchEvent): boolean {
  const operator = event.operator?.toLowerCase() ?? '';
  return (
    has(only.from, (from) => from.toLowerCase() === event.sender?.toLowerCase()) &&
    has(only.channel, (channel) => channel === event.channel) &&
    has(only.operator, (part) => operator.includes(part.toLowerCase())) &&
    has(only.code, (code) => code === event.error) &&
    has(only.by, (by) => by === event.makerId) &&
    has(only.number, (digits) => event.recipient.endsWith(digits)) &&
    !(only.bulk === false && event.isBulk)
  );
}

/** Where nothing is said, all are meant. */
const has = <Item>(items: readonly Item[] | undefined, is: (item: Item) => boolean): boolean =>
  items === undefined || items.some(is);
