import { withoutConsent } from '../desk/consent.ts';
import { type Placed, placeOrder } from '../desk/order.ts';
import { QuotaExceeded } from '../desk/quota.ts';
import { OnStopList } from '../desk/stop-list.ts';
import { type ChainStep, chained, readChain } from '../messages/chain.ts';
import {
  type Channel,
  contentOf,
  isLookup,
  type MessageContent,
  type MessageRequest,
  messageContent,
  messageRequest,
  type RefusalReason,
  RequestRefused,
} from '../messages/request.ts';
import { toWire, type WireOptions } from '../messages/wire.ts';
import { showOrder } from '../store/orders.ts';
import type { Others } from '../store/preparing.ts';
import type { Addressee } from '../store/recipient-lists.ts';
import type { Role } from './access.ts';
import { answer } from './answer.ts';
import { askForValues } from './book/answered.ts';
import { NO_VALUES, wordEach } from './book/wording.ts';
import { type Cached, lookupCard } from './cards/lookup/body.ts';
import { noticeCard } from './cards/notice/body.ts';
import { sendCard } from './cards/send/body.ts';
import type { Names } from './cards/sight.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { alternatives } from './corrections.ts';
import { type Correspondent, correspondentOf } from './correspondent.ts';
import type { Arguments, BadRecipient, CommandSpec, Options, Recipient } from './grammar.ts';
import { lastingOf } from './lasting.ts';
import { askFactsOf } from './number-facts.ts';
import { askDearPrice } from './price.ts';
import { overLine } from './quotas.ts';
import type { Did } from './record.ts';
import { refuse } from './refuse.ts';
import { timeSetBy, WHEN_OPTIONS } from './set-time.ts';
import { declineStopped } from './stop-list/declining.ts';

/** Why something is refused; null: it is not. */
export function refusalOf(asked: () => unknown): RefusalReason | null {
  try {
    asked();
    return null;
  } catch (error) {
    if (error instanceof RequestRefused) return error.reason;
    throw error;
  }
}

const canGo = (requests: () => readonly MessageRequest[], options: WireOptions): boolean =>
  refusalOf(() => requests().map((request) => toWire(request, options, 0))) === null;

export interface SendOrder {
  /** For /help, should the request be refused. */
  readonly command: string;
  /** The line as it was understood, likewise. */
  readonly reading: string;
  /** The same to each recipient. */
  readonly requests: readonly MessageRequest[];
  /** More of them, whom nobody holds. */
  readonly others?: Others | undefined;
  /** To whom these go, where each gets a text of their own in place of that. */
  readonly addressees?: readonly Addressee[];
  readonly duplicates?: readonly string[];
  readonly bad?: readonly BadRecipient[];
  /** Words that stood beside recipients, and go to nobody. */
  readonly beside?: readonly string[];
  /** Of recipients that were named, by their addresses. */
  readonly names?: Names;
  /** What the line could say instead, should the request be refused. */
  readonly instead?: (reason: RefusalReason) => readonly Arguments[];
  /** The account that has to do with this person already: an answer comes from the number that was written to. */
  readonly account?: string;
  /** The order of which it tries some messages once more. */
  readonly againOf?: string;
  /** The order that it goes on with, which a second person may have approved. */
  readonly goesOnWith?: string;
  /** The channels by which what fails goes on. */
  readonly fallback?: readonly ChainStep[];
  /** Numbers that are not asked about, since what was found of them is not old. */
  readonly cached?: Cached;
  /** Ask even for a single one. */
  readonly draft?: boolean;
  /** The time that is set for it (ms). */
  readonly sendAt?: number | null;
  /** It goes at any hour, whatever is set in its chat. */
  readonly atAnyHour?: boolean;
}

/**
 * Requests become an order and the card that shows its fate: at once for one recipient, after a preview and [Send]
 * for more, when some recipients were bad or words stood beside them, for a draft, for what a file or an end is missing
 * of, and for all that placeOrder asks about. Null: the requests cannot go, and the card says why.
 */
