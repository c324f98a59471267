import type { Logger } from 'pino';
import { reportBinds } from '../store/attempts/binds.ts';
import type { Store } from '../store/engine/database.ts';
import { levelOf } from '../store/engine/failure.ts';
import type { Rate } from './rate.ts';
import type { Exit } from './way.ts';

interface ExitReportsOptions {
  readonly store: Store;
  readonly account: string;
  readonly rate: Rate;
  readonly log: Logger;
}

/** A change is reported this long after the last report at the earliest: a link that flaps must not fill the store. */
const SPACING_MS = 1_000;
const EVERY_MS = 15_000;

/** Writes what each exit says of itself into the store, for /health and /readyz: on change, and every 15 s. */
export class ExitReports {
  private readonly options: ExitReportsOptions;
  private readonly exits: readonly Exit[];
  private timer: NodeJS.Timeout | undefined;
  private reportedAt = Number.NEGATIVE_INFINITY;
  private writing: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(options: ExitReportsOptions, exits: readonly Exit[]) {
    this.options = options;
    this.exits = exits;
  }

  /** An exit's status has changed. */
  changed(): void {
    this.schedule(Math.max(0, this.reportedAt + SPACING_MS - performance.now()));
  }

  /** Reports once more, and no more then. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.writing;
    await this.write();
  }

  private schedule(inMs: number): void {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => this.report(), inMs);
  }

  private report(): void {
    this.reportedAt = performance.now();
    this.writing = this.writing.then(() => this.write());
    this.schedule(EVERY_MS);
  }

  private async write(): Promise<void> {
    const { store, account, rate, log } = this.options;
    const now = Date.now();
    const partsPerSecond = Math.round(rate.current(performance.now()));
    const reports = this.exits.map((exit) => ({
      id: exit.id,
      report: { ...exit.report(now), rate: partsPerSecond, rateSetting: rate.setting },
    }));
    try {
      await store.write((tx) => reportBinds(tx, account, reports, now));
    } catch (error) {
      log[levelOf(error)]({ err: error }, 'the state of the binds could not be stored');
    }
  }
}
