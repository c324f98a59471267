import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Store, Tx } from '../store/engine/database.ts';
import { levelOf } from '../store/engine/failure.ts';
import { pruneGuards } from '../store/orders/guard.ts';
import { giveUpOverdue, overdueMessages, postponeOverdue } from '../store/receipts/overdue.ts';
import { askStatus } from '../store/receipts/queries.ts';
import { forgetOrphans } from '../store/receipts/stored-orphans.ts';
import { joinUnfinished } from '../store/talks/incoming.ts';
import { Moments } from './moments.ts';
import { isOpen, type Way } from './way.ts';

interface SweeperOptions {
  readonly store: Store;
  readonly account: string;
  readonly log: Logger;
}

const EVERY_MS = 60_000;
/** After an outage of a day a million may be overdue: questions must not crowd out the submits. */
const OVERDUE_AT_ONCE = 200;
/** Three questions, 20 minutes apart, and after an hour the message is given up. */
const QUESTIONS = 3;
const QUESTION_SPACING_MS = 20 * 60_000;
/** A part that has not come within this time of the others is not waited for. */
const PARTS_WAIT_MS = 10 * 60_000;

/**
 * Each minute: asks about messages whose status never came, joins incoming ones whose parts never came, and forgets
 * receipts that nobody claimed, and what the provider no longer remembers.
 */
export class Sweeper {
  private readonly options: SweeperOptions;
  private readonly ways: readonly Way[];
  private timer: NodeJS.Timeout | undefined;
  private isStopping = false;
  private sweeping: Promise<void> = Promise.resolve();
  private readonly moments = new Moments();

  constructor(options: SweeperOptions, ways: readonly Way[]) {
    this.options = options;
    this.ways = ways;
  }

  start(): void {
    this.timer = setInterval(() => {
      this.sweeping = this.sweeping.then(() => this.sweep());
    }, EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.isStopping = true;
    await this.sweeping;
  }

  /** Piece after piece while there may be more; in a campaign a minute leaves hundreds of thousands, and others send meanwhile. */
  private async inPieces(piece: (tx: Tx) => Promise<boolean>): Promise<void> {
    while ((await this.options.store.write(piece)) && !this.isStopping) await nextTurn();
  }

  private async sweep(): Promise<void> {
    const { store, account, log } = this.options;
    const now = Date.now();
    try {
      // While nobody can be asked, nothing is given up either.
      const messages = this.ways.some(isOpen) ? await store.write((tx) => askOverdue(tx, account, now)) : 0;
      if (messages > 0) log.info({ messages }, 'overdue: no status came');
      const joined = await store.write((tx) => joinUnfinished(tx, now - PARTS_WAIT_MS, now));
      if (joined.length > 0)
        log.info({ incoming: joined.length }, 'incoming messages joined without all parts');
      await this.inPieces((tx) => forgetOrphans(tx, now - store.rules.overdueAfterMs));
      await this.inPieces((tx) => prune(tx, this.moments));
    } catch (error) {
      log[levelOf(error)]({ err: error }, 'the store failed: nothing was swept');
    }
  }
}

/** The clock was set since the last minute: until every sender has carried over what waits, nothing is known to be old. */
async function prune(tx: Tx, moments: Moments): Promise<boolean> {
  const reading = await moments.read(tx);
  moments.keep(reading);
  return reading.stepMs === 0 && (await pruneGuards(tx, reading.now));
}

/** Asks about what is overdue, or gives it up when it was asked about in vain. Returns how many messages that were. */
export async function askOverdue(tx: Tx, account: string, now: number): Promise<number> {
  const overdue = await overdueMessages(tx, account, OVERDUE_AT_ONCE, now);
  for (const message of overdue) {
    if (message.asked >= QUESTIONS) {
      await giveUpOverdue(tx, message, now);
    } else {
      await askStatus(tx, message, null, now);
      await postponeOverdue(tx, message.id, now + QUESTION_SPACING_MS);
    }
  }
  return overdue.length;
}
