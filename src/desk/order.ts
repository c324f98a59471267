import { canaryOf } from '../messages/canary.ts';
import type { ChainStep } from '../messages/chain.ts';
import { readQuiet } from '../messages/quiet.ts';
import { type Channel, contentOf as contentIn, isLookup, type MessageContent } from '../messages/request.ts';
import { asAgreed, termsOf } from '../messages/terms.ts';
import { type WaitingReason, type Waits, waitsFor } from '../messages/waiting.ts';
import { toWire, type Wire } from '../messages/wire.ts';
import { type Campaign, endPreparing } from '../store/campaigns/campaign-decisions.ts';
import type { Tx } from '../store/engine/database.ts';
import { approveLike, isApprovedOrder } from '../store/orders/approvals.ts';
import { lockOrder } from '../store/orders/decisions.ts';
import { contentOf, waitsOf } from '../store/orders/documents.ts';
import { heldUntil } from '../store/orders/guard.ts';
import {
  addMessages,
  type Follows,
  type Maker,
  type NewMessage,
  type Order,
  writeOrder,
} from '../store/orders/orders.ts';
import { enqueuePreparing, type Found, type Others, type Preparing } from '../store/orders/preparing.ts';
import { type Addressee, keepRecipients } from '../store/orders/recipient-lists.ts';
import { recentPrice } from '../store/provider/recent-price.ts';
import type { StopEntry } from '../store/stop-list/stop-list.ts';
import { stopMessages } from '../store/stop-list/stopped-messages.ts';
import { messageId } from '../store/tables/message-id.ts';
import { incomingFrom } from '../store/talks/incoming.ts';
import { needsApproval } from './approval.ts';
import { askClocks } from './clocks.ts';
import { ConsentMissing, withoutConsent } from './consent.ts';
import { inRoom } from './in-room.ts';
import { type Asked, findIn, messagesTo, NAMED, reasonsOf, requestTo } from './new-messages.ts';
import { chargedTo, within } from './quota.ts';
import type { Room } from './room.ts';
import type { DeskSettings } from './settings.ts';
import { NOBODY, OnStopList, stoppedFor } from './stop-list.ts';
import { isAnyDear, laterOf, needsApprovalOfAny } from './weighing.ts';

/** What somebody wants sent, wherever they said so. */
export interface Wanted {
  /** Unique to what asks, such as an update: it is written once, however often that comes. */
  readonly origin: string;
  readonly maker: Maker;
  /** Where it was asked for; null where no chat was named. */
  readonly place: {
    readonly chatId: number;
    readonly threadId: number | null;
    /** What is set there, where that has been read. */
    readonly room?: Room;
  } | null;
  readonly content: MessageContent;
  /** The channels by which what fails goes on. */
  readonly fallback?: readonly ChainStep[] | undefined;
  /** It goes on with a message that failed. */
  readonly follows?: Follows | undefined;
  /** At least one, each once. */
  readonly recipients: readonly Addressee[];
  /** More of them, which nobody holds; then those above are a few hundred. */
  readonly others?: Others | undefined;
  /** The account that has to do with this person already: an answer comes from the number that was written to. */
  readonly account?: string | undefined;
  /** The order of which it tries some messages once more. */
  readonly againOf?: string | undefined;
  /** The order that it goes on with: what a second person has approved of that holds for this as well. */
  readonly goesOnWith?: string | undefined;
  /** It goes on with what was begun, of which the quota was asked then. */
  readonly isBegun?: boolean;
  /** Of the file that its recipients come from. */
  readonly tableDigest?: string | undefined;
  /**
   * Where nobody is asked, what holds it back all the same is thrown as WordNeeded: but these, which were answered
   * beforehand. Left out: a person is asked.
   */
  readonly answered?: Waits | undefined;
  /** It goes to a number on the stop list as well. */
  readonly passesStopList?: boolean;
  /** A person has to see it before it goes. */
  readonly isDraft: boolean;
  /** The time that is set for it to go at (ms); its age counts from that. */
  readonly sendAt?: number | null | undefined;
  /** Where it would go at once, it waits a little, so that it can be taken back. */
  readonly mayBeUndone?: boolean | undefined;
  /** It goes at any hour, whatever is set where it was asked for. */
  readonly atAnyHour?: boolean | undefined;
  /** When it was asked for (ms), which may be long ago. */
  readonly writtenAt: number;
  readonly now: number;
}

