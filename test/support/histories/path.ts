import type { CampaignState } from '../../../src/messages/campaign.ts';
import type { ReceiptTlvs } from '../../../src/messages/receipt.ts';
import type { MessageState } from '../../../src/messages/status.ts';
import type { SubmitOutcome } from '../../../src/sender/outcome.ts';
import type { AccountName, Button, Host, World } from './history.ts';

/** A message by its place: in which order of the history, and where in that. */
export interface Place {
  /** From 0. */
  readonly order: number;
  /** From 0, as typed. */
  readonly position: number;
}

export interface Moment {
  /** The clock on the wall of whoever acts, ms since 1970. */
  readonly now: number;
  /** Their monotonic clock, ms. */
  readonly clock: number;
}

export interface Placing {
  readonly account: AccountName;
  readonly to: readonly string[];
  readonly text: string;
  readonly channel: 'sms' | 'viber' | 'hlr';
  readonly isDraft: boolean;
  /** ms since 1970 */
  readonly writtenAt: number;
}

/** A submit_sm that has left, by the key under which its answer is told. */
export interface Left extends Place {
  readonly key: string;
  /** From 1. */
  readonly part: number;
  /** PDUs of the whole message. */
  readonly pdus: number;
}

export interface AtHand {
  readonly answers: readonly { readonly key: string; readonly outcome: SubmitOutcome }[];
  /** Of deliver_sm: text, TLVs, and both addresses. */
  readonly receipts: readonly {
    readonly text: string;
    readonly tlvs: ReceiptTlvs;
    readonly parties: readonly string[];
  }[];
  readonly places: number;
  readonly host: Host;
  readonly isRolledBack: boolean;
}

/** What is known of a message. */
export interface Fate extends Place {
  readonly recipient: string;
  readonly state: MessageState;
  /** What it waits for, if for anything. */
  readonly waitsFor: string | null;
  readonly error: number | null;
  readonly commandStatus: number | null;
  readonly cost: number | null;
  readonly pdus: number;
  /** When it may be claimed, is asked about, and is overdue (ms since 1970); null: never. */
  readonly readyAt: number | null;
  readonly doubtUntil: number | null;
  readonly overdueAt: number | null;
  readonly endedAt: number | null;
  /** Oldest first. */
  readonly attempts: readonly {
    readonly part: number;
    readonly host: string;
    readonly outcome: string;
    readonly commandStatus: number | null;
    readonly providerId: string | null;
  }[];
  /** What the provider said of it, oldest first. */
  readonly told: readonly {
    readonly state: string | null;
    readonly error: number | null;
    readonly via: string;
  }[];
}

/** How an order stands. */
export interface Standing {
  /** All that it waits for. */
  readonly waits: readonly string[];
  /** As its card counts them. */
  readonly tally: readonly {
    readonly state: MessageState;
    readonly error: number | null;
    readonly commandStatus: number | null;
    readonly count: number;
    readonly cost: number | null;
  }[];
  readonly card: Card;
}

export interface Card {
  /** In English, as Telegram would show it now. */
  readonly text: string;
  /** Labels, row by row. */
  readonly buttons: readonly (readonly string[])[];
  /** It is looked at again, now or at a time that it named. */
  readonly isDue: boolean;
}

/**
 * A way of keeping messages, as far as a history needs it: each method is one thing that the sender, the listener, the
 * callback or the chat does, in as many transactions as that takes. Another schema or another store is another Path.
 */
export interface Path {
  /** False: it cannot go so, and nothing is written. */
  place(order: Placing, at: Moment): Promise<boolean>;
  turn(account: AccountName, atHand: AtHand, at: Moment): Promise<Left[]>;
  /** By the process that held the account before the last take-over; true when it was kept out. */
  lateTurn(account: AccountName, atHand: AtHand, at: Moment): Promise<boolean>;
  /** The provider's HTTP callback, by its parameters. */
  call(fields: Readonly<Record<string, string>>, at: Moment): Promise<void>;
  /** To whom another order goes that came of it, the last by then; null: none did. */
  press(order: number, button: Button, at: Moment): Promise<readonly string[] | null>;
  takeOver(account: AccountName, at: Moment): Promise<void>;
  /** Asks about a message, if one is named, and brings this answer to all that was asked of the account. */
  query(account: AccountName, about: Place | null, state: number | null, at: Moment): Promise<void>;
  sweep(account: AccountName, at: Moment): Promise<void>;
  /** A piece of what is done in pieces; false: nothing is left to be done. */
  work(at: Moment): Promise<boolean>;
  setAlphabet(alphabet: 'gsm' | 'latin1'): void;

  /** Of all messages, in order. */
  states(): Promise<(Place & { readonly state: MessageState })[]>;
  /** Where each order is as a campaign; null: it is none. */
  campaigns(): Promise<(CampaignState | null)[]>;
  fates(): Promise<Fate[]>;
  standing(order: number, at: Moment): Promise<Standing>;
  /** Telegram shows the card as it is now. Returns what it shows, and whether it was to be shown. */
  show(order: number, at: Moment): Promise<Card>;
  /** Receipts that name no message. */
  unmatched(account: AccountName): Promise<number>;
  /** What is kept of counts that its messages do not say themselves. */
  miscounted(): Promise<string[]>;
}

/** Begins a history, in a world where nothing has happened yet. */
export type OpenPath = (world: World) => Promise<Path>;
