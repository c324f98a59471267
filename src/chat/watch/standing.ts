import type { ReportedBind } from '../../store/attempts/binds.ts';
import type { Watch } from '../../store/watch/watches-at-hand.ts';
import type { About } from '../cards/alert/facts.ts';
import type { Asking } from './at-hand.ts';

/** A state of things that a watch is told of for as long as it lasts. */
export interface Standing {
  /** The same for as long as it is the same thing. */
  readonly cause: string;
  readonly since: number;
  readonly about: About;
}

/** What is known while it is looked at what stands. */
export interface Looking {
  readonly binds: readonly ReportedBind[];
  readonly asking: Asking;
  /** All watches, suspended ones too. */
  readonly all: readonly Watch[];
  /** Of the watch's chat. */
  zone(): Promise<string>;
  /** Whether its chat is being told of it. */
  isTold(cause: string): boolean;
  /** Since when (ms) other programs can reach this one. */
  readonly upSince: number;
  readonly now: number;
}
