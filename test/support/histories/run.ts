import type { MessageState } from '../../../src/messages/status.ts';
import type { SubmitOutcome } from '../../../src/sender/outcome.ts';
import {
  ACCOUNTS,
  type AccountName,
  ANSWERS,
  type Answer,
  type Calling,
  type History,
  NUMBERS,
  START,
  type Step,
  TEXTS,
  type Turn,
  type Which,
} from './history.ts';
import { Judge, type Wording } from './judge.ts';
import { Ledger, nameOf, type Submitted } from './ledger.ts';
import {
  letterOf,
  lineOfStates,
  linesOfCard,
  linesOfFate,
  linesOfStanding,
  type Observation,
  seconds,
} from './observation.ts';
import type { AtHand, Card, Moment, OpenPath, Path, Place } from './path.ts';
import { NOBODY, receiptOf, STRANGER, wordsOf } from './receipts.ts';

/** What every step takes, ms: no two things happen at the same time. */
const STEP_MS = 10;
const SECOND_MS = 1_000;
/** All may leave. */
const EVERYTHING = { answers: [], receipts: [], places: 100, host: 'one', isRolledBack: false } as const;
/** So often all is sent at the end, so long after each other (ms): no guard lasts, and nothing grows too old. */
const ROUNDS = 3;
const ROUND_MS = 400_000;

interface Ordered {
  readonly account: AccountName;
  readonly channel: 'sms' | 'viber' | 'hlr';
  readonly text: string;
  readonly to: readonly string[];
}

/** Lets a history happen to a way of keeping messages, and tells what came of it. */
export const runHistory = async (open: OpenPath, history: History): Promise<Observation> =>
  new Run(await open(history.world), history).observe();

class Run {
  private readonly path: Path;
  private readonly history: History;
  private readonly ledger: Ledger;
  private readonly judge: Judge;
  private readonly orders: Ordered[] = [];
  /** True time, ms since the start. */
  private time = 0;
  private readonly processes = new Map(ACCOUNTS.map((name) => [name, { count: 0, skewMs: 0 }]));
  private states = new Map<string, Place & { readonly state: MessageState }>();
  private readonly shown: string[] = [];
  private readonly story: string[] = [];
  private readonly claims: string[] = [];
  private readonly fates: string[] = [];
  private readonly cards: string[] = [];
  private readonly wrong: string[] = [];

  constructor(path: Path, history: History) {
    this.path = path;
    this.history = history;
    this.ledger = new Ledger(history.world);
    this.judge = new Judge(history.world, this.ledger, (place) => this.wordingOf(place));
  }

  async observe(): Promise<Observation> {
    const { world, steps } = this.history;
    this.story.push(JSON.stringify(world));
    for (const [index, step] of steps.entries()) {
      await this.live(index + 1, step);
    }
    if (world.areCampaigns) await this.sendAll();
    await this.lookAtEnd();
    for (const account of this.senders()) {
      await this.turn('next', account, EVERYTHING);
    }
    this.wrong.push(...(await this.path.miscounted()));
    const { story, claims, fates, cards, wrong } = this;
    return { story, claims, fates, cards, wrong, submits: this.ledger.all.length };
  }

  private async live(number: number, step: Step): Promise<void> {
    this.time += STEP_MS;
    const did = await this.perform(step);
    this.story.push(`${number}. ${seconds(this.time)} ${did}`);
    // What was ordered just now is not prepared yet.
    if (this.history.world.areCampaigns && step.do !== 'order') await this.path.work(this.at());
    await this.look(number, step);
  }

  /** Whatever waits for a word is sent, or cancelled for good. */
  private async sendAll(): Promise<void> {
    const { steps } = this.history;
    // Of what the provider would take for the same, one leaves in a round.
    const isWaiting = () => [...this.states.values()].some(({ state }) => state === 'queued');
    const most = Math.max(ROUNDS, this.orders.length + 1);
    for (let round = 0; round < ROUNDS || (round < most && isWaiting()); round += 1) {
      while (await this.path.work(this.at()));
      for (const [order, campaign] of (await this.path.campaigns()).entries()) {
        const button = campaign === 'paused' ? 'resume' : 'send';
        if (campaign !== 'running') await this.live(steps.length, { do: 'press', order, button });
      }
      for (const account of this.senders().keys()) {
        await this.live(steps.length, { do: 'turn', account, ...EVERYTHING });
      }
      await this.live(steps.length, { do: 'wait', ms: ROUND_MS });
    }
    const campaigns = await this.path.campaigns();
    for (const one of this.states.values()) {
      const place = campaigns[one.order];
      if (place !== 'preview') this.wrong.push(...this.judge.isSent(one, one.state));
    }
  }

