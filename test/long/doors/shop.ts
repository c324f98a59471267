import { setTimeout as pause } from 'node:timers/promises';
import { isFinal, type MessageState } from '../../../src/messages/status.ts';
import type { Random } from '../../support/random.ts';
import type { Town } from '../town/town.ts';

/** Each may call 120 times a minute. */
const TOKENS = Array.from({ length: 8 }, (_, n) => ({
  name: `shop${n}`,
  token: `shop${n}-0123456789-0123456789`,
}));
export const API_TOKENS = TOKENS.map(({ name, token }) => `${name}:${token}`).join(',');

/** How long an answer is waited for, ms: now and then not until it comes. */
const PATIENCE_MS = { usual: 8_000, least: 5, most: 150 };
/** Before it calls again, ms. */
const AGAIN_MS = 250;
/** What has no answer so long after the trouble never has, ms. */
const GIVEN_UP_MS = 150_000;
/** Nothing more is ordered while so much has no answer. */
const OPEN = 10;
/** A message in doubt for so long is nobody's to repeat but a person's, ms. */
const DOUBTFUL_MS = 80_000;
/** Every so many orders are of as many recipients as make a campaign. */
const LARGE = { every: 25, recipients: 60 };
const FEW = { least: 1, most: 4 };
/** Last two digits of a number, which decide what becomes of a message; by the last of them it does not arrive. */
const ENDINGS = ['60', '61', '62', '63', '64', '65', '66', '67', '68', '69', '01', '06', '11'] as const;
const UNREACHED = /(01|06|11)$/;

/** What is asked for under one key. */
interface Order {
  readonly key: string;
  readonly token: string;
  /** Occurs in no other text. */
  readonly word: string;
  readonly to: readonly string[];
  readonly body: object;
  /** The first answer that it was taken, as it came. */
  answer: string | null;
  id: string | null;
  /** By recipient: where it stood when it was last asked about. */
  readonly states: Map<string, MessageState>;
  readonly doubtfulSince: Map<string, number>;
}

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs: number;
}

/**
 * A program that has messages sent by HTTP, and calls under the same key until it has an answer, of whichever instance. What
 * the SMSC took and the phones have is kept by them.
 */
export class Shop {
  /** Where each instance serves HTTP. */
  readonly urls = new Map<number, string>();
  readonly orders: Order[] = [];
  readonly complaints = new Set<string>();
  calls = 0;
  readonly #random: Random;
  readonly #until: number;
  readonly #seed: number;
  readonly #taken = new Map<string, number>();
  readonly #refused = new Set<string>();
  readonly #received = new Map<string, number>();
  readonly #open = new Set<Promise<void>>();

  /** @param until when the trouble ends, by performance.now() */
  constructor(town: Town, random: Random, until: number) {
    this.#random = random;
    this.#until = until + GIVEN_UP_MS;
    this.#seed = random.between(1, 999_999);
    town.smsc.events.on('submit', ({ status, destination, text }) => {
      const key = this.#keyOf(destination, text);
      if (key !== null && status === 0) this.#taken.set(key, (this.#taken.get(key) ?? 0) + 1);
      else if (key !== null) this.#refused.add(key);
    });
    town.smsc.events.on('phone', (number, { text }) => {
      const key = this.#keyOf(number, text);
      if (key !== null) this.#received.set(key, (this.#received.get(key) ?? 0) + 1);
    });
  }

