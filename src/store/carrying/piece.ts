import type { Transaction } from 'kysely';

/** One transaction of it. */
export interface Piece {
  readonly db: Transaction<unknown>;
  readonly kind: 'sqlite' | 'postgres';
  /** Where the piece before ended; '' at the beginning. */
  readonly after: string;
  /** Rows that it should take on, roughly. */
  readonly limit: number;
}

/** What came of one. */
export interface Carried {
  /** Where the next one begins; null: the stage is over. */
  readonly after: string | null;
  /** Messages that are over there now. */
  readonly carried?: number;
  /** Messages that are to come. */
  readonly found?: number;
}

/** How far it is. */
export interface Progress {
  readonly stage: string;
  /** Messages. */
  readonly carried: number;
  /** Messages, of those orders that were looked at so far. */
  readonly total: number;
}