  private wordingOf({ order, position }: Place): Wording {
    const { channel = '', text = '', to = [] } = this.orders[order] ?? {};
    return { channel, text, recipient: to[position] ?? '' };
  }

  /** Accounts that were to send something. */
  private senders(): AccountName[] {
    return ACCOUNTS.filter((name) => this.orders.some(({ account }) => account === name));
  }

  private sender(nth: number): AccountName {
    const senders = this.senders();
    return senders[nth % senders.length] ?? 'first';
  }

  private process(account: AccountName): { count: number; skewMs: number } {
    const process = this.processes.get(account);
    if (!process) throw new Error(`nobody sends by ${account}`);
    return process;
  }

  /** Now, by the clocks of whoever sends by an account, or of anybody else. */
  private at(account?: AccountName): Moment {
    const skewMs = account === undefined ? 0 : this.process(account).skewMs;
    return { now: START + this.time + skewMs, clock: this.time };
  }

  private async perform(step: Step): Promise<string> {
    switch (step.do) {
      case 'order':
        return this.order(step);
      case 'turn':
        return this.turn(String(this.story.length), this.sender(step.account), step);
      case 'late-turn':
        return this.lateTurn(this.sender(step.account), step);
      case 'call':
        return this.call(this.sender(step.account), step);
      case 'wait':
        this.time += step.ms;
        return `${step.ms / SECOND_MS} s go by`;
      case 'press':
        return this.press(step);
      case 'take-over':
        return this.takeOver(this.sender(step.account), step.skewMs);
      case 'query':
        return this.query(step);
      case 'sweep': {
        const account = this.sender(step.account);
        await this.path.sweep(account, this.at(account));
        return `${account}: sweeps`;
      }
      case 'alphabet':
        this.path.setAlphabet(step.is);
        return `data_coding 0 means ${step.is}`;
    }
  }

  private async order(step: Step & { do: 'order' }): Promise<string> {
    const account = ACCOUNTS[step.account % ACCOUNTS.length] ?? 'first';
    const channel = this.history.world.guards ? step.channel : 'sms';
    const to = step.to.map((one) => NUMBERS[one % NUMBERS.length] ?? '');
    const text = channel === 'hlr' ? '' : (TEXTS[step.text % TEXTS.length] ?? '');
    const at = this.at();
    const wanted = { account, to, text, channel, isDraft: step.isDraft, writtenAt: at.now - step.age };
    const isPlaced = await this.path.place(wanted, at);
    if (isPlaced) this.orders.push({ account, channel, text, to });
    const name = isPlaced ? letterOf(this.orders.length - 1) : 'nothing';
    const how = `${step.isDraft ? ', a draft' : ''}${step.age > 0 ? `, asked ${step.age / SECOND_MS} s ago` : ''}`;
    return `${account}: ${name} is ordered, ${channel} to ${to.join(', ')}: ${JSON.stringify(text.slice(0, 30))}${how}`;
  }

  private async turn(name: string, account: AccountName, turn: Turn): Promise<string> {
    const { atHand, said } = this.atHand(account, turn);
    const at = this.at(account);
    const campaigns = this.history.world.areCampaigns ? await this.path.campaigns() : [];
    const left = await this.path.turn(account, atHand, at);
    const { count } = this.process(account);
    for (const one of left) {
      const by = { account, host: turn.host, leftAt: this.time, leftBy: at.now, process: count };
      this.wrong.push(...this.judge.mayLeave({ ...one, ...by }));
      const before = this.states.get(nameOf(one))?.state;
      this.wrong.push(...this.judge.isLetGo(one, before, campaigns[one.order] ?? null));
      this.ledger.add(one, by);
    }
    const leaving = left.map((one) => `${nameOf(one)}${one.pdus > 1 ? ` part ${one.part}` : ''}`).join(', ');
    if (leaving) this.claims.push(`${name} ${account} to ${turn.host}: ${leaving}`);
    const places =
      turn.places > 0 ? [`${turn.places} places at ${turn.host}: ${leaving || 'nothing'} leaves`] : [];
    const again = turn.isRolledBack ? ['rolled back at first'] : [];
    return [`${account}`, ...again, ...said, ...places].join('; ');
  }

