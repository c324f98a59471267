import type { Pace } from './pace.ts';
import type { Rate } from './rate.ts';
import type { Exit, Submit, Way } from './way.ts';

/** A process that was frozen for longer between an attempt's time and its write may have been declared dead meanwhile. */
const FROZEN_MS = 5_000;
/** No more is claimed ahead than leaves within this time, so that none of it gets too old to be written (ms). */
const FURTHEST_MS = 3_000;
/** Of how long rounds took, what the longest still counts for after a shorter one. */
const FADES = 0.9;

/** A submit whose attempt is on record, to be written by this exit, while it is connected to this host. */
export interface ClaimedSubmit {
  readonly attemptId: number;
  /** When its attempt was put on record (ms, by the store's clock). */
  readonly committedAt: number;
  readonly recipient: string;
  readonly way: Way;
  readonly exit: Exit;
  readonly host: string;
  readonly submit: Submit;
  /** When its message was queued (performance.now()), of the first part of a single one's first try; else null. */
  readonly queuedAt: number | null;
}

/** The submits of one message, which leave together. */
export interface Departure {
  readonly exit: Exit;
  readonly submits: readonly ClaimedSubmit[];
  /** Parts that the rate counts. */
  readonly parts: number;
  /** It is one of a campaign. */
  readonly isOfCampaign: boolean;
  /** A campaign came to it in its turn: such leave together. */
  readonly isInTurn: boolean;
  readonly stamped: Stamp;
}

/** When attempts were put on record: by performance.now(), and by Date.now(). */
export interface Stamp {
  readonly clock: number;
  readonly wall: number;
}

interface Gate {
  readonly rate: Rate;
  /** How much of the rate campaigns may use; null: all of it. */
  readonly campaigns: Pace | null;
  /** Writes a submit, or has it settled as not written. */
  write(submit: ClaimedSubmit): void;
  giveBack(submit: ClaimedSubmit): void;
  /** False once another process may hold the account. */
  mayWrite(): boolean;
  /** All that was claimed has left. */
  onEmpty(): void;
}

/**
 * What is on record and has not left yet: it leaves as rate and window let it, while the next transaction is under way.
 * So much is claimed ahead as leaves until the one after it is committed: with a quick store next to nothing, and with
 * a slow one enough to keep the rate. What is not written in time goes back.
 *
 * Messages of campaigns leave some at a time, as many as the rate lets leave together: what is a round for each of them
 * at an ordinary rate is one for all then, and their answers and receipts come together as well. All others leave before
 * them.
 */
export class Departures {
  private readonly gate: Gate;
  /** Those in turn last. */
  private waiting: Departure[] = [];
  private parts = 0;
  /** Of all but those in turn. */
  private otherParts = 0;
  private tookMs = 0;
  private leaving = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(gate: Gate) {
    this.gate = gate;
  }

  /** A round took so long (ms), from its beginning to its commit. */
  roundTook(ms: number): void {
    this.tookMs = Math.max(ms, this.tookMs * FADES);
  }

  /** Submits that wait to be written by this exit. */
  pending(exit: Exit): number {
    let count = 0;
    for (const one of this.waiting) if (one.exit === exit) count += one.submits.length;
    return count;
  }

  /**
   * In how many ms a message of so many parts may be claimed that is not a campaign's next, after `before` parts of such
   * that are claimed just now; 0 means now.
   */
  waitMs(before: number, parts: number, clock: number): number {
    return Math.max(0, this.gate.rate.turnMs(this.otherParts + before, parts, clock) - this.aheadMs);
  }

  /** How many such messages of a part each may be claimed now, at most. */
  room(clock: number): number {
    return Math.max(0, this.gate.rate.withinMs(this.aheadMs, clock) - this.otherParts);
  }

  /**
   * In how many ms the next of campaigns may be claimed, after `before` parts of campaigns that are claimed just now, by the
   * rate and by what campaigns may use of it; 0 means now.
   */
  campaignWaitMs(before: number, clock: number): number {
    const { rate, campaigns } = this.gate;
    const byRate = rate.turnMs(this.parts + before, rate.together(clock), clock);
    return Math.max(0, Math.max(byRate, campaigns?.waitMs(before, clock) ?? 0) - this.aheadMs);
  }

