import { createLog } from '../../src/log.ts';
import type { Receipt } from '../../src/messages/receipt.ts';
import { UNKNOWN_HABIT } from '../../src/messages/receipt-id.ts';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { termsOf } from '../../src/messages/terms.ts';
import { toWire } from '../../src/messages/wire.ts';
import { AttemptAges } from '../../src/sender/attempt-ages.ts';
import type { ClaimedSubmit } from '../../src/sender/departures.ts';
import { type Reading as ClockReading, stepOf } from '../../src/sender/moments.ts';
import type { SubmitAnswer, SubmitOutcome } from '../../src/sender/outcome.ts';
import { playRound } from '../../src/sender/round.ts';
import { outcomeOf, settlementOf } from '../../src/sender/settlement.ts';
import { Standstill } from '../../src/sender/standstill.ts';
import { Outages, type WayOrder } from '../../src/sender/way-order.ts';
import { ableAt } from '../../src/store/attempts/able.ts';
import { abandonOpenAttempts, type Settlement } from '../../src/store/attempts/attempts.ts';
import { unansweredAttempts } from '../../src/store/attempts/doubts.ts';
import { type Message, messagesOfCard } from '../../src/store/attempts/outbox.ts';
import type { KnownWays } from '../../src/store/attempts/ways.ts';
import { createCard } from '../../src/store/chats/cards.ts';
import type { Store, Tx } from '../../src/store/engine/database.ts';
import { pullBackWaits } from '../../src/store/engine/store-time.ts';
import { showOrder, writeOrder } from '../../src/store/orders/orders.ts';
import { storeReceipts } from '../../src/store/receipts/receipts.ts';
import { type Deed, type Fate, SMOOTH, type Telling } from './doubtful-deeds.ts';
import { DoubtfulProvider, type Reading } from './doubtful-provider.ts';
import { decide, WIRE } from './outbox.ts';
import { onlyWay, smppWayThat } from './way.ts';

const PHONE = '79991234567';
const TEXT = 'Your code is 1234';
const START = Date.UTC(2026, 0, 1);
const TIMEOUT_MS = 10_000;
const FROZEN_MS = 5_000;
const DUPLICATE = 0x45;
const THROTTLED = 0x58;
const MAX_AGE_MS = 600_000;

interface Event {
  readonly at: number;
  run(): Promise<void> | void;
}

/**
 * The sender's decisions on a real store, with a provider, a network and clocks that are driven: what is queued here
 * goes by playRound as it does in the program, only the sockets are left out.
 */
export class DoubtfulWorld {
  private readonly store: Store;
  private readonly account: string;
  private readonly provider: DoubtfulProvider;
  private readonly fates: Fate[];
  /** True time, ms since the start. */
  private time = 0;
  private events: Event[] = [];
  private wallOffset = START;
  private process = 0;
  private ages: AttemptAges;
  private readonly knownWays: KnownWays = new Map();
  private readonly outages = new Outages();
  private readonly order: WayOrder;
  private standstill = new Standstill(null, MAX_AGE_MS);
  private reading: ClockReading | null = null;
  private host = 'one:3700';
  private up = true;
  private answers: Settlement[] = [];
  private wakeAt: number | null = 0;
  private readonly cards: string[] = [];
  /** By message: submits that reached the phone's operator, how many of them arrived, and how often a person asked. */
  readonly taken = new Map<number, number>();
  readonly arrived = new Map<number, number>();
  readonly pressed = new Map<number, number>();

  constructor(store: Store, account: string, reading: Reading, fates: readonly Fate[]) {
    this.store = store;
    this.ages = new AttemptAges(store.rules.guard);
    this.account = account;
    this.provider = new DoubtfulProvider(reading);
    this.fates = [...fates];
    const world = this;
    this.order = onlyWay(
      smppWayThat({
        get host() {
          return world.host;
        },
        get ready() {
          return world.up;
        },
        get free() {
          return world.up ? 10 : 0;
        },
      }),
    );
  }

  async run(deeds: readonly Deed[]): Promise<Message[]> {
    for (const deed of deeds) await this.perform(deed);
    // Whatever is under way comes to rest.
    this.up = true;
    this.wakeAt = this.time;
    await this.advance(7_200_000);
    const messages: Message[] = [];
    for (const card of this.cards) messages.push(...(await messagesOfCard(this.store.db, card, 1)));
    return messages;
  }

