import type { MessageRequest } from './request.ts';
import { type Agreed, type Draft, draftOf, type WireOptions } from './wire.ts';

interface Kept {
  readonly request: MessageRequest;
  readonly agreed: Agreed;
  readonly draft: Draft;
}

/** A connection's last drafts: orders that leave at the same time do so by turns. */
const KEPT = 8;
const last = new WeakMap<WireOptions, readonly Kept[]>();

/** As `draftOf`, which most messages need not ask: others of the same order went just before. */
export function draftOnce(request: MessageRequest, options: WireOptions, agreed: Agreed): Draft {
  const kept = last.get(options) ?? [];
  const found = kept.find((one) => isAlike(one.request, request) && isAgreed(one.agreed, agreed));
  if (found !== undefined) return found.draft;
  const draft = draftOf(request, options, agreed);
  last.set(options, [{ request, agreed, draft }, ...kept.slice(0, KEPT - 1)]);
  return draft;
}

const isAgreed = (one: Agreed, other: Agreed): boolean =>
  one.sender === other.sender && one.alphabet === other.alphabet;

/** Whether all but the number is the same. */
function isAlike(one: MessageRequest, other: MessageRequest): boolean {
  return hasFieldsOf(one, other) && hasFieldsOf(other, one);
}

function hasFieldsOf(one: MessageRequest, other: MessageRequest): boolean {
  for (const key of Object.keys(other) as (keyof MessageRequest)[]) {
    if (key !== 'to' && one[key] !== other[key]) return false;
  }
  return true;
}
