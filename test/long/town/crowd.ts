import type { Random } from '../../support/random.ts';
import { isMoving } from './judge.ts';
import { type Ledger, type ShownCard, type Typed, tokenIn } from './ledger.ts';
import type { Town } from './town.ts';

/** A person types the next command when fewer cards than this are under way in the chat. */
const UNDER_WAY = 3;
/** What was typed before the last so many has come to rest. */
const RECENT = 1_000;
/** How long a button that shows no effect is left alone before it is pressed again, ms. */
const PRESS_AGAIN_MS = 15_000;

/** Last two digits of a number, which decide what becomes of a message (the simulated subscribers' rule). */
const ENDINGS: readonly [string, ...string[]] = [
  ...Array.from({ length: 18 }, (_, index) => String(60 + index)),
  '01',
  '06',
  '07',
  '11',
] as unknown as [string, ...string[]];

/** How many lists people type, of how many numbers: up to about 250 are one message of Telegram's 4,096 characters. */
export interface Lists {
  /** Of the things typed. */
  readonly share: number;
  readonly least: number;
  readonly most: number;
}

/** People who type all sorts of commands, press what asks them, and subscribers who write. */
export class Crowd {
  readonly #town: Town;
  readonly #ledger: Ledger;
  readonly #random: Random;
  readonly #seed: number;
  readonly #lists: Lists;
  #count = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Cards with a question, and when it was last answered, by performance.now(). */
  readonly #asking = new Map<string, ShownCard>();
  readonly #pressed = new Map<string, number>();
  /** The last line for one recipient, to be typed again by somebody else. */
  #last: { typed: Typed; line: string } | null = null;

  /** @param seed makes the tokens of this crowd its own */
  constructor(town: Town, ledger: Ledger, random: Random, seed: number, lists: Lists) {
    this.#town = town;
    this.#ledger = ledger;
    this.#random = random;
    this.#seed = seed;
    this.#lists = lists;
    ledger.onCard = (card) => this.#read(card);
  }

  /** Something is typed about `perSecond` times a second, as far as the cards keep up. */
  start(perSecond: number): void {
    this.#timer = setInterval(() => this.#act(), 1000 / perSecond);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Presses what still asks: a press may have been lost with the process. */
  pressAgain(): void {
    for (const card of this.#asking.values()) this.#read(card);
  }

  #act(): void {
    const random = this.#random;
    const chat = random.pick(this.#town.typists);
    this.pressAgain();
    const underWay = this.#underWay(chat);
    if (underWay.length >= UNDER_WAY) return;
    // One list after the other: what else is typed is to be heard, too.
    const lists = underWay.some(({ kind }) => kind === 'list') ? 0 : this.#lists.share;
    const dice = random.next();
    // It has SMS alone.
    const isPlain = this.#town.smsc.provider === 'generic';
    if (random.chance(lists)) this.#list(chat);
    else if (dice < 0.09) this.#subscriberWrites();
    else if (dice < 0.18 && !isPlain) this.#lookUp(chat);
    else if (dice < 0.27) this.#reply(chat);
    else if (dice < 0.31 && !isPlain) this.#email(chat);
    else if (dice < 0.38) this.#repeatLast(chat);
    else this.#single(chat);
  }

  #underWay(chat: number): Typed[] {
    return this.#ledger.typed
      .slice(-RECENT)
      .filter((typed) => typed.chat === chat && isMoving(this.#ledger, typed));
  }

  #token(): string {
    this.#count += 1;
    return `k${this.#seed % 1_000_000}n${this.#count}`;
  }

  #number(): string {
    return `7999${String(this.#random.between(0, 99_999)).padStart(5, '0')}${this.#random.pick(ENDINGS)}`;
  }

  #text(token: string): string {
    const more = this.#random.pick([
      'is ready',
      'готов к выдаче',
      `is long: ${'word '.repeat(50)}end`,
      '{~} €',
    ]);
    return `${token} ${more}`;
  }

  #type(typed: Typed, text: string, replyTo?: number): void {
    this.#ledger.note(typed);
    this.#town.telegram.write(typed.chat, { from: typed.chat, text, replyTo });
  }

  #single(chat: number): void {
    const [token, number] = [this.#token(), this.#number()];
    const typed: Typed = { kind: 'single', token, chat, recipients: [number] };
    const line = `/sms +${number} ${this.#text(token)}`;
    this.#last = { typed, line };
    this.#type(typed, line);
  }

  #email(chat: number): void {
    const token = this.#token();
    const address = `${token}@example.org`;
    const line = `/email ${address} subject="No. ${this.#count}" ${this.#text(token)}`;
    this.#type({ kind: 'single', token, chat, recipients: [address] }, line);
  }

  #list(chat: number): void {
    const token = this.#token();
    const size = this.#random.between(this.#lists.least, this.#lists.most);
    const recipients = [...new Set(Array.from({ length: size }, () => this.#number()))];
    const line = `/sms ${recipients.map((number) => `+${number}`).join(', ')}\n${this.#text(token)}`;
    this.#type({ kind: 'list', token, chat, recipients }, line);
  }

  #lookUp(chat: number): void {
    const number = this.#number();
    const command = this.#random.pick(['hlr', 'ping']);
    this.#type(
      { kind: 'lookup', token: this.#token(), chat, recipients: [number] },
      `/${command} +${number}`,
    );
  }

  /** What was typed a moment ago, word for word, by somebody else. */
  #repeatLast(chat: number): void {
    const last = this.#last;
    this.#last = null;
    if (last && last.typed.chat !== chat) this.#type({ ...last.typed, chat }, last.line);
  }

  /** To a card of the last ones in that chat. */
  #reply(chat: number): void {
    const to = this.#ledger.typed
      .slice(-200)
      .findLast((typed) => typed.chat === chat && typed.kind === 'single');
    const card = to && !isMoving(this.#ledger, to) ? this.#ledger.card(chat, to.token) : undefined;
    const [recipient = ''] = to?.recipients ?? [];
    // One that was edited is the one that the bot knows; its copy, sent when an answer was lost, is dead.
    if (!card || card.message.edits === 0 || recipient.includes('@')) return;
    const token = this.#token();
    this.#type({ kind: 'single', token, chat, recipients: [recipient] }, this.#text(token), card.message.id);
  }

  #subscriberWrites(): void {
    const [token, number] = [this.#token(), this.#number()];
    this.#ledger.incoming.push({ token, number });
    void this.#town.smsc.write(number, { to: '79000000', text: this.#text(token) });
  }

  #read(card: ShownCard): void {
    const { chat, message } = card;
    const key = `${chat} ${message.id}`;
    // What others want sent is theirs to decide about.
    const asks = tokenIn(message.text) === null ? /^Look up\b/ : /^(Send|Look up)\b(?! again)/;
    const button = message.buttons.flat().find(({ text }) => asks.test(text));
    if (!button) {
      this.#asking.delete(key);
      return;
    }
    this.#asking.set(key, card);
    if (performance.now() - (this.#pressed.get(key) ?? Number.NEGATIVE_INFINITY) < PRESS_AGAIN_MS) return;
    this.#pressed.set(key, performance.now());
    // The card may have changed in this moment.
    this.#town.telegram.press(chat, message.id, { from: chat, button: button.text }).catch(() => {});
  }
}
