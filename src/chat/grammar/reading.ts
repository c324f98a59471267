import type { DigitCount } from '../../messages/recipient.ts';
import type { OptionSpec } from './spec.ts';

/** `to`: digits without +, or an e-mail address. `typed`: the piece of the line it was read from. */
export interface Recipient {
  to: string;
  typed: string;
  /** Whom a name stood for; `typed` is that name, or their group's. */
  contact?: NamedContact;
}

/** Somebody by name. */
export interface NamedContact {
  readonly name: string;
  /** Digits without +. */
  readonly number: string;
  /** What else is known of them, by the name of each field. */
  readonly fields: Readonly<Record<string, string>>;
}

export type BadRecipientReason =
  | 'not-a-number'
  | 'too-short'
  | 'too-long'
  | 'not-valid'
  | 'not-an-address'
  /** A name that nobody has. */
  | 'unknown-name'
  /** Words beside a number in a pasted list. */
  | 'beside';

export interface BadRecipient {
  typed: string;
  reason: BadRecipientReason;
  /** How many digits were wanted, of a number that is too short or too long; absent where that is not clear. */
  expected?: DigitCount;
}

/** By declared name; a number for an `integer` option. */
export type Options = Record<string, string | number>;

/** What a line says: each recipient once, in the order typed; `duplicates` as typed; text verbatim. */
export interface Arguments {
  recipients: Recipient[];
  duplicates: string[];
  /** Words that stand beside recipients in a column, such as names: they go to nobody. */
  beside: string[];
  options: Options;
  text: string;
}

export type Problem =
  | { kind: 'no-recipient' }
  | ({ kind: 'bad-recipient' } & BadRecipient)
  /** Several were typed. `usable` is the line without the bad ones, to be previewed, never sent at once; null when none is left. */
  | { kind: 'bad-recipients'; bad: BadRecipient[]; usable: Arguments | null }
  | { kind: 'too-many-recipients'; count: number }
  /** A name that nobody has, or no group, and the ones that are nearly so. */
  | { kind: 'unknown-name'; typed: string; near: string[] }
  /** Contacts without an e-mail address, for a line that needs one. */
  | { kind: 'no-address'; names: string[] }
  /** A group with nobody in it. */
  | { kind: 'empty-group'; typed: string }
  | { kind: 'unknown-option'; word: string; known: string[] }
  | { kind: 'bad-option'; name: string; value: string; expected: OptionSpec }
  | { kind: 'repeated-option'; name: string }
  | { kind: 'unclosed-quote'; name: string }
  | { kind: 'missing-option'; name: string; expected: OptionSpec }
  /** An extension behind a number ("ext. 12"), which no message reaches. */
  | { kind: 'extension'; typed: string }
  /** An option stood before the recipients. */
  | { kind: 'option-first'; name: string }
  | { kind: 'missing-text' }
  /** A time behind the text, as an option would say it. */
  | { kind: 'time-behind'; name: string; value: string }
  | { kind: 'text-not-taken'; text: string }
  | { kind: 'bad-code'; typed: string }
  /** `typed` has several readings, one line each in `corrections`, or one that nobody would write on purpose. */
  | { kind: 'ambiguous'; typed: string };

/**
 * `reading` is the line as it was understood; of a line that is ok it can be copied, and is read the same again.
 * `corrections` are lines that can be copied in place of the refused one; none when nothing could be guessed.
 */
export type ReadResult =
  | ({ ok: true; reading: string } & Arguments)
  | { ok: false; problem: Problem; reading: string; understood: Arguments; corrections: string[] };

/** Why a line is refused, and lines to try in its place. */
export interface Refusal {
  problem: Problem;
  attempts: string[];
}
