import { withoutConsent } from '../../desk/consent.ts';
import { type Placed, placeOrder } from '../../desk/order.ts';
import { QuotaExceeded } from '../../desk/quota.ts';
import { OnStopList } from '../../desk/stop-list.ts';
import type { ChainStep } from '../../messages/chain.ts';
import {
  contentOf,
  isLookup,
  type MessageRequest,
  type RefusalReason,
  RequestRefused,
} from '../../messages/request.ts';
import { showOrder } from '../../store/orders/orders.ts';
import type { Others } from '../../store/orders/preparing.ts';
import type { Addressee } from '../../store/orders/recipient-lists.ts';
import { answer } from '../answer.ts';
import type { Held } from '../cards/held.ts';
import { type Cached, lookupCard } from '../cards/lookup/body.ts';
import { noticeCard } from '../cards/notice/body.ts';
import { sendCard } from '../cards/send/body.ts';
import type { Names } from '../cards/sight.ts';
import type { Context } from '../context.ts';
import type { Arguments, BadRecipient } from '../grammar.ts';
import { localeFor } from '../locale.ts';
import { askFactsOf } from '../money/number-facts.ts';
import { askDearPrice } from '../money/price.ts';
import { overLine } from '../people/quotas.ts';
import type { Did } from '../record.ts';
import { type Refused, refuse } from '../refuse.ts';
import { declineStopped } from '../stop-list/declining.ts';

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
  /** Why it is one, where its card says so. */
  readonly held?: Held | null;
  /** Where it would go at once, it waits a little, so that it can be taken back. */
  readonly mayBeUndone?: boolean;
  /** The time that is set for it (ms). */
  readonly sendAt?: number | null;
  /** Named with it: see SendBody. */
  readonly zone?: string | null;
  /** It goes at any hour, whatever is set in its chat. */
  readonly atAnyHour?: boolean;
}

/**
 * Requests become an order and the card that shows its fate: at once for one recipient, after a preview and [Send]
 * for more, when some recipients were bad or words stood beside them, for a draft, for what a file or an end is missing
 * of, and for all that placeOrder asks about. Null: the requests cannot go, and the card says why.
 */
export async function send(context: Context, order: SendOrder): Promise<Did | null> {
  const { tx, place, settings, lacks, now } = context;
  const { duplicates = [], beside = [], names = {} } = order;
  const { requests, addressees, unasked } = await consented(context, order);
  const bad = [...(order.bad ?? []), ...unasked];
  const refuseFor = (problem: Refused['problem'], instead: readonly Arguments[] = []) => {
    const typed = context.commands.find(({ spec }) => spec.name === order.command);
    const command = typed?.spec ?? order.command;
    return refuse(context, { command, problem, reading: order.reading, instead });
  };
  const [first] = requests;
  if (!first) return refuseFor({ kind: 'bad-recipients', bad });
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
        order.held,
        order.cached,
        context.isDraft,
        [...requests.slice(1), ...bad, ...beside, ...lacks].length > 0,
      ].some(Boolean),
      sendAt: order.sendAt,
      mayBeUndone: !isLookup(first.channel) && (order.mayBeUndone ?? context.mayBeUndone),
      atAnyHour: order.atAnyHour,
      writtenAt: context.writtenAt,
      now,
    });
  } catch (error) {
    if (error instanceof QuotaExceeded) {
      await answer(context, noticeCard, {
        lines: [await overLine(tx.db, localeFor(context.language, settings.timeZone), settings, error)],
      });
      return null;
    }
    if (error instanceof OnStopList) return declineStopped(context, error, names);
    if (!(error instanceof RequestRefused)) throw error;
    const { reason } = error;
    return refuseFor({ kind: 'refused', reason }, order.instead?.(reason));
  }
  if (!placed) return null;
  const held = order.held ?? context.held ?? null;
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
        zone: order.zone ?? null,
        held,
        ...(held === 'name' && context.called !== undefined && { called: context.called }),
        ...(context.heard && context.heard.length > 0 ? { heard: context.heard } : {}),
        ...(placed.undoneBy !== undefined && { undoneBy: placed.undoneBy }),
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
