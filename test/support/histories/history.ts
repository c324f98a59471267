/*
 * A history is what happens to some orders between somebody's wish and the last receipt, in words that know nothing of
 * tables or functions: it can be told to any way of keeping messages, and what comes of it compared.
 *
 * Orders are called A, B, C … in the order in which they are placed, their messages A1, A2 …, as typed. A step never
 * names what it is about, it says which one of those that there are, so that a history stays one when some of its steps
 * are left out.
 */

/** Few, so that the same text often goes to the same person. */
export const NUMBERS = ['79991234501', '79991234502', '79991234503'] as const;
export const TEXTS = ['Hello', 'Your order is ready', 'A long one, in parts. '.repeat(14).trim()] as const;
/** When every history begins, ms since 1970. */
export const START = Date.UTC(2026, 0, 1, 9);
export const HOSTS = ['one', 'two'] as const;
export type Host = (typeof HOSTS)[number];

/** What the provider and the settings are like, from the first step to the last. */
export interface World {
  /** The provider refuses an identical request for a minute; else it takes it as another message. */
  readonly guards: boolean;
  /** A long text goes in one submit_sm, or in one for each part. */
  readonly long: 'payload' | 'udh';
  /** The number by which the provider counts its ids from; small ones can be read in several ways. */
  readonly firstId: number;
  /** How receipts write the ids of answers. */
  readonly ids: 'same' | 'hex' | 'decimal';
  /** Cards are looked at after each step, not only at the end. */
  readonly isWatched: boolean;
  /** Orders to several are campaigns, which are prepared, paused and cancelled in pieces; in the end all is sent. */
  readonly areCampaigns?: true;
}

/** The nth of those in question, counted around; of accounts, those that have something to send. */
type Nth = number;

/** One of the submits of an account: without an answer, given up for lost, or whichever. */
export interface Which {
  readonly among: 'open' | 'late' | 'any';
  readonly nth: Nth;
}

export const ANSWERS = {
  taken: 0,
  /** Taken, and no id is told. */
  nameless: 0,
  /** Taken, with an id that the account's first submit has as well. */
  reused: 0,
  /** ESME_RTHROTTLED */
  throttled: 0x58,
  /** ESME_RX_T_APPN */
  later: 0x64,
  /** ESME_RINVDSTADR */
  refused: 0x0b,
  /** ESME_RSUBMITFAIL, which tells an identical request where there is a guard. */
  duplicate: 0x45,
} as const;

/** What comes of a submit, as the link tells it. */
export interface Answer {
  readonly to: Which;
  /** `silence`: no answer in time; `unwritten`: no octet of it left. Both are told of an open one alone. */
  readonly says: keyof typeof ANSWERS | 'silence' | 'unwritten';
}

export const TOLD = [
  'DELIVRD',
  'UNDELIV',
  'EXPIRED',
  'REJECTD',
  'DELETED',
  'UNKNOWN',
  'ENROUTE',
  'LOST',
] as const;

/** A receipt by deliver_sm. */
export interface Telling {
  /** Of which submit, answered or not; null: of an id that is nobody's. */
  readonly of: Which | null;
  readonly says: (typeof TOLD)[number];
  readonly error: number;
  /** In 1/10,000; null: it names none. */
  readonly cost: number | null;
  /** Where the id stands: in the text, in the TLV as the answer wrote it, or in both. */
  readonly id: 'text' | 'tlv' | 'both' | 'none';
  /** With zeros before it, and in lower case. */
  readonly isPadded: boolean;
  readonly parties: 'to-sender' | 'from-sender' | 'stranger' | 'none';
  readonly quotes: 'its-text' | 'other-text' | 'nothing';
  readonly dated: 'right' | 'wrong' | 'nothing';
}

/** A status by the provider's HTTP callback. */
export interface Calling {
  readonly of: Which | null;
  /** As that names it. */
  readonly status: '-1' | '1' | '3' | '20' | '25';
  readonly error: number;
  readonly cost: string | null;
}

/** What is at hand of an account at one time: answers first, then receipts, then what may leave. */
export interface Turn {
  readonly answers: readonly Answer[];
  readonly receipts: readonly Telling[];
  /** Places in the window: so many submits may leave. */
  readonly places: number;
  /** To which the bind is bound. */
  readonly host: Host;
  /** The first try to store answers and claims is rolled back at its end, so that nothing of it leaves. */
  readonly isRolledBack: boolean;
}

export const PRESSES = ['send', 'cancel', 'repeat', 'leave', 'again'] as const;
/** Of campaigns. */
export const HALTS = ['pause', 'resume'] as const;
export type Button = (typeof PRESSES)[number] | (typeof HALTS)[number];

export type Step =
  /** Somebody wants a text sent, or numbers looked up. */
  | {
      readonly do: 'order';
      /** Its place in ACCOUNTS. */
      readonly account: number;
      /** Places in NUMBERS. */
      readonly to: readonly number[];
      /** Its place in TEXTS. */
      readonly text: number;
      readonly channel: 'sms' | 'viber' | 'hlr';
      readonly isDraft: boolean;
      /** How long ago it was asked for, ms. */
      readonly age: number;
    }
  | ({ readonly do: 'turn'; readonly account: Nth } & Turn)
  /** The same by a process that lost the account before: nothing of it counts. */
  | ({ readonly do: 'late-turn'; readonly account: Nth } & Turn)
  | ({ readonly do: 'call'; readonly account: Nth } & Calling)
  | { readonly do: 'wait'; readonly ms: number }
  /** Somebody presses a button of a card, whether it is there or not; `again` is for all that failed. */
  | { readonly do: 'press'; readonly order: Nth; readonly button: Button }
  /** The process that sends dies, and another begins, whose clock is ahead by so much. */
  | { readonly do: 'take-over'; readonly account: Nth; readonly skewMs: number }
  /** Somebody asks how a message stands, or nobody does, and QUERY_SM brings the answer to all that was asked. */
  | {
      readonly do: 'query';
      readonly account: Nth;
      readonly about: Nth | null;
      /** SMPP 3.4, 5.2.28; null: no answer. */
      readonly state: number | null;
    }
  /** What is overdue is asked about or given up, and receipts that nobody claimed are forgotten. */
  | { readonly do: 'sweep'; readonly account: Nth }
  /** The settings change: what data_coding 0 means. */
  | { readonly do: 'alphabet'; readonly is: 'gsm' | 'latin1' };

export interface History {
  readonly world: World;
  readonly steps: readonly Step[];
}

/** Accounts of a history, by their names in it. */
export const ACCOUNTS = ['first', 'second'] as const;
export type AccountName = (typeof ACCOUNTS)[number];