  private async lateTurn(account: AccountName, turn: Turn): Promise<string> {
    const before = this.ledger.all.map((one) => ({ ...one }));
    const { atHand, said } = this.atHand(account, turn);
    for (const [index, one] of this.ledger.all.entries()) Object.assign(one, before[index]);
    const hasWork = atHand.answers.length + atHand.receipts.length + atHand.places > 0;
    const isKeptOut = await this.path.lateTurn(account, atHand, this.at(account));
    if (hasWork && !isKeptOut) this.wrong.push(`an earlier holder of ${account} was let in`);
    return [`${account}, by an earlier holder`, ...said].join('; ');
  }

  /** What is at hand in a turn, and in words. */
  private atHand(account: AccountName, turn: Turn): { atHand: AtHand; said: string[] } {
    const said: string[] = [];
    const answers: AtHand['answers'][number][] = [];
    for (const answer of turn.answers) {
      const to = this.answered(account, answer);
      if (!to) continue;
      answers.push({ key: to.key, outcome: this.tell(to, answer.says) });
      said.push(`${to.name} ${answer.says}${answer.says === 'taken' ? ` as ${to.id}` : ''}`);
    }
    const receipts = turn.receipts.map((telling) => {
      const of = telling.of && this.ledger.pick(telling.of, account);
      said.push(wordsOf(telling, of));
      return receiptOf(telling, of && { ...of, ...this.wordingOf(of) }, this.history.world);
    });
    const { places, host, isRolledBack } = turn;
    return { atHand: { answers, receipts, places, host, isRolledBack }, said };
  }

  /** Whom an answer is for; nobody hears what a process before this one was told. */
  private answered(account: AccountName, { to, says }: Answer): Submitted | null {
    const { count } = this.process(account);
    const isOpenOnly = says === 'silence' || says === 'unwritten';
    const which: Which = isOpenOnly ? { ...to, among: 'open' } : to;
    return this.ledger.pick(which, account, ({ process }) => process === count);
  }

  private tell(to: Submitted, says: Answer['says']): SubmitOutcome {
    // Of two answers to one submit the first counts, whatever a person has decided in between.
    if (to.outcome === null || to.outcome === 'silence') {
      to.outcome = says;
      to.isExcused &&= says === 'silence';
    }
    if (says === 'silence') return { kind: 'no-answer', reason: 'timeout' };
    if (says === 'unwritten') return { kind: 'not-written' };
    if (says === 'reused') to.id = this.ledger.all.find((one) => one.account === to.account)?.id ?? to.id;
    const messageId = says === 'taken' || says === 'reused' ? to.id : null;
    return { kind: 'answered', status: ANSWERS[says], messageId, at: START + this.time };
  }

  private async call(account: AccountName, calling: Calling): Promise<string> {
    const of = calling.of && this.ledger.pick(calling.of, account);
    const fields = {
      id: of?.id ?? NOBODY,
      phone: of ? this.wordingOf(of).recipient : STRANGER,
      status: calling.status,
      err: String(calling.error),
      ...(calling.cost === null ? {} : { cost: calling.cost }),
    };
    await this.path.call(fields, this.at());
    const cost = calling.cost === null ? '' : `, cost ${calling.cost}`;
    return `by HTTP: ${of?.name ?? 'of nobody'} (${fields.id}) has status ${calling.status}, err ${calling.error}${cost}`;
  }

