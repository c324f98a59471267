import type { Logger } from 'pino';
import type { RefusesRepeats } from '../messages/provider.ts';
import { submitStatus } from '../messages/submit-status.ts';
import { Alarm } from '../store/alarm.ts';
import { abandonOpenAttempts, type Settlement, settle } from '../store/attempts.ts';
import type { Store } from '../store/database.ts';
import { endDoubts, nextDoubtAt, unansweredAttempts } from '../store/doubts.ts';
import { isStoreFailure, levelOf } from '../store/failure.ts';
import { AttemptAges } from './attempt-ages.ts';
import type { Bind, SubmitToken } from './bind.ts';
import { type ClaimOptions, type Claims, claimReady } from './claims.ts';
import { statusName } from './codec.ts';
import type { ClaimedSubmit } from './fates.ts';
import type { SmppMetrics } from './metrics.ts';
import type { SubmitAnswer } from './outcome.ts';
import type { ReceiptHabits } from './receipt-habits.ts';
import { outcomeOf, settlementOf } from './settlement.ts';

interface SenderOptions extends Omit<ClaimOptions, 'ages'> {
  readonly store: Store;
  readonly refusesRepeats: RefusesRepeats;
  readonly habits: ReceiptHabits;
  readonly metrics: SmppMetrics;
  /** False once another process may hold the account. */
  readonly mayWrite: () => boolean;
}

/** A process that was frozen for longer between commit and write may have been declared dead meanwhile. */
const FROZEN_MS = 5_000;
/** The store is asked again after this long when it fails, doubling to the longest. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** When nothing rings, the outbox is looked at anyway. */
const LOOK_MS = 60_000;
/** Tries to put the last answers on record when the program ends. */
const LAST_TRIES = 3;

/**
 * One loop, one transaction at a time: it settles the answers that have come and claims what may leave, then writes
 * what it claimed. What comes meanwhile is the next group, so groups are as large as the store is slow.
 */
export class Sender {
  private readonly options: SenderOptions;
  private readonly binds: readonly Bind[];
  private readonly log: Logger;
  private readonly alarm: Alarm;
  private readonly ages: AttemptAges;
  private answers: Settlement[] = [];
  private writing = 0;
  private stopped = false;
  private endPause: () => void = () => {};
  private running: Promise<void> = Promise.resolve();

  constructor(options: SenderOptions, binds: readonly Bind[]) {
    this.options = options;
    this.binds = binds;
    this.log = options.log;
    this.ages = new AttemptAges(options.store.rules.guard);
    this.alarm = new Alarm(options.store.changes, 'outbox');
  }

  /** What the last process left unanswered is in doubt; then sending begins. Rejects with what the store says. */
  async start(): Promise<void> {
    const { store, account } = this.options;
    const { open, unanswered } = await store.write(async (tx) => ({
      open: await abandonOpenAttempts(tx, account, Date.now()),
      unanswered: await unansweredAttempts(tx.db, account),
    }));
    for (const attempt of unanswered) this.ages.inherit(attempt, Date.now(), performance.now());
    if (open > 0) this.log.warn({ attempts: open }, 'left unanswered by the last process: in doubt');
    this.running = this.run();
  }

  /** There may be more to send: a bind is up, or window places are free. */
  wake(): void {
    this.alarm.ring();
  }

  /** An answer that came after its submit was given up. */
  lateAnswer({ attemptId }: SubmitToken, answer: SubmitAnswer): void {
    this.take(settlementOf(attemptId, answer, this.options.refusesRepeats.statuses));
  }

