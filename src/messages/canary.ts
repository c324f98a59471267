import type { Ended } from './ends.ts';
import type { ReceiptTemplate } from './receipt.ts';
import { isFailed, type MessageState } from './status.ts';

/** Campaigns of more recipients than this try a few first. */
const ABOVE = 200;
/** So many are tried. */
export const FIRST = 20;
/** So large a share of them has to end well, and fewer must fail. */
const SHARE = 0.5;
/** How long the rest waits for that once all of them are out (ms): a receipt that has not come by then may take hours. */
const CANARY_MS = 30_000;

/** How many of a campaign go before the rest of it; null: all of it may go. */
export const canaryOf = (recipients: number): number | null => (recipients > ABOVE ? FIRST : null);

/** One of those that go first. */
export interface Canary extends Ended {
  /** When it was handed over (ms); null: it was not. */
  readonly attempted_at: number | null;
}

/** Where those stand that went first. */
export interface CanaryStanding {
  readonly of: number;
  readonly well: number;
  readonly failed: number;
  /** So many have to end well. */
  readonly wanted: number;
  /** When the rest follows unless too many have failed (ms); null: they are not all out. */
  readonly until: number | null;
}

const BEFORE: ReadonlySet<MessageState> = new Set<MessageState>(['waiting', 'queued', 'submitting']);

export function canaryStanding(first: readonly Canary[]): CanaryStanding {
  const count = (wanted: (state: MessageState) => boolean) =>
    first.filter(({ state }) => wanted(state)).length;
  const { length: of } = first;
  const isOut = count((state) => BEFORE.has(state)) === 0;
  const last = Math.max(...first.map(({ attempted_at }) => attempted_at ?? 0));
  return {
    of,
    well: count((state) => state === 'delivered'),
    failed: count(isFailed),
    wanted: Math.ceil(of * SHARE),
    until: isOut ? last + CANARY_MS : null,
  };
}

/** What the provider said of the bill for one of those that went first. */
export interface Billed {
  /** Parts that are paid. */
  readonly parts: number;
  /** In 1/10,000 of the account's currency; null: it has not said. */
  readonly cost: number | null;
  /** The kind of template that the text was taken for; null: it has not said, or matched none. */
  readonly template: ReceiptTemplate | null;
}

/** How the bill is another than was expected. */
export type OddBill =
  | { readonly is: 'kind'; readonly template: ReceiptTemplate; readonly count: number; readonly of: number }
  /** By the part. */
  | { readonly is: 'price'; readonly expected: number; readonly was: number };

/** So many times what was expected is dear. */
const DEAR = 1.5;

/**
 * How those that went first were billed otherwise than expected; null: they were not, as far as is known. Most of those of
 * which the kind is known have to be of another.
 * @param expected `price`: of a part; null: nobody knew
 */
export function oddBillOf(
  first: readonly Billed[],
  expected: { readonly isAd: boolean; readonly price: number | null },
): OddBill | null {
  const kinds = first.flatMap(({ template }) => template ?? []).filter((template) => template !== 'other');
  const isOther = (template: ReceiptTemplate) => (template === 'advertising') !== expected.isAd;
  const others = kinds.filter(isOther);
  const [template] = others;
  if (template !== undefined && others.length > kinds.length / 2) {
    return { is: 'kind', template, count: others.length, of: kinds.length };
  }
  const priced = first.filter(({ cost }) => cost !== null);
  const parts = priced.reduce((sum, one) => sum + one.parts, 0);
  if (expected.price === null || parts === 0) return null;
  const was = Math.round(priced.reduce((sum, { cost }) => sum + (cost ?? 0), 0) / parts);
  return was >= expected.price * DEAR ? { is: 'price', expected: expected.price, was } : null;
}

/** What is to become of the rest: it follows, stays where it is, or cannot be said to yet. */
export type CanaryVerdict = 'go' | 'stop' | 'wait';

export function canaryVerdict(
  { of, well, failed, wanted, until }: CanaryStanding,
  now: number,
): CanaryVerdict {
  if (well >= wanted) return 'go';
  // Not enough are left that could still end well.
  if (of - failed < wanted) return 'stop';
  if (until === null || now < until) return 'wait';
  return failed < wanted ? 'go' : 'stop';
}