  private async press(step: Step & { do: 'press' }): Promise<string> {
    const order = step.order % this.orders.length;
    const source = this.orders[order];
    const to = await this.path.press(order, step.button, this.at());
    if (to && source) this.orders.push({ ...source, to });
    const made = to ? `, which orders ${letterOf(this.orders.length - 1)} to ${to.join(', ')}` : '';
    return `[${step.button}] of ${letterOf(order)} is pressed${made}`;
  }

  /** A person has decided about a message: of one in parts, those that were taken are not sent once more. */
  private excuse(place: Place, before: MessageState): void {
    if (before !== 'in_doubt' && before !== 'waiting') return;
    for (const one of this.ledger.of(place)) {
      const isTakenPart = one.outcome !== 'silence' && one.pdus > 1;
      if (before === 'waiting' || !isTakenPart) one.isExcused = true;
    }
  }

  private async takeOver(account: AccountName, skewMs: number): Promise<string> {
    const process = this.process(account);
    process.count += 1;
    process.skewMs = skewMs;
    for (const one of this.ledger.all) {
      if (one.account === account && one.outcome === null) one.outcome = 'silence';
    }
    await this.path.takeOver(account, this.at(account));
    return `${account}: another takes over${skewMs === 0 ? '' : `, whose clock is ahead by ${skewMs} ms`}`;
  }

  private async query(step: Step & { do: 'query' }): Promise<string> {
    const account = this.sender(step.account);
    const all = [...this.states.values()];
    const about = step.about === null ? null : (all[step.about % Math.max(1, all.length)] ?? null);
    await this.path.query(account, about, step.state, this.at(account));
    return `${account}: ${about ? `somebody asks about ${nameOf(about)}, ` : ''}QUERY_SM says ${step.state}`;
  }

  /** After each step: what must hold, and, where it is watched, how all stands. */
  private async look(index: number, step: Step): Promise<void> {
    if (step.do === 'wait' || step.do === 'alphabet') {
      if (this.history.world.isWatched) await this.showAll();
      return;
    }
    const states = await this.path.states();
    for (const one of states) {
      const before = this.states.get(nameOf(one))?.state;
      if (step.do === 'press' && before && one.state === 'queued') this.excuse(one, before);
      if (before) this.wrong.push(...this.judge.mayBecome(one, before, one.state));
    }
    this.states = new Map(states.map((one) => [nameOf(one), one]));
    if (!this.history.world.isWatched) return;
    this.fates.push(`after ${index}: ${lineOfStates(states)}`);
    for (const order of this.orders.keys()) {
      const before = this.shown[order];
      const card = await this.show(order);
      this.judgeCard(order, card, before);
      if (card.text !== before) this.cards.push(`after ${index}:`, ...linesOfCard(order, card));
    }
  }

  /**
   * A card that says something else than before wants to be shown. One of a message that is being submitted is shown by
   * its answer, and what a preview says of others, such as the last prices, by its next question. A button too many only
   * says that it is too late.
   */
  private judgeCard(order: number, { text, isDue }: Card, before: string | undefined): void {
    if (before === undefined || before === text || isDue) return;
    const own = [...this.states.values()].filter((one) => one.order === order);
    if (own.some(({ state }) => state === 'submitting' || state === 'waiting')) return;
    this.wrong.push(`the card of ${letterOf(order)} says something else, and is not shown`);
  }

  private async showAll(): Promise<void> {
    for (const order of this.orders.keys()) await this.show(order);
  }

  private async show(order: number): Promise<Card> {
    const card = await this.path.show(order, this.at());
    this.shown[order] = card.text;
    return card;
  }

  private async lookAtEnd(): Promise<void> {
    const fates = await this.path.fates();
    for (const fate of fates) this.fates.push(...linesOfFate(fate, START));
    for (const order of this.orders.keys()) {
      const standing = await this.path.standing(order, this.at());
      this.fates.push(...linesOfStanding(order, standing));
      const own = fates.filter((fate) => fate.order === order);
      this.wrong.push(...this.judge.isCounted(own, standing), ...this.judge.isOffered(own, standing));
      this.cards.push(...linesOfCard(order, standing.card));
    }
    for (const account of this.senders()) {
      this.fates.push(`${account}: ${await this.path.unmatched(account)} receipts of nobody`);
    }
  }
}
