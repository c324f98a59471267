import { createLog } from '../../../src/log.ts';
import { parseReceipt } from '../../../src/messages/receipt-text.ts';
import { AttemptAges } from '../../../src/sender/attempt-ages.ts';
import type { ClaimedSubmit } from '../../../src/sender/departures.ts';
import { playRound } from '../../../src/sender/round.ts';
import { outcomeOf } from '../../../src/sender/settlement.ts';
import { Standstill } from '../../../src/sender/standstill.ts';
import { Outages, type WayOrder } from '../../../src/sender/way-order.ts';
import { ReceiptHabits } from '../../../src/smpp/receipt-habits.ts';
import { ableAt } from '../../../src/store/attempts/able.ts';
import { abandonOpenAttempts, type Settlement, settle } from '../../../src/store/attempts/attempts.ts';
import { unansweredAttempts } from '../../../src/store/attempts/doubts.ts';
import type { KnownWays } from '../../../src/store/attempts/ways.ts';
import type { Store, Tx } from '../../../src/store/engine/database.ts';
import { heldStore } from '../../../src/store/engine/held-store.ts';
import { acquireLease, type Lease, LeaseLost, releaseLease } from '../../../src/store/engine/leases.ts';
import { readOrphansAnew, storeReceipts } from '../../../src/store/receipts/receipts.ts';
import { ITS_ORDER } from '../../../src/store/tables/message-id.ts';
import { onlyWay, smppWayThat } from '../way.ts';
import type { AtHand, Left, Moment } from './path.ts';
import { SEND_MAX_AGE, type StoreWorld } from './store-world.ts';

/** Places in the window of a bind that is idle. */
const WINDOW = 10;

const log = createLog('silent');

class RolledBack extends Error {}

/** An account, and one process after the other that sends by it: the sender and the listener without their sockets. */
export class StoreSending {
  private readonly world: StoreWorld;
  private readonly login: string;
  private ages: AttemptAges;
  private readonly knownWays: KnownWays = new Map();
  private readonly outages = new Outages();
  /** What its bind shows at this moment. */
  private shown: { host: string; free: number } = { host: '', free: 0 };
  private readonly order: WayOrder;
  private standstill = new Standstill(null, SEND_MAX_AGE);
  private habits: ReceiptHabits;
  private lease: Lease | null = null;

  constructor(world: StoreWorld, login: string) {
    this.world = world;
    this.login = login;
    this.ages = new AttemptAges(world.store.rules.guard);
    this.habits = new ReceiptHabits({ ...world.habits, log });
    const sending = this;
    const bind = {
      id: `${login}/1`,
      ready: true,
      get host() {
        return sending.shown.host;
      },
      get free() {
        return sending.shown.free;
      },
      get window() {
        return Math.max(WINDOW, sending.shown.free);
      },
    };
    this.order = onlyWay(smppWayThat(bind, () => world.wire));
  }

  async turn(atHand: AtHand, at: Moment): Promise<Left[]> {
    if (atHand.isRolledBack) await this.rollBack(atHand, at);
    const left = await this.take(this.world.store, atHand, at);
    for (const { attemptId } of left) this.ages.put(attemptId, at.clock);
    return this.namesOf(left);
  }

  async lateTurn(atHand: AtHand, at: Moment): Promise<boolean> {
    const { name, fence } = await this.held();
    const late = heldStore(this.world.store, { name, fence: fence - 1, heldUntil: 0 });
    try {
      await this.take(late, atHand, at);
      return false;
    } catch (error) {
      if (error instanceof LeaseLost) return true;
      throw error;
    }
  }

  async takeOver({ now, clock }: Moment): Promise<void> {
    const { store, habits } = this.world;
    await releaseLease(store, await this.held());
    this.lease = null;
    await this.held();
    this.ages = new AttemptAges(store.rules.guard);
    this.habits = new ReceiptHabits({ ...habits, log });
    const { unanswered, storedAt } = await store.write(async (tx) => {
      await abandonOpenAttempts(tx, this.login, now);
      return {
        unanswered: await unansweredAttempts(tx.db, this.login),
        storedAt: await ableAt(tx.db, this.login),
      };
    });
    this.standstill = new Standstill(storedAt, SEND_MAX_AGE);
    for (const attempt of unanswered) this.ages.inherit(attempt, now, clock);
  }