export interface Placed extends Found {
  readonly id: string;
  /** Of what nobody is asked about: until then (ms) the guard may keep some of it back; null: none of it. */
  readonly heldUntil: number | null;
  /** It can be taken back until then, when it goes (ms); absent: it does not wait for that. */
  readonly undoneBy?: number;
  /** Characters that its chat has made plain, since they cost a part. */
  readonly madePlain: readonly string[];
}

/** An order that nobody is asked about needs somebody's word: why it does, and what its messages cost in parts. */
export class WordNeeded extends Error {
  override name = 'WordNeeded';
  readonly reasons: Waits;
  readonly parts: number;
  readonly callsOnly: readonly string[];

  constructor(reasons: Waits, parts: number, { callsOnly }: Pick<Found, 'callsOnly'>) {
    super(`needs a word: ${reasons.join(', ')}`);
    this.reasons = reasons;
    this.parts = parts;
    this.callsOnly = callsOnly;
  }
}

/**
 * Makes an order of what is wanted: at once when nothing holds it back, else waiting for a person, who is asked about
 * a draft, what was asked for too long ago, a dear message unless each has a text of its own, one to a landline, and a single one whose text went to the
 * same number within the minute; or for its set time, by which that minute is over. What a second person has to approve
 * waits for that beside. What nobody is asked about may wait a little, so that it can be taken back. To whom is on the stop list it does not go.
 * Returns null when it was written before.
 * @throws RequestRefused, WordNeeded, ConsentMissing, QuotaExceeded, OnStopList, before anything is written
 */
