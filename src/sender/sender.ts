import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { RefusesRepeats } from '../messages/provider.ts';
import { submitStatus } from '../messages/submit-status.ts';
import { ableAt } from '../store/attempts/able.ts';
import { abandonOpenAttempts, type Settlement } from '../store/attempts/attempts.ts';
import { nextDoubtAt, unansweredAttempts } from '../store/attempts/doubts.ts';
import type { KnownWays } from '../store/attempts/ways.ts';
import { Alarm } from '../store/engine/alarm.ts';
import type { Store } from '../store/engine/database.ts';
import { isStoreFailure, levelOf } from '../store/engine/failure.ts';
import { lockRound } from '../store/engine/locks.ts';
import { pullBackWaits } from '../store/engine/store-time.ts';
import { AttemptAges } from './attempt-ages.ts';
import type { ComingAnswers } from './coming-answers.ts';
import { type ClaimedSubmit, type Departure, Departures } from './departures.ts';
import type { SenderMetrics } from './metrics.ts';
import { later, type Moments, type Reading } from './moments.ts';
import type { SubmitAnswer } from './outcome.ts';
import { Pace } from './pace.ts';
import type { Rate } from './rate.ts';
import { playRound, type Round, type RoundOptions } from './round.ts';
import { outcomeOf, settlementOf } from './settlement.ts';
import { Standstill } from './standstill.ts';
import type { SubmitToken, Way } from './way.ts';
import { Outages, type WayOrder } from './way-order.ts';

/** An answer, and by which way it came. */
interface Answered extends Settlement {
  readonly way: Way;
}

interface SenderOptions
  extends Omit<RoundOptions, 'ages' | 'knownWays' | 'outages' | 'ahead' | 'standstill'> {
  readonly store: Store;
  readonly rate: Rate;
  /** Parts per second that campaigns may use of it; null: all of it. */
  readonly campaignRate: number | null;
  readonly moments: Moments;
  /** For receipts to wait for; empty on SQLite, where they share the commit of these, which are first in it. */
  readonly comingAnswers: ComingAnswers;
  readonly refusesRepeats: RefusesRepeats;
  readonly metrics: SenderMetrics;
  /** False once another process may hold the account. */
  readonly mayWrite: () => boolean;
}

/** The store is asked again after this long when it fails, doubling to the longest. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** Tries to put the last answers on record when the program ends. */
const LAST_TRIES = 3;

/**
 * One loop, one transaction at a time: it settles the answers that have come and claims what may leave, which is then
 * written while the next transaction is under way. What comes meanwhile is the next group, so groups are as large as the
 * store is slow.
 */
export class Sender {
  private readonly options: SenderOptions;
  private readonly order: WayOrder;
  private readonly log: Logger;
  private readonly alarm: Alarm;
  private readonly ages: AttemptAges;
  private readonly knownWays: KnownWays = new Map();
  private readonly outages = new Outages();
  private readonly departures: Departures;
  private standstill: Standstill;
  private answers: Answered[] = [];
  private writing = 0;
  private stopped = false;
  private endPause: () => void = () => {};
  private running: Promise<void> = Promise.resolve();

  constructor(options: SenderOptions, order: WayOrder) {
    this.options = options;
    this.order = order;
    this.log = options.log;
    this.ages = new AttemptAges(options.store.rules.guard);
    this.alarm = new Alarm(options.store.changes, 'outbox');
    this.standstill = new Standstill(null, options.sendMaxAge);
    this.departures = new Departures({
      rate: options.rate,
      campaigns: options.campaignRate === null ? null : new Pace(options.campaignRate),
      mayWrite: options.mayWrite,
      write: (submit) => void this.write(submit),
      giveBack: ({ attemptId, way }) => this.take({ way, attemptId, outcome: 'not_written' }),
      onEmpty: () => this.alarm.ring(),
    });
  }

  /** What the last process left unanswered is in doubt; then sending begins. Rejects with what the store says. */
  async start(): Promise<void> {
    const { store, account, sendMaxAge } = this.options;
    const { open, unanswered, storedAt, reading } = await store.write(async (tx) => {
      const read = await this.options.moments.read(tx);
      await pullBackWaits(tx, account, read.now);
      return {
        open: await abandonOpenAttempts(tx, account, read.now),
        unanswered: await unansweredAttempts(tx.db, account),
        storedAt: await ableAt(tx.db, account),
        reading: read,
      };
    });
    this.standstill = new Standstill(storedAt, sendMaxAge);
    for (const attempt of unanswered) this.ages.inherit(attempt, reading.now, reading.clock);
    if (open > 0) this.log.warn({ attempts: open }, 'left unanswered by the last process: in doubt');
    this.running = this.run();
  }

  /** There may be more to send: an exit is up, or has places. */
  wake(): void {
    this.departures.leave();
    this.alarm.ring();
  }

  /** An answer that came after its submit was given up. */
  lateAnswer(way: Way, { attemptId }: SubmitToken, answer: SubmitAnswer): void {
    this.take({ way, ...settlementOf(attemptId, answer, this.options.refusesRepeats.statuses) });
  }