  /** Heartbeats are left out: only who comes after whom counts here. */
  private async held(): Promise<Lease> {
    if (this.lease) return this.lease;
    const name = `account ${this.login}`;
    const fence = await acquireLease(this.world.store, name, 'history');
    if (fence === null) throw new Error(`${name} is held by somebody else`);
    this.lease = { name, fence, heldUntil: Number.POSITIVE_INFINITY };
    return this.lease;
  }

  private async take(store: Store, atHand: AtHand, at: Moment): Promise<ClaimedSubmit[]> {
    const settlements = this.settlements(atHand);
    if (settlements.length > 0) {
      await store.write((tx) => settle(tx, this.login, settlements, at.now, this.habits.id));
    }
    await this.receive(store, atHand, at);
    if (atHand.places === 0) return [];
    return store.write((tx) => this.claims(tx, atHand, at));
  }

  private settlements({ answers }: AtHand): Settlement[] {
    const { statuses } = this.world.habits.refusesRepeats;
    return answers.map(({ key, outcome }) => outcomeOf(Number(key), outcome, statuses));
  }

  /** As Listener does it. */
  private async receive(store: Store, { receipts }: AtHand, { now }: Moment): Promise<void> {
    if (receipts.length === 0) return;
    const { login, habits } = this;
    const { utcOffset } = habits;
    const group = receipts.map(({ text, tlvs, parties }) => ({
      receipt: parseReceipt({ text, tlvs, utcOffset }),
      via: 'smpp' as const,
      raw: text,
      parties,
    }));
    const { joined } = await store.write((tx) => storeReceipts(tx, login, group, now, habits.id));
    if (!habits.learn(joined)) return;
    await store.write((tx) => readOrphansAnew(tx, login, now, habits.id));
  }

  /** As Sender does it, which goes on at once where all that had aged was held. */
  private async claims(tx: Tx, { host, places }: AtHand, at: Moment): Promise<ClaimedSubmit[]> {
    const { login: account, ages, outages, knownWays, standstill, habits, order } = this;
    const window = Math.max(WINDOW, places);
    this.shown = { host: `${host}:2775`, free: places };
    // The window alone is the limit: nothing waits for its turn by the rate.
    const ahead = {
      pending: () => window - places,
      room: () => places,
      waitMs: () => 0,
      campaignRoom: () => Number.POSITIVE_INFINITY,
      campaignWaitMs: () => 0,
    };
    const options = { account, ahead, ages, outages, knownWays, standstill, habits, log };
    const reading = { ...at, asked: at.clock, wall: at.now, stepMs: 0 };
    for (;;) {
      const settings = { ...options, sendMaxAge: SEND_MAX_AGE };
      const { able, isMarked, departures } = await playRound(tx, order, settings, [], reading, () => at);
      if (able.length === 0) continue;
      standstill.over(able, at, isMarked);
      return departures.flatMap(({ submits }) => submits);
    }
  }

  /** As Sender does where a commit fails: what it claimed goes back. */
  private async rollBack(atHand: AtHand, at: Moment): Promise<void> {
    const { store } = this.world;
    let claimed: ClaimedSubmit[] = [];
    const failing = store.write(async (tx) => {
      await settle(tx, this.login, this.settlements(atHand), at.now, this.habits.id);
      claimed = await this.claims(tx, atHand, at);
      throw new RolledBack();
    });
    await failing.catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
    const unwritten = claimed.map(({ attemptId }) => ({ attemptId, outcome: 'not_written' as const }));
    await store.write((tx) => settle(tx, this.login, unwritten, at.now, this.habits.id));
  }

  /** Which submits these are, in the order in which they leave. */
  private async namesOf(submits: readonly ClaimedSubmit[]): Promise<Left[]> {
    if (submits.length === 0) return [];
    const ids = submits.map(({ attemptId }) => attemptId);
    const rows = await this.world.store.db
      .selectFrom('attempts')
      .innerJoin('messages', 'messages.id', 'attempts.message_id')
      .innerJoin('orders', (join) => join.on(ITS_ORDER))
      .select(['attempts.id as attempt_id', 'attempts.part', 'messages.id', 'messages.pdus'])
      .select('orders.id as order_id')
      .where('attempts.id', 'in', ids)
      .execute();
    const byId = new Map(rows.map((row) => [row.attempt_id, row]));
    return ids.map((id) => {
      const row = byId.get(id);
      if (!row) throw new Error('a submit that is not on record');
      return { key: String(id), ...this.world.placeOf(row), part: row.part, pdus: row.pdus };
    });
  }
}