export async function send(context: Context, order: SendOrder): Promise<Did | null> {
  const { tx, place, settings, now } = context;
  const { duplicates = [], beside = [], names = {} } = order;
  const { lacks } = context;
  const { requests, addressees, unasked } = await consented(context, order);
  const bad = [...(order.bad ?? []), ...unasked];
  const [first] = requests;
  if (!first) {
    const typed = context.commands.find(({ spec }) => spec.name === order.command);
    return refuse(context, {
      command: typed?.spec ?? order.command,
      problem: { kind: 'bad-recipients', bad },
      reading: order.reading,
      instead: [],
    });
  }
  let placed: Placed | null;
  try {
    placed = await placeOrder(tx, settings, {
      origin: context.origin,
      maker: { kind: 'person', id: context.person.id },
      place,
      content: contentOf(first),
      recipients: addressees ?? requests.map(({ to }) => to),
      others: order.others,
      account: order.account,
      againOf: order.againOf,
      goesOnWith: order.goesOnWith,
      fallback: order.fallback,
      isDraft: [
        order.draft,
        order.cached,
        context.isDraft,
        [...requests.slice(1), ...bad, ...beside, ...lacks].length > 0,
      ].some(Boolean),
      sendAt: order.sendAt,
      atAnyHour: order.atAnyHour,
      writtenAt: context.writtenAt,
      now,
    });
  } catch (error) {
    if (error instanceof QuotaExceeded) {
      await answer(context, noticeCard, { lines: [await overLine(tx.db, settings, error)] });
      return null;
    }
    if (error instanceof OnStopList) return declineStopped(context, error, names);
    if (!(error instanceof RequestRefused)) throw error;
    const { reason } = error;
    const typed = context.commands.find(({ spec }) => spec.name === order.command);
    return refuse(context, {
      command: typed?.spec ?? order.command,
      problem: { kind: 'refused', reason },
      reading: order.reading,
      instead: order.instead?.(reason) ?? [],
    });
  }
  if (!placed) return null;
  const cardId = isLookup(first.channel)
    ? await answer(context, lookupCard, {
        duplicates,
        bad,
        looked: {},
        lacks,
        names,
        table: null,
        cached: order.cached ?? null,
      })
    : await answer(context, sendCard, {
        duplicates,
        bad,
        beside,
        callsOnly: placed.callsOnly,
        landlines: placed.landlines,
        repeated: placed.repeated,
        resent: false,
        choosing: null,
        looked: {},
        lacks,
        names,
        madePlain: placed.madePlain,
        table: null,
      });
  await showOrder(tx, placed.id, cardId);
  if (isLookup(first.channel)) await askFactsOf(context, requests, cardId);
  else await askDearPrice(context, placed.id, cardId);
  return { cardId, orderId: placed.id };
}

/** An order without those whose consent it needs and has not, who are told of as recipients that are none. */
async function consented(
  { tx, person }: Context,
  { requests, addressees, others, names = {} }: SendOrder,
): Promise<
  Pick<SendOrder, 'requests' | 'addressees'> & {
    readonly unasked: { readonly typed: string; readonly reason: 'no-consent' }[];
  }
> {
  const [first] = requests;
  if (!first) throw new Error('an order without recipients');
  const total = requests.length + (others?.count ?? 0);
  const maker = { kind: 'person', id: person.id } as const;
  const numbers = requests.map(({ to }) => to);
  const without = await withoutConsent(tx.db, { maker, content: contentOf(first), total }, numbers);
  const addressOf = (one: Addressee) => (typeof one === 'string' ? one : one.to);
  return {
    requests: requests.filter(({ to }) => !without.has(to)),
    ...(addressees && { addressees: addressees.filter((one) => !without.has(addressOf(one))) }),
    unasked: [...without].map((to) => ({ typed: names[to] ?? `+${to}`, reason: 'no-consent' })),
  };
}

/** Recipients whose names a card keeps. */
const NAMED = 25;

export const namesOf = (recipients: readonly Recipient[]): Names =>
  Object.fromEntries(
    recipients.flatMap(({ to, contact }) => (contact ? [[to, contact.name]] : [])).slice(0, NAMED),
  );

/** Options that every channel with a text takes. */
export const TEXT_OPTIONS = {
  from: { kind: 'word' },
  comment: { kind: 'text' },
  alphabet: { kind: 'choice', values: ['gsm', 'latin1', 'ucs2'] },
} as const satisfies CommandSpec['options'];

/** Options of the channels that bring a text to a number: what kind it is, and which of them may follow each other. */
export const NUMBER_OPTIONS = {
  kind: { kind: 'choice', values: ['ad', 'service'] },
  via: { kind: 'word' },
  after: { kind: 'word' },
} as const satisfies CommandSpec['options'];

/** What each recipient is sent first, and by which channels it goes on. */
interface Asked {
  readonly content: MessageContent;
  readonly fallback: readonly ChainStep[];
}

/**
 * What a line asks for, by its channel or those that it names.
 * @throws RequestRefused
 */
