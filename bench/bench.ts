import type { Databases } from './databases.ts';

/** What a run of the bench was asked for. */
export interface Bench {
  readonly databases: readonly Databases[];
  /** Messages of a campaign without a rate. */
  readonly messages: number;
  /** Campaigns of a million, and ten million messages stored. */
  readonly large: boolean;
  /** Where CPU profiles of the bot go; null: none is made. */
  readonly profileFolder: string | null;
  /** Kannel is measured as well. */
  readonly kannel: boolean;
}