  /** Puts the last answers on record; to be called when all ways have ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.departures.stop();
    this.endPause();
    this.alarm.ring();
    await this.running;
    this.alarm.close();
  }

  private async run(): Promise<void> {
    let failures = 0;
    for (;;) {
      // The answers of one read of the socket make one group.
      await nextTurn();
      if (this.stopped && this.writing === 0 && this.answers.length === 0) return;
      this.alarm.hush();
      let waitMs: number | null;
      try {
        waitMs = await this.round();
        failures = 0;
      } catch (error) {
        failures += 1;
        this.options.comingAnswers.clear();
        if (this.stopped && failures >= LAST_TRIES) {
          const err = isStoreFailure(error) ? undefined : error;
          const answers = this.answers.length;
          if (answers > 0) this.log.error({ err, answers }, 'answers could not be stored: in doubt');
          return;
        }
        const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10));
        this.log[levelOf(error)](
          { err: error, answers: this.answers.length, pauseMs },
          'the store failed: sending pauses',
        );
        await this.pause(this.stopped ? FIRST_PAUSE_MS : pauseMs);
        continue;
      }
      const { everyMs } = this.standstill;
      const isLast = this.stopped && this.writing === 0;
      if (waitMs !== 0 && !isLast) await this.alarm.sleep(Math.min(waitMs ?? everyMs, everyMs));
    }
  }

  /** Answers that come meanwhile do not end it, only stop does. */
  private async pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.endPause = resolve;
    await promise;
    clearTimeout(timer);
  }

  private async round(): Promise<number | null> {
    const { store, account } = this.options;
    const group: Answered[] = [];
    const began = performance.now();
    let reading: Reading | null = null;
    let claimed: readonly Departure[] = [];
    let round: Round;
    try {
      round = await store.write(async (tx) => {
        // What has come until now: receipts that wait for the same commit may be of these.
        group.push(...this.answers.splice(0));
        await lockRound(tx, account);
        const [read, doubtAt] = await Promise.all([
          this.options.moments.read(tx),
          group.length === 0 ? nextDoubtAt(tx, account) : undefined,
        ]);
        reading = read;
        const options = {
          ...this.options,
          ages: this.ages,
          knownWays: this.knownWays,
          outages: this.outages,
          ahead: this.departures,
          standstill: this.standstill,
        };
        const played = await playRound(tx, this.order, options, group, read, () => later(tx, read), doubtAt);
        claimed = played.departures;
        return played;
      }, 'shared');
    } catch (error) {
      // Whether it was committed is not certain where the connection broke meanwhile: what was claimed goes back.
      const unwritten = claimed.flatMap(({ submits }) =>
        submits.map(({ attemptId, way }) => ({ way, attemptId, outcome: 'not_written' as const })),
      );
      this.answers = [...group, ...unwritten, ...this.answers];
      throw error;
    }
    if (reading !== null) this.options.moments.keep(reading);
    if (reading !== null) this.standstill.over(round.able, reading, round.isMarked);
    this.options.comingAnswers.remove(group.flatMap(({ providerId }) => providerId ?? []));
    this.report(group);
    for (const { submits, stamped } of round.departures) {
      for (const { attemptId } of submits) this.ages.put(attemptId, stamped.clock);
    }
    this.departures.roundTook(performance.now() - began);
    this.departures.add(round.departures);
    return round.waitMs;
  }

  private async write({
    attemptId,
    committedAt,
    recipient,
    way,
    exit,
    host,
    submit,
    queuedAt,
  }: ClaimedSubmit) {
    const { metrics, rate, refusesRepeats } = this.options;
    const writtenAt = performance.now();
    this.writing += 1;
    try {
      const outcome = await exit.submit(submit, { attemptId, committedAt, writtenAt }, host);
      if (outcome.kind === 'answered') {
        way.metrics.answerSeconds.observe((performance.now() - writtenAt) / 1000);
        if (outcome.status !== 0) {
          this.log.info({ to: recipient, status: submitStatus(outcome.status).name }, 'submit refused');
        }
      } else if (outcome.kind === 'no-answer') {
        this.log.warn({ to: recipient, bind: exit.id, reason: outcome.reason }, 'no answer: in doubt');
        // Some hang up on who is too fast. Where nothing is repeated, a person is asked about each message that this costs.
        const isAsked = this.options.store.rules.guard.repeatMs === 0;
        if (outcome.reason === 'closed' && isAsked) rate.throttled(performance.now());
      }
      if (outcome.kind !== 'not-written' && queuedAt !== null) {
        metrics.toSubmitSeconds.observe(Math.max(0, writtenAt - queuedAt) / 1000);
      }
      const settlement = outcomeOf(attemptId, outcome, refusesRepeats.statuses);
      if (
        settlement.outcome === 'deferred' &&
        submitStatus(settlement.commandStatus ?? 0).kind === 'throttled'
      ) {
        rate.throttled(performance.now());
        way.metrics.throttled.inc();
      }
      this.take({ way, ...settlement });
    } catch (error) {
      this.log.error({ to: recipient, err: error }, 'cannot be written as a submit');
      this.take({ way, attemptId, outcome: 'refused' });
    } finally {
      this.writing -= 1;
    }
  }

  private take(settlement: Answered): void {
    this.answers.push(settlement);
    const { providerId } = settlement;
    if (providerId !== undefined && this.options.store.kind === 'postgres')
      this.options.comingAnswers.add(providerId);
    this.alarm.ring();
  }

  private report(group: readonly Answered[]): void {
    if (group.length === 0) return;
    for (const { metrics } of this.order.all) {
      const own = this.order.all.length === 1 ? group : group.filter(({ way }) => way.metrics === metrics);
      const outcomes = Map.groupBy(own, ({ outcome }) => outcome);
      for (const [outcome, { length }] of outcomes) metrics.submits.inc({ outcome }, length);
      const statuses = Map.groupBy(own, ({ commandStatus }) => commandStatus);
      for (const [status, { length }] of statuses) if (status !== undefined) metrics.answered(status, length);
    }
    const counts = Map.groupBy(group, ({ outcome }) => outcome);
    this.log.info(
      Object.fromEntries([...counts].map(([outcome, { length }]) => [outcome, length])),
      'answers stored',
    );
  }
}