  /**
   * How many of these, of a part each, may be claimed now, at most. What leaves together is claimed together, and no sooner
   * than it is due: all that is on record when a process dies is in doubt.
   */
  campaignRoom(clock: number): number {
    if (this.campaignWaitMs(0, clock) > 0) return 0;
    const { rate, campaigns } = this.gate;
    const byRate = rate.withinMs(this.aheadMs, clock) - this.parts;
    return Math.max(0, Math.min(byRate, campaigns?.withinMs(this.aheadMs, clock) ?? byRate));
  }

  private get aheadMs(): number {
    return Math.floor(Math.min(FURTHEST_MS, 2 * this.tookMs));
  }

  add(departures: readonly Departure[]): void {
    const first = this.waiting.findIndex(({ isInTurn }) => isInTurn);
    const others = departures.filter(({ isInTurn }) => !isInTurn);
    this.waiting.splice(first === -1 ? this.waiting.length : first, 0, ...others);
    for (const departure of departures) {
      const { parts, isOfCampaign, isInTurn, stamped } = departure;
      this.parts += parts;
      if (isInTurn) this.waiting.push(departure);
      else this.otherParts += parts;
      if (isOfCampaign) this.gate.campaigns?.took(parts, stamped.clock);
    }
    this.leave();
  }

  /** Writes what may leave by now. */
  leave(): void {
    // A write may end its link, which says so at once.
    if (this.leaving || this.waiting.length === 0) return;
    const { rate } = this.gate;
    this.leaving = true;
    clearTimeout(this.timer);
    const full = new Set<Exit>();
    let waitMs: number | null = null;
    let isGroup = false;
    this.waiting = this.waiting.filter((departure) => {
      const { exit, parts, isInTurn } = departure;
      const clock = performance.now();
      if (ageOf(departure, clock) > FROZEN_MS || !this.gate.mayWrite()) return this.giveBack(departure);
      if (!exit.ready) return this.write(departure);
      if (waitMs !== null || full.has(exit)) return true;
      if (exit.free < departure.submits.length) {
        full.add(exit);
        return true;
      }
      const together = isInTurn && !isGroup ? Math.min(this.parts, rate.together(clock)) : parts;
      const groupMs = rate.waitMs(Math.max(parts, together), clock);
      if (groupMs > 0) {
        waitMs = groupMs;
        return true;
      }
      rate.take(parts, clock);
      isGroup ||= isInTurn;
      return this.write(departure);
    });
    this.leaving = false;
    const [first] = this.waiting;
    if (!first) {
      // Else what the rate allows next is claimed in its time.
      if (rate.waitMs(1, performance.now()) === 0) this.gate.onEmpty();
      return;
    }
    const firstInTurn = this.waiting.find(({ isInTurn }) => isInTurn) ?? first;
    const clock = performance.now();
    const oldMs = FROZEN_MS + 1 - Math.max(ageOf(first, clock), ageOf(firstInTurn, clock));
    this.timer = setTimeout(() => this.leave(), Math.max(1, Math.min(waitMs ?? oldMs, oldMs)));
  }

  /** Gives back what has not left; nothing is to be added any more. */
  stop(): void {
    clearTimeout(this.timer);
    for (const departure of this.waiting.splice(0)) this.giveBack(departure);
  }

  /** Where an exit is down the submit comes back as not written. Returns false: it does not stay. */
  private write(departure: Departure): false {
    this.left(departure);
    for (const submit of departure.submits) this.gate.write(submit);
    return false;
  }

  private giveBack(departure: Departure): false {
    this.left(departure);
    for (const submit of departure.submits) this.gate.giveBack(submit);
    return false;
  }

  private left({ parts, isInTurn }: Departure): void {
    this.parts -= parts;
    if (!isInTurn) this.otherParts -= parts;
  }
}

/** The monotonic clock stands still while a machine is suspended, the other one may be set back. */
const ageOf = ({ stamped }: Departure, clock: number): number =>
  Math.max(clock - stamped.clock, Date.now() - stamped.wall);