export function askedFor(
  channel: Channel,
  { via, after, kind, ...asked }: Readonly<Record<string, unknown>>,
): Asked {
  const fields = { ...asked, ...(kind === 'ad' ? { kind } : {}) };
  const chain = readChain(channel, {
    via: via === undefined ? undefined : String(via),
    after: after === undefined ? undefined : lastingOf(String(after)),
  });
  return chain
    ? chained(chain, fields)
    : { content: messageContent.parse({ channel, ...fields }), fallback: [] };
}

/** An SMS in reply to a card comes from where that person was written to, unless another sender is named. */
const answering = (request: MessageRequest, { from }: Correspondent): MessageRequest =>
  request.channel === 'sms' && request.from === undefined && from !== undefined
    ? { ...request, from }
    : request;

/** What becomes of the requests of a command. */
type Placing = (context: Context, order: SendOrder) => Promise<Did | null>;

export interface SendingCommand {
  readonly name: Channel;
  readonly spec: Omit<CommandSpec, 'name'>;
  readonly role?: Role;
  readonly examples: readonly string[];
  /** What one recipient is sent; fields as in MessageRequest, options by their names. */
  request?(line: { to: string; text: string; options: Options }): object;
  /** What is done with its requests, where they are not simply sent. */
  readonly place?: Placing;
  readonly readTable?: Command['readTable'];
}

/**
 * The same for a provider that reads no marks in a text, so that nothing sets a comment apart, and that has no other
 * channel.
 */
function withoutMarks({ spec, examples, ...command }: SendingCommand): SendingCommand {
  const { comment, via, after, ...options } = spec.options;
  return {
    ...command,
    spec: { ...spec, options },
    examples: examples
      .filter((example) => !example.includes(' via='))
      .map((example) => example.replace(/ comment="[^"]*"/, '')),
  };
}

/** A command that turns each recipient into one message, where the provider has the channel. */
export function sendingCommand(sending: SendingCommand): Command {
  const { name, role = 'operator', examples, request, place = send, readTable } = sending;
  const spec: SendingCommand['spec'] = isLookup(name)
    ? sending.spec
    : { ...sending.spec, options: { ...sending.spec.options, ...WHEN_OPTIONS } };
  const asked = (
    to: string,
    { options: { via, after, kind, at, now, ...options }, text }: Arguments,
  ): Asked =>
    askedFor(name, {
      via,
      after,
      kind,
      ...(request ? request({ to, text, options }) : { text, ...options }),
    });
  const requestsOf = (said: Arguments) =>
    said.recipients.map(({ to }) => messageRequest.parse({ ...asked(to, said).content, to }));
  const command: Command = {
    spec: { name, ...spec },
    role,
    examples,
    ...(readTable && { readTable }),
    at({ channels, hasDialect }) {
      if (!channels.includes(name)) return null;
      return hasDialect || !spec.options.comment ? command : sendingCommand(withoutMarks(sending));
    },
    async run(context, typed) {
      const { settings, repliedTo, tx } = context;
      const { duplicates, bad, beside, reading } = typed;
      const worded = typed.values && wordEach(typed.text, typed.recipients, typed.values);
      if (worded && 'lacking' in worded) {
        const { lacking } = worded;
        return askForValues(context, { command: name, rest: typed.rest, lacking }, typed.values ?? NO_VALUES);
      }
      const texts = worded?.texts ?? [];
      const sendAt = await timeSetBy(context, command.spec, typed);
      if (sendAt === 'refused') return null;
      const isOwn = new Set(texts).size > 1;
      const line = isOwn ? typed : { ...typed, text: texts[0] ?? typed.text };
      const instead = (reason: RefusalReason) =>
        alternatives(reason, line).filter((said) => canGo(() => requestsOf(said), settings.wire));
      const refusal = refusalOf(() => requestsOf(line));
      if (refusal) {
        const problem = { kind: 'refused', reason: refusal } as const;
        return refuse(context, { command: command.spec, problem, reading, instead: instead(refusal) });
      }
      const [request, another] = requestsOf(line);
      const whom = repliedTo && request && !another ? await correspondentOf(tx.db, repliedTo) : null;
      const answered = whom?.to === request?.to ? whom : null;
      return place(context, {
        command: name,
        reading,
        requests: answered && request ? [answering(request, answered)] : requestsOf(line),
        duplicates,
        bad,
        beside,
        names: namesOf(line.recipients),
        sendAt,
        atAnyHour: line.options.now === 'yes',
        ...(isOwn
          ? { addressees: line.recipients.map(({ to }, at) => ({ to, text: texts[at] ?? '' })) }
          : {}),
        instead,
        fallback: asked(request?.to ?? '', line).fallback,
        ...(answered ? { account: answered.account } : {}),
      });
    },
  };
  return command;
}
