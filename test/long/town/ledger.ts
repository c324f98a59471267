import type { Smsc } from '../../../src/demo/smsc/index.ts';
import type { Way } from '../../../src/demo/smsc/shapes.ts';
import type { ChatMessage, TelegramServer } from '../../../src/demo/telegram/types.ts';
import { OWNER } from './town.ts';

/** One command, reply or incoming SMS; `token` is a word that occurs in no other text. */
export interface Typed {
  readonly kind: 'single' | 'list' | 'lookup';
  readonly token: string;
  readonly chat: number;
  /** Digits or addresses. */
  readonly recipients: readonly string[];
}

export interface Incoming {
  readonly token: string;
  readonly number: string;
}

/** A bot's message in a chat, as it stands there. */
export interface ShownCard {
  readonly chat: number;
  readonly message: ChatMessage;
}

/** ESME_RTHROTTLED, SMPP 3.4, 5.1.3: no word on the message. */
const THROTTLED = 0x58;
const TOKEN = /\bk\d+n\d+\b/;
const PHONE = /\+7 \d{3} \d{3}-\d{2}-\d{2}/;

export const tokenIn = (text: string): string | null => TOKEN.exec(text)?.[0] ?? null;
const phoneIn = (text: string): string | null => PHONE.exec(text)?.[0].replace(/\D/g, '') ?? null;

/** What a card is known by: its text's token, or the number that a look-up's card begins with. */
const cardKey = (chat: number, tokenOrNumber: string): string => `${chat} ${tokenOrNumber}`;

/**
 * Kept by the SMSC, the phones and the chats, never by the bot: what was typed, what the SMSC took, what reached a
 * phone, and what each card shows.
 */
export class Ledger {
  readonly typed: Typed[] = [];
  readonly incoming: Incoming[] = [];
  /** How many messages the provider has taken, and how many of them otherwise than by SMPP. */
  sent = 0;
  readonly byWay: Partial<Record<Way, number>> = {};
  /** Submits by recipient and token: those accepted, those refused for good or for a while. */
  readonly #taken = new Map<string, number>();
  readonly #refused = new Map<string, number>();
  readonly #received = new Map<string, number>();
  /** By the provider's id: recipient and token. */
  readonly #ids = new Map<string, string>();
  /** Recipient and token of which the bot has confirmed a receipt. */
  readonly #told = new Set<string>();
  /** How many texts were meant for a recipient. */
  readonly #texts = new Map<string, number>();
  /** The newest message for each key: one sent twice, its answer being lost, is dead in its first copy. */
  readonly #cards = new Map<string, ShownCard>();
  readonly #botId: number;
  /** A card was shown or edited. */
  onCard: (card: ShownCard) => void = () => {};

  constructor(smsc: Smsc, telegram: TelegramServer) {
    this.#botId = telegram.bot.id;
    smsc.events.on('submit', ({ status, destination, text, messageId }) => {
      const token = tokenIn(text);
      if (token === null) return;
      const key = `${destination} ${token}`;
      if (messageId !== null) this.#ids.set(messageId, key);
      if (status === 0) {
        this.sent += 1;
        add(this.#taken, key);
      } else if (status !== THROTTLED) add(this.#refused, key);
    });
    const take = smsc.account.take.bind(smsc.account);
    smsc.account.take = (request) => {
      const taken = take(request);
      const token = tokenIn(request.wireText);
      // What is refused as a repeat was taken already, by whichever way.
      if (token === null || taken === 'repeated') return taken;
      for (const destination of request.destinations) {
        const key = `${destination} ${token}`;
        if (taken === 'no money') add(this.#refused, key);
        else {
          this.sent += 1;
          this.byWay[request.way] = (this.byWay[request.way] ?? 0) + 1;
          add(this.#taken, key);
        }
      }
      return taken;
    };
    smsc.events.on('receipt', ({ messageId }) => {
      const key = this.#ids.get(messageId);
      if (key !== undefined) this.#told.add(key);
    });
    smsc.events.on('phone', (number, { text }) => {
      const token = tokenIn(text);
      if (token !== null) add(this.#received, `${number} ${token}`);
    });
    telegram.events.on('message', (shown) => this.#show(shown));
    telegram.events.on('edit', (shown) => this.#show(shown));
  }

  /** Something is typed now. */
  note(typed: Typed): void {
    this.typed.push(typed);
    for (const recipient of typed.recipients) add(this.#texts, recipient);
  }

  taken = (recipient: string, token: string): number => this.#taken.get(`${recipient} ${token}`) ?? 0;
  refused = (recipient: string, token: string): number => this.#refused.get(`${recipient} ${token}`) ?? 0;
  /** A receipt came that can be of nothing else. */
  told = (recipient: string, token: string): boolean =>
    this.#told.has(`${recipient} ${token}`) && this.#texts.get(recipient) === 1;
  received = (recipient: string, token: string): number => this.#received.get(`${recipient} ${token}`) ?? 0;
  card = (chat: number, tokenOrNumber: string): ShownCard | undefined =>
    this.#cards.get(cardKey(chat, tokenOrNumber));
  shownIncoming = (token: string): boolean => this.#cards.has(cardKey(OWNER, token));

  #show(shown: ShownCard): void {
    const { chat, message } = shown;
    if (message.from !== this.#botId) return;
    const key = tokenIn(message.text) ?? phoneIn(message.text);
    if (key === null) return;
    const known = this.#cards.get(cardKey(chat, key));
    if (known !== undefined && known.message.id > message.id) return;
    this.#cards.set(cardKey(chat, key), shown);
    this.onCard(shown);
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
