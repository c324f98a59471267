import type { CampaignState } from '../../messages/campaign.ts';
import type { ReceiptState } from '../../messages/receipt.ts';
import type { Channel } from '../../messages/request.ts';
import type { AttemptOutcome } from '../../messages/standing.ts';
import type { MessageState } from '../../messages/status.ts';

/*
 * What the tables with a row for each message keep as small integers. A number is never given to another name, and one that
 * was given stays: rows of earlier versions have it.
 */

declare const NAME: unique symbol;

/** The number that stands for a name of these. */
export type Coded<Name extends string> = number & { readonly [NAME]: Name };

/** A table of names and their numbers, both ways. */
export interface Code<Name extends string> {
  readonly of: Readonly<Record<Name, Coded<Name>>>;
  /** Those of these names. */
  all(names: readonly Name[]): Coded<Name>[];
  /** @throws RangeError for a number that stands for none */
  name(number: Coded<Name>): Name;
}

function code<Name extends string>(numbers: Readonly<Record<Name, number>>): Code<Name> {
  const of = numbers as Code<Name>['of'];
  const names = new Map(Object.entries(numbers).map(([name, number]) => [number, name as Name]));
  return {
    of,
    all: (some) => some.map((name) => of[name]),
    name(number) {
      const name = names.get(number);
      if (name === undefined) throw new RangeError(`${number} stands for nothing`);
      return name;
    },
  };
}

/** The first number of a state in which something is amiss: those have an index. */
export const AMISS = 8;

export const STATE = code<MessageState>({
  waiting: 0,
  queued: 1,
  submitting: 2,
  accepted: 3,
  delivered: 4,
  cancelled: 5,
  in_doubt: AMISS,
  left: 9,
  refused: 10,
  undelivered: 11,
  expired: 12,
  rejected: 13,
  deleted: 14,
  unknown: 15,
});

/** Why a queued message is kept back by itself until it is ready; `not`: it is not. */
export const HELD = {
  not: 0,
  /** The same text has just gone to the same number. */
  guard: 1,
  /** Its recipient is left alone. */
  quiet: 2,
} as const;

export const CHANNEL = code<Channel>({
  sms: 0,
  email: 1,
  call: 2,
  viber: 3,
  soc: 4,
  tgm: 5,
  bot: 6,
  hlr: 7,
  ping: 8,
});

export const OUTCOME = code<AttemptOutcome>({
  open: 0,
  accepted: 1,
  refused: 2,
  duplicate: 3,
  deferred: 4,
  not_written: 5,
  no_answer: 6,
  given_up: 7,
});

export const RECEIPT_STATE = code<ReceiptState>({
  enroute: 0,
  accepted: 1,
  delivered: 2,
  expired: 3,
  undelivered: 4,
  rejected: 5,
  deleted: 6,
  unknown: 7,
});

export const VIA = code<'smpp' | 'http' | 'query'>({ smpp: 0, http: 1, query: 2 });

export type OrderClass = 'single' | 'small' | 'bulk';
/** The most messages that a small order has. */
export const SMALL = 50;
export const ORDER_CLASS = code<OrderClass>({ single: 0, small: 1, bulk: 2 });

export const CAMPAIGN = code<CampaignState>({
  preparing: 0,
  preview: 1,
  running: 2,
  paused: 3,
  cancelled: 4,
  done: 5,
});