export async function placeOrder(tx: Tx, configured: DeskSettings, wanted: Wanted): Promise<Placed | null> {
  const { recipients, others, account, now } = wanted;
  const [first = ''] = recipients;
  const isWorded = typeof first !== 'string';
  const typed = isWorded ? null : requestTo(wanted.content, first);
  const { settings, room, content, madePlain, quiet } = await inRoom(tx, configured, wanted, typed);
  const request = requestTo(content, first);
  const wire = toWire(request, settings.wire, 0);
  const total = recipients.length + (others?.count ?? 0);
  const numbers = recipients.map((one) => (typeof one === 'string' ? one : one.to));
  const unasked = await withoutConsent(tx.db, { maker: wanted.maker, content, total }, numbers);
  if (unasked.size > 0) throw new ConsentMissing([...unasked]);
  const atOnce = !others && total > AT_ONCE ? recipients.slice(0, FIRST) : recipients;
  const messages = messagesTo(settings, { content, wire, recipients: atOnce, account });
  const chatId = wanted.place?.chatId ?? null;
  const [stopped, ofAll, charged, isQuiet] = await Promise.all([
    wanted.passesStopList ? NOBODY : stoppedFor(tx, recipientsOf(messages), { content, chatId, total, now }),
    findIn(tx, settings, content.channel, wire, messages, now),
    chargedTo(tx.db, settings, { maker: wanted.maker, chatId, room }),
    quiet !== null && isLeftAlone(tx, content.channel, wanted),
  ]);
  if (stopped.size > 0 && stopped.size === total) throw new OnStopList(stopped);
  const going = messages.filter(({ recipient }) => !stopped.has(recipient));
  const found = stopped.size === 0 ? ofAll : await findIn(tx, settings, content.channel, wire, going, now);
  const terms = termsOf(content, wire);
  const { sendAt = null } = wanted;
  const reasons: WaitingReason[] = reasonsOf(found, sendAt);
  const freshAt = Math.max(wanted.writtenAt, sendAt ?? 0);
  if (now - freshAt > settings.sendMaxAge) reasons.push('stale');
  else if (sendAt !== null) reasons.push('schedule');
  if (wanted.isDraft) reasons.push('confirmation');
  const later = laterOf({ content, fallback: wanted.fallback }, first, settings.wire);
  const byEach = [{ request, terms }, ...later];
  if (!isLookup(content.channel) && !isWorded && (await isAnyDear(tx, settings, byEach))) {
    reasons.push('price');
  }
  const { answered = [] } = wanted;
  const said = waitsFor(reasons).filter((reason) => !answered.includes(reason));
  if (wanted.answered && said.some((reason) => reason !== 'schedule'))
    throw new WordNeeded(said, terms.parts, found);
  // Of those that are not written yet as many parts are taken as of the others on average.
  const each = going.length === 0 ? terms.parts : found.parts / going.length;
  const parts = Math.ceil(each * total);
  const weighed = [
    { content, sender: terms.sender, total, parts },
    ...later.map(({ request, terms }) => ({
      content: contentIn(request),
      sender: terms.sender,
      total,
      parts: terms.parts * total,
    })),
  ];
  const { goesOnWith } = wanted;
  const isApproved = goesOnWith !== undefined && (await isApprovedOrder(tx.db, goesOnWith));
  const isAsked = !isApproved && (await needsApprovalOfAny(tx, settings, weighed));
  const waits = waitsFor([...said, ...(isAsked ? (['approval'] as const) : [])]);
  // What is asked about is looked at before it goes.
  const mayBeUndone = wanted.mayBeUndone === true && waits.length === 0 && settings.undoSend > 0;
  const undoneBy = mayBeUndone ? now + settings.undoSend : null;
  const goesOn = goesOnWith !== undefined || wanted.isBegun === true;
  const coming = { channel: content.channel, messages: total, parts, goesOn };
  const charge = await within(tx, settings, charged, coming, now);
  const guards = going.map(({ guardKey }) => guardKey);
  const heldTo =
    wanted.answered && found.repeated > 0 && sendAt === null ? await heldUntil(tx, guards, now) : null;
  const hours = isQuiet ? quiet : null;
  const canary = isLookup(content.channel) ? null : canaryOf(total);
  const order = await writeOrder(tx, {
    origin: wanted.origin,
    maker: wanted.maker,
    place: wanted.place,
    content,
    terms,
    againOf: wanted.againOf,
    fallback: wanted.fallback,
    follows: wanted.follows,
    tableDigest: wanted.tableDigest,
    messages,
    canary,
    price: canary === null ? null : await recentPrice(tx.db, content.channel),
    total,
    waits: mayBeUndone ? ['schedule'] : waits,
    sendAt: undoneBy ?? sendAt,
    quiet: hours,
    freshAt,
    now,
  });
  if (order === null) return null;
  await charge(order);
  await askClocks(tx, settings, { quiet: hours, recipients: recipientsOf(going), from: 0 }, now);
  if (isApproved) await approveLike(tx, { order, other: goesOnWith });
  if (stopped.size > 0)
    await stopWritten(tx, await lockOrder(tx, order), messages, { stopped, from: 0 }, now);
  if (atOnce.length < total) {
    const rest = others ?? (await keepRecipients(tx, recipients.slice(FIRST), now));
    await enqueuePreparing(tx, { orderId: order, others: rest, account, written: atOnce.length, found }, now);
  }
  const undoable = undoneBy === null ? {} : { undoneBy };
  return { id: order, heldUntil: heldTo, ...undoable, madePlain, ...found };
}

/** Who wrote within this time is answered at any hour (ms). */
const ANSWERED_MS = 3_600_000;