  private get now(): number {
    return this.time + this.wallOffset;
  }

  private async perform(deed: Deed): Promise<void> {
    switch (deed.do) {
      case 'write':
        await this.store.write((tx) => this.write(tx, deed.from));
        this.wakeAt = this.time;
        break;
      case 'wait':
        await this.advance(deed.ms);
        break;
      case 'switch':
        this.up = false;
        await this.advance(deed.downMs);
        this.host = deed.host;
        this.up = true;
        this.wakeAt = this.time;
        break;
      case 'take-over':
        await this.takeOver(deed.skewMs);
        break;
      case 'jump':
        this.wallOffset += deed.ms;
        break;
      case 'press':
        for (const card of this.cards) await this.press(card);
        this.wakeAt = this.time;
    }
    await this.advance(1);
  }

  private async write(tx: Tx, from: string): Promise<void> {
    const content = { channel: 'sms', text: TEXT, from } as const;
    const wire = toWire({ ...content, to: PHONE }, WIRE, 0);
    const { account, now } = this;
    const cardId = await createCard(tx, {
      chatId: 101,
      threadId: null,
      replyTo: null,
      kind: 'send',
      body: {},
      language: 'en',
      personId: 101,
      now,
    });
    const guardKey = JSON.stringify([account, PHONE, wire.text]);
    const orderId = await writeOrder(tx, {
      origin: cardId,
      maker: { kind: 'person', id: 101 },
      place: { chatId: 101, threadId: null },
      content,
      terms: termsOf(content, wire),
      messages: [{ recipient: PHONE, account, reference: 0, pdus: wire.pdus.length, guardKey }],
      waits: [],
      freshAt: now,
      now,
    });
    await showOrder(tx, orderId ?? '', cardId);
    this.cards.push(cardId);
  }

  private async press(card: string): Promise<void> {
    const [message] = await messagesOfCard(this.store.db, card, 1);
    const reason = message?.waiting_for;
    if (message?.state === 'waiting' && reason) {
      await this.store.write((tx) => decide(tx, card, reason, this.now));
    }
    if (message?.state !== 'in_doubt') return;
    const moved = await this.store.write((tx) => decide(tx, card, 'repeat', this.now));
    add(this.pressed, message.id, moved);
  }

  private async takeOver(skewMs: number): Promise<void> {
    this.process += 1;
    this.wallOffset = START + skewMs;
    this.ages = new AttemptAges(this.store.rules.guard);
    this.answers = [];
    const { account, now } = this;
    const { unanswered, storedAt } = await this.store.write(async (tx) => {
      await pullBackWaits(tx, account, now);
      await abandonOpenAttempts(tx, account, now);
      return {
        unanswered: await unansweredAttempts(tx.db, account),
        storedAt: await ableAt(tx.db, account),
      };
    });
    this.standstill = new Standstill(storedAt, MAX_AGE_MS);
    this.reading = this.read(null);
    for (const attempt of unanswered) this.ages.inherit(attempt, now, this.time);
    this.wakeAt = this.time;
  }

