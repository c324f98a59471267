import type { DigitCount, PhoneProblem } from '../messages/recipient.ts';

/** Why a cell that should hold a recipient holds none; `rounded` is a number that a program wrote as 7.9991E+10. */
export interface CellProblem {
  readonly reason: PhoneProblem | 'not-an-address' | 'rounded';
  readonly expected?: DigitCount;
}

export interface CellRecipient {
  /** In the wire's form. */
  readonly to: string;
  readonly typed: string;
}

/** What recipients stand in a cell, in their order, and the words that stand around the first. */
export type CellReading =
  | { readonly found: readonly [CellRecipient, ...CellRecipient[]]; readonly words: string }
  | { readonly problem: CellProblem };

/** How recipients are found in cells: the rules of the chat's grammar. */
export interface CellReader {
  read(cell: string): CellReading;
  /** Whether the name of a column says that recipients stand in it. */
  isLabel(name: string): boolean;
}