/** Whether quiet hours hold: not for what no phone rings for, what somebody waits for, and what is said to go all the same. */
async function isLeftAlone(
  tx: Tx,
  channel: Channel,
  { recipients, others, atAnyHour, now }: Wanted,
): Promise<boolean> {
  if (atAnyHour || isLookup(channel) || channel === 'tgm') return false;
  const [only, another] = recipients;
  if (only === undefined || another || others) return true;
  const [last] = await incomingFrom(tx.db, typeof only === 'string' ? only : only.to, 1);
  return last === undefined || last.receivedAt < now - ANSWERED_MS;
}

const recipientsOf = (messages: readonly NewMessage[]): string[] =>
  messages.map(({ recipient }) => recipient);

/** Cancels those of the messages written from a position on that are to numbers on the stop list. */
async function stopWritten(
  tx: Tx,
  order: Order | undefined,
  messages: readonly NewMessage[],
  { stopped, from }: { readonly stopped: ReadonlyMap<string, StopEntry>; readonly from: number },
  now: number,
): Promise<void> {
  if (!order || stopped.size === 0) return;
  const ids = messages.flatMap(({ recipient }, nth) =>
    stopped.has(recipient) ? [messageId(order.number, from + nth)] : [],
  );
  await stopMessages(tx, order, ids, now);
}

/** So many messages are written in the transaction that asks for them. */
export const AT_ONCE = 1_000;
/** Of an order of more, so many are; the others follow. */
export const FIRST = 250;

/** Writes messages to more recipients of an order, from a position on. Returns what a person is to know of all so far. */
export async function prepareMore(
  tx: Tx,
  settings: DeskSettings,
  order: Order,
  more: Pick<Preparing, 'account' | 'found'> & {
    readonly recipients: readonly Addressee[];
    readonly from: number;
  },
  now: number,
): Promise<Found> {
  const { recipients, account, from, found: before } = more;
  const content = contentOf(order);
  const wire = wireOf(settings, order, recipients[0] ?? '');
  const messages = messagesTo(settings, { content, wire, recipients, account });
  const stopped = await stoppedFor(tx, recipientsOf(messages), {
    content,
    chatId: order.chat_id,
    total: order.total,
    now,
  });
  const going = messages.filter(({ recipient }) => !stopped.has(recipient));
  const found = await findIn(tx, settings, content.channel, wire, going, now);
  await addMessages(tx, order, messages, from);
  const quiet = order.quiet === null ? null : readQuiet(order.quiet);
  await askClocks(tx, settings, { quiet, recipients: recipientsOf(going), from }, now);
  await stopWritten(tx, order, messages, { stopped, from }, now);
  return {
    repeated: before.repeated + found.repeated,
    landlines: before.landlines + found.landlines,
    callsOnly: [...before.callsOnly, ...found.callsOnly].slice(0, NAMED),
    parts: before.parts + found.parts,
  };
}

/** A message of an order, as agreed; what cannot go so is asked about when its turn comes, whatever its key. */
export function wireOf({ wire }: DeskSettings, order: Order, to: Addressee): Wire {
  const request = requestTo(contentOf(order), to);
  return asAgreed(request, order, wire, 0) ?? toWire(request, wire, 0);
}

/** All of an order is written, by now with all its parts: it waits for a person's word, or goes. */
export async function finishPreparing(
  tx: Tx,
  settings: DeskSettings,
  order: Campaign,
  found: Asked & Partial<Pick<Found, 'parts'>>,
  now: number,
): Promise<void> {
  const { sender, total } = order;
  const { parts = (order.parts ?? 0) * total } = found;
  const weighed = { content: contentOf(order), sender, total, parts };
  const isApproved = await isApprovedOrder(tx.db, order.id);
  const isAsked = !isApproved && (await needsApproval(tx.db, settings.approve, weighed));
  const reasons = [
    ...waitsOf(order),
    ...reasonsOf(found, order.send_at),
    ...(isAsked ? (['approval'] as const) : []),
  ];
  await endPreparing(tx, order, waitsFor(reasons), now);
}
