import type { DigitCount, PhoneProblem } from '../messages/recipient.ts';

/**
 * Why a cell that should hold a recipient holds none; `rounded` is a number that a program wrote as 7.9991E+10,
 * `unknown-name` a name that nobody has, `two-contacts` one that two have.
 */
export interface CellProblem {
  readonly reason: PhoneProblem | 'not-an-address' | 'rounded' | 'unknown-name' | 'two-contacts';
  readonly expected?: DigitCount;
}

export interface CellRecipient {
  /** In the wire's form. */
  readonly to: string;
  readonly typed: string;
  /** Of whoever is named there in place of a number: what is known under the name of a place. Absent: it is a number. */
  readonly known?: Known;
}

/** What is known under the name of a place of a text. */
export type Known = (place: string) => string | undefined;

/**
 * What recipients stand in a cell, in their order, and the words that stand around the first; `isExtended` where an extension
 * is behind it, whom no message reaches.
 */
export type CellReading =
  | {
      readonly found: readonly [CellRecipient, ...CellRecipient[]];
      readonly words: string;
      readonly isExtended?: boolean;
    }
  | { readonly problem: CellProblem };

/** How recipients are found in cells: the rules of the chat's grammar. */
export interface CellReader {
  read(cell: string): CellReading;
  /** Whether the name of a column says that recipients stand in it. */
  isLabel(name: string): boolean;
}
