import { LANES } from '../messages/lanes.ts';
import type { Offer } from '../messages/terms.ts';
import { claim } from '../store/attempts/attempts.ts';
import { askPerson, giveUpAttempts, postponeRepeats } from '../store/attempts/doubts.ts';
import type { Message } from '../store/attempts/outbox.ts';
import type { StoredAttempt } from '../store/attempts/stored-attempts.ts';
import type { KnownWays } from '../store/attempts/ways.ts';
import type { Tx } from '../store/engine/database.ts';
import { holdForTerms } from '../store/orders/decisions.ts';
import { type HeldBack, holdForGuard } from '../store/orders/guard.ts';
import { markMoved } from '../store/orders/orders.ts';
import { askToVouch } from '../store/orders/vouching.ts';
import { leftAlone } from '../store/stop-list/left-alone.ts';
import { stopEach } from '../store/stop-list/stopped-messages.ts';
import type { Departure, Stamp } from './departures.ts';
import type { Exit, Submit, Way } from './way.ts';

interface Leaving {
  readonly message: Message;
  /** The parts that leave now. */
  readonly submits: readonly Submit[];
  /** PDUs of the whole message. */
  readonly pdus: number;
  /** Parts that the rate counts. */
  readonly parts: number;
  readonly way: Way;
  readonly exit: Exit;
  readonly host: string;
}

/** A campaign comes to it in its turn: it was not tried before, and has no time of its own. */
export const isInTurnOfCampaign = ({ campaign, ready_at }: Message): boolean =>
  campaign !== null && ready_at === null;

/** What becomes of a group of messages whose turn has come: worked out first, then written in a few statements. */
export class Fates {
  readonly leaving: Leaving[] = [];
  readonly heldBack: HeldBack[] = [];
  /** It is looked first whether whoever has these sent still may. */
  readonly unvouched: HeldBack[] = [];
  /** Their numbers were put on the stop list since they were tried. */
  readonly stopped: Message[] = [];
  /** A person is asked about these in doubt. */
  readonly asked: Message[] = [];
  /** Repeats whose host is not to be had. */
  readonly postponed: number[] = [];
  /** Orders that cannot go as they were agreed on, with what the connection offers instead, if anything. */
  readonly terms = new Map<string, Offer | null>();
  /** Attempts of campaigns for terms that are agreed on no more. */
  private readonly outdated: number[] = [];

  /** Those that count of a message's attempts. */
  triesOf({ state, agreed_after }: Message, tries: readonly StoredAttempt[]): readonly StoredAttempt[] {
    if (agreed_after === null || state === 'in_doubt') return tries;
    return tries.map((attempt) => {
      if (attempt.id > agreed_after || attempt.outcome !== 'accepted') return attempt;
      this.outdated.push(attempt.id);
      return { ...attempt, outcome: 'given_up' };
    });
  }

  /** Whether all that becomes of them is that singles leave: what else has a time of its own has the same then. */
  get leavesTimes(): boolean {
    const others = [this.heldBack, this.unvouched, this.stopped, this.asked, this.postponed, this.outdated];
    const isAllLeaving = this.terms.size === 0 && others.every(({ length }) => length === 0);
    return isAllLeaving && this.leaving.every(({ message }) => message.lane === LANES.single);
  }

  /** Messages that are queued no more, or have a time of their own. */
  decided(): Set<number> {
    const held = [...this.leaving, ...this.heldBack, ...this.unvouched].map(({ message }) => message);
    return new Set([...held, ...this.stopped].map(({ id }) => id));
  }

  /**
   * Puts it all on record; what leaves first, since an order that is held takes what is still queued of it.
   * @param stamped the same moment as `now`, by other clocks
   * @param lookAgainAt when postponed repeats are looked at again (ms)
   * @param known ways of which the ids are known
   */
  async write(
    tx: Tx,
    now: number,
    stamped: Stamp,
    lookAgainAt: number,
    known: KnownWays,
  ): Promise<Departure[]> {
    const attempts = await claim(
      tx,
      this.leaving.map(({ message, submits, pdus, way: { protocol }, host, exit }) => ({
        message,
        pdus,
        attempts: submits.map(({ part, source, octets }) => ({
          part,
          protocol,
          host,
          bind: exit.id,
          source,
          octets,
        })),
      })),
      now,
      known,
    );
    await giveUpAttempts(tx, this.outdated);
    const quiet = await leftAlone(
      tx,
      this.heldBack.filter(({ why }) => why === 'quiet'),
    );
    const repeated = this.heldBack.filter(({ why }) => why === undefined);
    await holdForGuard(tx, [...repeated, ...quiet, ...this.unvouched], now);
    await askToVouch(
      tx,
      this.unvouched.map(({ message }) => message),
      now,
    );
    await stopEach(tx, this.stopped, now);
    await askPerson(tx, this.asked, now);
    await postponeRepeats(tx, this.postponed, lookAgainAt);
    await holdForTerms(tx, this.terms, now);
    const lists = this.leaving.flatMap(({ message }) =>
      message.lane === LANES.single ? [] : message.order_id,
    );
    if (lists.length > 0) await markMoved(tx, [...new Set(lists)], now);
    return this.leaving.flatMap(({ message, submits, parts, way, exit, host }, index) => {
      const ids = attempts[index];
      if (!ids) return [];
      const isFirst = message.lane === LANES.single && message.attempted_at === null;
      const waitedMs = isFirst && message.ready_at !== null ? now - message.ready_at : null;
      const { recipient } = message;
      const claimed = submits.flatMap((submit, part) => {
        const attemptId = ids[part];
        const queuedAt = waitedMs === null || part > 0 ? null : stamped.clock - waitedMs;
        return attemptId ? { attemptId, committedAt: now, recipient, way, exit, host, submit, queuedAt } : [];
      });
      const isInTurn = isInTurnOfCampaign(message);
      return { exit, submits: claimed, parts, isOfCampaign: message.campaign !== null, isInTurn, stamped };
    });
  }
}
