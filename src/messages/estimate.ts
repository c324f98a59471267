import type { Money } from './money.ts';

/*
 * What messages will cost, by what others have cost: a price hangs on the operator of the number, so each is reckoned by the
 * prices of its own where those are known, and by those of all where not.
 */

/** What a part has cost lately. */
export interface PartPrice {
  readonly mean: Money;
  readonly least: Money;
  readonly most: Money;
  /** Of so many messages. */
  readonly messages: number;
}

export interface PartPrices {
  readonly all: PartPrice;
  readonly byOperator: ReadonlyMap<string, PartPrice>;
}

/** Messages to the numbers of one operator. */
export interface OperatorShare {
  readonly messages: number;
  readonly parts: number;
}

export interface Estimate {
  readonly cost: Money;
  /** By the least and the highest price that each may have. */
  readonly least: Money;
  readonly most: Money;
  /** So many of the messages are reckoned by their own operators' prices. */
  readonly known: number;
  readonly messages: number;
}

/**
 * What messages cost together.
 * @param shares by the name of the operator; '': not known
 */
export function estimateOf(
  shares: Iterable<readonly [operator: string, OperatorShare]>,
  { all, byOperator }: PartPrices,
): Estimate {
  const sum = { cost: 0, least: 0, most: 0, known: 0, messages: 0 };
  for (const [operator, { messages, parts }] of shares) {
    const own = operator === '' ? undefined : byOperator.get(operator);
    const { mean, least, most } = own ?? all;
    sum.cost += mean * parts;
    sum.least += least * parts;
    sum.most += most * parts;
    sum.known += own ? messages : 0;
    sum.messages += messages;
  }
  return { ...sum, cost: Math.round(sum.cost) };
}