  #keyOf(recipient: string, text: string): string | null {
    const [word] = /\bd\d+x\d+\b/.exec(text) ?? [];
    return word === undefined ? null : `${recipient} ${word}`;
  }

  /** Has something sent, beside what else it does, as far as answers keep up. */
  order(): void {
    if (this.#open.size >= OPEN) return;
    const random = this.#random;
    const nth = this.orders.length + 1;
    const count = nth % LARGE.every === 0 ? LARGE.recipients : random.between(FEW.least, FEW.most);
    const number = () => `7998${String(random.between(0, 99_999)).padStart(5, '0')}${random.pick(ENDINGS)}`;
    const to = [...new Set(Array.from({ length: count }, number))];
    const word = `d${this.#seed}x${nth}`;
    const order: Order = {
      key: word,
      token: TOKENS[nth % TOKENS.length]?.token ?? '',
      word,
      to,
      body: { to, text: `${word} is ready` },
      answer: null,
      id: null,
      states: new Map(),
      doubtfulSince: new Map(),
    };
    this.orders.push(order);
    const done = this.#place(order).finally(() => this.#open.delete(done));
    this.#open.add(done);
  }

  /** Resolves once all that was ordered has been taken. */
  async placed(): Promise<void> {
    await Promise.all(this.#open);
  }

  async #place(order: Order): Promise<void> {
    const random = this.#random;
    while (order.answer === null && performance.now() < this.#until) {
      const calls = Array.from({ length: random.chance(0.1) ? 2 : 1 }, () => this.#post(order, order.body));
      await Promise.all(calls);
    }
    // Somebody who lost the answer asks again; somebody who mixed up his keys is told so.
    if (random.chance(0.3)) await this.#post(order, order.body);
    if (random.chance(0.1)) await this.#post(order, { ...order.body, text: 'another' });
  }

  async #post(order: Order, body: object): Promise<void> {
    const isOther = body !== order.body;
    const headers = { 'content-type': 'application/json', 'idempotency-key': order.key };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const answered = await this.#call('/api/messages', order.token, init);
    if (answered === null) return;
    const { status, text, retryAfterMs } = answered;
    if (status === 202 && !isOther) this.#took(order, text);
    else if (status === 429 || status === 409 || status === 503) await pause(retryAfterMs);
    else if (!(isOther && status === 422))
      this.complaints.add(`${order.word} was answered ${status}: ${text}`);
  }

  #took(order: Order, text: string): void {
    if (order.answer !== null && order.answer !== text) {
      this.complaints.add(`${order.word} was answered ${text} after ${order.answer}`);
    }
    order.answer ??= text;
    order.id ??= (JSON.parse(text) as { id: string }).id;
  }

  /** Null: there was no answer. */
  async #call(path: string, token: string, init: RequestInit): Promise<Answered | null> {
    const random = this.#random;
    const url = [...this.urls.values()][random.between(0, this.urls.size - 1)];
    const { usual, least, most } = PATIENCE_MS;
    const patience = random.chance(0.2) ? random.between(least, most) : usual;
    this.calls += 1;
    try {
      const response = await fetch(`${url ?? 'http://127.0.0.1:1'}${path}`, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(patience),
      });
      const retryAfter = Number(response.headers.get('retry-after') ?? 0) * 1000;
      return {
        status: response.status,
        text: await response.text(),
        retryAfterMs: Math.max(retryAfter, AGAIN_MS),
      };
    } catch {
      await pause(AGAIN_MS);
      return null;
    }
  }

  /** Asks what became of what is under way yet, as often as its tokens may. Returns whether all has come to rest. */
  async isAtRest(): Promise<boolean> {
    const moving = this.orders.filter((order) => this.#isMoving(order));
    const lanes = Map.groupBy(moving, ({ token }) => token);
    await Promise.all(
      [...lanes.values()].map(async (orders) => {
        for (const order of orders) await this.#look(order);
      }),
    );
    return !this.orders.some((order) => this.#isMoving(order));
  }

  #isMoving({ to, states, doubtfulSince }: Order): boolean {
    return to.some((recipient) => {
      const state = states.get(recipient);
      if (state !== 'in_doubt') return state === undefined || !isFinal(state);
      return performance.now() - (doubtfulSince.get(recipient) ?? 0) < DOUBTFUL_MS;
    });
  }

  async #look(order: Order): Promise<void> {
    const answered = await this.#call(`/api/messages/${order.id}`, order.token, {});
    if (answered?.status === 429) await pause(answered.retryAfterMs);
    if (answered?.status !== 200) return;
    const { messages } = JSON.parse(answered.text) as { messages: { to: string; state: MessageState }[] };
    for (const { to, state } of messages) {
      order.states.set(to, state);
      if (state !== 'in_doubt') order.doubtfulSince.delete(to);
      else if (!order.doubtfulSince.has(to)) order.doubtfulSince.set(to, performance.now());
    }
  }

  /** What it was told that is not so, and what was lost or went twice. */
  judge(): string[] {
    const all = this.orders.flatMap((order) =>
      order.answer === null
        ? `${order.word} was never answered`
        : order.to.map((recipient) => this.#judged(order, recipient)),
    );
    return [...this.complaints, ...all.filter((wrong) => wrong !== null)];
  }

  #judged({ word, states }: Order, recipient: string): string | null {
    const key = `${recipient} ${word}`;
    const [taken, received] = [this.#taken.get(key) ?? 0, this.#received.get(key) ?? 0];
    const state = states.get(recipient);
    const what = `${word} to ${recipient}: ${state}, taken ${taken}, received ${received}`;
    if (Math.max(taken, received) > 1) return `twice: ${what}`;
    if (state === undefined || (state !== 'in_doubt' && !isFinal(state))) return `not at rest: ${what}`;
    if (state === 'in_doubt') return null;
    if (taken === 0 && !this.#refused.has(key)) return `lost: ${what}`;
    if (state === 'delivered') return received === 1 ? null : `not delivered: ${what}`;
    return received === 1 && !UNREACHED.test(recipient) ? `denied: ${what}` : null;
  }
}