  /** Puts the last answers on record; to be called when all links have stopped. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.endPause();
    this.alarm.ring();
    await this.running;
    this.alarm.close();
  }

  private async run(): Promise<void> {
    let failures = 0;
    for (;;) {
      // The answers of one read of the socket make one group.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.stopped && this.writing === 0 && this.answers.length === 0) return;
      let waitMs: number | null;
      try {
        waitMs = await this.round();
        failures = 0;
      } catch (error) {
        failures += 1;
        if (this.stopped && failures >= LAST_TRIES) {
          const err = isStoreFailure(error) ? undefined : error;
          this.log.error({ err, answers: this.answers.length }, 'answers could not be stored: in doubt');
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
      if (waitMs !== 0) await this.alarm.sleep(Math.min(waitMs ?? LOOK_MS, LOOK_MS));
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
    const { store, account, habits } = this.options;
    const group = this.answers;
    this.answers = [];
    const began = { clock: performance.now(), now: Date.now() };
    let claims: Claims;
    let submits: readonly ClaimedSubmit[] = [];
    try {
      claims = await store.write(async (tx) => {
        const now = Date.now();
        if (group.length > 0) await settle(tx, account, group, now, habits.id);
        await endDoubts(tx, account, now);
        const { ages } = this;
        const claimed = await claimReady(tx, this.binds, { ...this.options, ages }, now, performance.now());
        submits = claimed.submits;
        const doubtAt = await nextDoubtAt(tx.db, account);
        if (doubtAt === null) return claimed;
        const doubtMs = Math.max(0, doubtAt - now);
        return { ...claimed, waitMs: Math.min(claimed.waitMs ?? doubtMs, doubtMs) };
      });
    } catch (error) {
      // Whether it was committed is not certain where the connection broke meanwhile: what was claimed goes back.
      const unwritten = submits.map(({ attemptId }) => ({ attemptId, outcome: 'not_written' as const }));
      this.answers = [...group, ...unwritten, ...this.answers];
      throw error;
    }
    this.report(group);
    // The monotonic clock stands still while a machine is suspended, the other one may be set back.
    const took = Math.max(performance.now() - began.clock, Date.now() - began.now);
    const frozen = took > FROZEN_MS || !this.options.mayWrite();
    for (const submit of claims.submits) {
      this.ages.put(submit.attemptId, began.clock);
      if (frozen) this.take({ attemptId: submit.attemptId, outcome: 'not_written' });
      else void this.write(submit);
    }
    return claims.waitMs;
  }

  private async write({ attemptId, recipient, bind, endpoint, fields }: ClaimedSubmit): Promise<void> {
    const { metrics, rate, refusesRepeats } = this.options;
    const writtenAt = performance.now();
    this.writing += 1;
    bind.traffic.submitted(Date.now());
    try {
      const outcome = await bind.link.submit(fields, { attemptId, writtenAt }, endpoint);
      if (outcome.kind === 'answered') {
        metrics.answerSeconds.observe((performance.now() - writtenAt) / 1000);
        if (outcome.status !== 0) {
          this.log.info({ to: recipient, status: statusName(outcome.status) }, 'submit refused');
        }
      } else if (outcome.kind === 'no-answer') {
        this.log.warn({ to: recipient, bind: bind.id, reason: outcome.reason }, 'no answer: in doubt');
      }
      const settlement = outcomeOf(attemptId, outcome, refusesRepeats.statuses);
      if (
        settlement.outcome === 'deferred' &&
        submitStatus(settlement.commandStatus ?? 0).kind === 'throttled'
      ) {
        rate.throttled(performance.now());
      }
      this.take(settlement);
    } catch (error) {
      this.log.error({ to: recipient, err: error }, 'cannot be written as a submit_sm');
      this.take({ attemptId, outcome: 'refused' });
    } finally {
      this.writing -= 1;
    }
  }

  private take(settlement: Settlement): void {
    this.answers.push(settlement);
    this.alarm.ring();
  }

  private report(group: readonly Settlement[]): void {
    if (group.length === 0) return;
    const outcomes = Map.groupBy(group, ({ outcome }) => outcome);
    for (const [outcome, { length }] of outcomes) this.options.metrics.submits.inc({ outcome }, length);
    const counts = Object.fromEntries([...outcomes].map(([outcome, { length }]) => [outcome, length]));
    this.log.info(counts, 'answers stored');
  }
}