  /** Lets what is due happen, in order, until so much time has gone by. */
  private async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      const next = this.events.reduce(
        (first: Event | null, one) => (first && first.at <= one.at ? first : one),
        null,
      );
      const wake = this.wakeAt === null ? Number.POSITIVE_INFINITY : Math.max(this.wakeAt, this.time);
      if (this.answers.length > 0 || wake <= Math.min(end, next?.at ?? end)) {
        if (this.answers.length === 0) this.time = wake;
        await this.round();
      } else if (next && next.at <= end) {
        this.events = this.events.filter((one) => one !== next);
        this.time = next.at;
        await next.run();
      } else break;
    }
    this.time = end;
  }

  /** As Sender does it. */
  private async round(): Promise<void> {
    const { now, time: clock } = this;
    const group = this.answers;
    this.answers = [];
    const reading = this.read(this.reading);
    const { departures, waitMs, able, isMarked } = await this.store.write((tx) =>
      playRound(tx, this.order, this.options(), group, reading, () => ({ now, clock })),
    );
    this.reading = reading;
    this.standstill.over(able, reading, isMarked);
    this.wakeAt = waitMs === null ? null : this.time + Math.max(1, waitMs);
    for (const submit of departures.flatMap(({ submits }) => submits)) {
      this.ages.put(submit.attemptId, clock);
      await this.submit(submit);
    }
  }

  private read(last: ClockReading | null): ClockReading {
    const { now, time: clock } = this;
    const read = { now, clock, asked: clock, wall: now };
    return { ...read, stepMs: last === null ? 0 : stepOf(last, read) };
  }

  private options() {
    const { account, ages, outages, knownWays, standstill } = this;
    const log = createLog('silent');
    const ahead = {
      pending: () => 0,
      room: () => 1_000,
      waitMs: () => 0,
      campaignRoom: () => Number.POSITIVE_INFINITY,
      campaignWaitMs: () => 0,
    };
    const habits = { id: UNKNOWN_HABIT };
    return {
      account,
      ages,
      outages,
      knownWays,
      standstill,
      habits,
      ahead,
      log,
      sendMaxAge: MAX_AGE_MS,
    };
  }

  private async submit({ attemptId, host, submit }: ClaimedSubmit): Promise<void> {
    const fate = this.fates.shift() ?? SMOOTH;
    const { process } = this;
    if (fate.frozen > FROZEN_MS) {
      this.answers.push({ attemptId, outcome: 'not_written' });
      return;
    }
    const { message_id: messageId } = await this.store.db
      .selectFrom('attempts')
      .select('message_id')
      .where('id', '=', attemptId)
      .executeTakeFirstOrThrow();
    const written = this.time + fate.frozen;
    const settleAt = (at: number, settlement: () => Settlement) =>
      this.at(at, () => {
        if (process === this.process) this.answers.push(settlement());
      });
    const unanswered = (reason: 'timeout' | 'closed'): Settlement =>
      outcomeOf(attemptId, { kind: 'no-answer', reason } satisfies SubmitOutcome, [DUPLICATE]);
    const way = fate.way;
    if (way === 'lost' || typeof fate.answer !== 'string' || fate.answer === 'never') {
      settleAt(written + TIMEOUT_MS, () => unanswered('timeout'));
    }
    if (fate.answer === 'cut') settleAt(written + (way === 'lost' ? 1 : way + 1), () => unanswered('closed'));
    if (way === 'lost') return;
    const request = { host, sender: submit.source, text: TEXT };
    this.at(written + way, () => {
      const verdict = this.provider.receive(request, fate.throttled, this.time);
      if (verdict.kind === 'taken') add(this.taken, messageId, 1);
      if ('id' in verdict) {
        const { id, kind } = verdict;
        if (kind === 'taken' && fate.receipts.some(({ says }) => says === 'DELIVRD')) {
          add(this.arrived, messageId, 1);
        }
        for (const telling of fate.receipts) this.receiptAt(id, request.sender, telling, kind === 'taken');
      }
      const answer: SubmitAnswer = {
        status: verdict.kind === 'throttled' ? THROTTLED : verdict.kind === 'duplicate' ? DUPLICATE : 0,
        messageId: 'id' in verdict && !fate.nameless ? verdict.id : null,
        at: this.time,
      };
      const settlement = (): Settlement => settlementOf(attemptId, answer, [DUPLICATE]);
      if (fate.answer === 'now') settleAt(this.time + 20, settlement);
      else if (typeof fate.answer === 'number') settleAt(written + TIMEOUT_MS + fate.answer, settlement);
    });
  }

  private receiptAt(id: string, sender: string, { after, says, skew }: Telling, isTaken: boolean): void {
    const submittedAt = this.provider.clock(Math.floor((this.time + START) / 1000) * 1000);
    const end = isTaken ? `${says} err:${says === 'UNDELIV' ? '006' : '000'}` : 'REJECTD err:250';
    const text = `id:${this.provider.written(id)} stat:${end} text:${TEXT.slice(0, 12)}`;
    this.at(this.time + after, async () => {
      const receipt: Receipt = { ...parseReceipt({ text, tlvs: {}, utcOffset: null }), submittedAt };
      const group = [{ receipt, via: 'smpp' as const, raw: '', parties: [PHONE, sender] }];
      await this.store.write((tx) => storeReceipts(tx, this.account, group, this.now + skew));
      this.wakeAt = this.time;
    });
  }

  private at(at: number, run: Event['run']): void {
    this.events.push({ at, run });
  }
}

function add(counts: Map<number, number>, id: number, n: number): void {
  counts.set(id, (counts.get(id) ?? 0) + n);
}
