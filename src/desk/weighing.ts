import { type ChainStep, nextContent } from '../messages/chain.ts';
import type { MessageContent, MessageRequest } from '../messages/request.ts';
import { plainerOf, type Terms, termsOf } from '../messages/terms.ts';
import { toWire, type WireOptions } from '../messages/wire.ts';
import type { Tx } from '../store/engine/database.ts';
import type { Addressee } from '../store/orders/recipient-lists.ts';
import { recentPrice } from '../store/provider/recent-price.ts';
import { needsApproval } from './approval.ts';
import { requestTo } from './new-messages.ts';
import type { DeskSettings } from './settings.ts';

/** What is sent to a recipient by one of the channels of an order. */
interface ByChannel {
  readonly request: MessageRequest;
  readonly terms: Terms;
}

/**
 * What a recipient is sent by the channels that follow, one after the other.
 * @throws RequestRefused where one of them cannot take it
 */
export function laterOf(
  {
    content,
    fallback = [],
  }: { readonly content: MessageContent; readonly fallback?: readonly ChainStep[] | undefined },
  to: Addressee,
  wire: WireOptions,
): ByChannel[] {
  const later: ByChannel[] = [];
  let before = content;
  for (let [next, ...others] = fallback; next; [next, ...others] = others) {
    before = nextContent(before, [next, ...others]);
    const request = requestTo(before, to);
    later.push({ request, terms: termsOf(before, toWire(request, wire, 0)) });
  }
  return later;
}

export async function needsApprovalOfAny(
  tx: Tx,
  { approve }: DeskSettings,
  weighed: readonly Parameters<typeof needsApproval>[2][],
): Promise<boolean> {
  for (const one of weighed) if (await needsApproval(tx.db, approve, one)) return true;
  return false;
}

export async function isAnyDear(
  tx: Tx,
  settings: DeskSettings,
  byEach: readonly ByChannel[],
): Promise<boolean> {
  for (const { request, terms } of byEach) if (await isDear(tx, settings, request, terms)) return true;
  return false;
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
