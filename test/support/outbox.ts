import { expect } from 'vitest';
import { PROFILES } from '../../src/messages/provider.ts';
import type { Quiet } from '../../src/messages/quiet.ts';
import { contentOf, messageRequest } from '../../src/messages/request.ts';
import { termsOf } from '../../src/messages/terms.ts';
import { WAITING_REASONS, type Waits } from '../../src/messages/waiting.ts';
import { toWire, type WireOptions } from '../../src/messages/wire.ts';
import { type Message, messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { createCard } from '../../src/store/chats/cards.ts';
import type { Store, Tx } from '../../src/store/engine/database.ts';
import { answerWaiting, moveMessages } from '../../src/store/orders/decisions.ts';
import { orderOfCard, showOrder, writeOrder } from '../../src/store/orders/orders.ts';
import { plant } from './planted.ts';

export const WIRE: WireOptions = {
  ...PROFILES['smsc.ru'],
  ...PROFILES['smsc.ru'].habits,
  defaultAlphabet: 'gsm',
  sender: 'SHOP',
};

let origins = 0;

/** Writes an order for these requests, the same to each recipient, and its card, whose id is returned. */
export async function order(
  store: Store,
  requests: readonly object[],
  {
    wire = WIRE,
    account = 'demo',
    freshAt = Date.now(),
    waits = [],
    canary = null,
    sendAt = null,
    quiet = null,
  }: {
    wire?: WireOptions;
    account?: string;
    freshAt?: number;
    waits?: Waits;
    canary?: number | null;
    sendAt?: number | null;
    quiet?: Quiet | null;
  } = {},
): Promise<string> {
  const now = Date.now();
  origins += 1;
  return store.write(async (tx) => {
    const cardId = await createCard(tx, {
      chatId: 101,
      threadId: null,
      replyTo: null,
      kind: 'sending',
      body: {},
      language: 'en',
      personId: 101,
      now,
    });
    const all = requests.map((typed) => messageRequest.parse(typed));
    const [first] = all;
    if (!first) throw new Error('an order without recipients');
    const content = contentOf(first);
    for (const request of all) expect(contentOf(request)).toEqual(content);
    const made = toWire(first, wire, 0);
    const messages = all.map(({ to: recipient }, index) => ({
      recipient,
      account,
      reference: (origins * 1000 + index) % 65_536,
      pdus: made.pdus.length,
      guardKey: JSON.stringify([account, recipient, made.text]),
    }));
    const id = await writeOrder(tx, {
      origin: `test ${origins}`,
      maker: { kind: 'person', id: 101 },
      place: { chatId: 101, threadId: null },
      content,
      terms: termsOf(content, made),
      messages,
      canary,
      sendAt,
      quiet,
      waits,
      freshAt,
      now,
    });
    await showOrder(tx, id ?? '', cardId);
    return cardId;
  });
}

/** What a person's press does to the order of a card; [Send] answers the reason that is named. */
export async function decide(
  tx: Tx,
  cardId: string,
  word: Parameters<typeof answerWaiting>[2] | Parameters<typeof moveMessages>[2],
  now: number,
): Promise<number> {
  const id = (await orderOfCard(tx.db, cardId))?.id ?? '';
  const reason = WAITING_REASONS.find((one) => one === word);
  if (reason) return (await answerWaiting(tx, id, reason, now)).count;
  return moveMessages(tx, id, word as Parameters<typeof moveMessages>[2], now);
}

/** Recipients, as many as asked for, all different. */
export const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `7999${String(index).padStart(5, '0')}30`);

/** Three parts in GSM. */
export const LONG = 'The quick brown fox jumps over the lazy dog. '.repeat(8);

export const sms = (to: string, text: string): object => {
  plant(to, text);
  return { channel: 'sms', to, text };
};

/** Resolves once the messages of the card are as wanted, looking after each commit. */
export function until(
  store: Store,
  cardId: string,
  wanted: (messages: readonly Message[]) => boolean,
): Promise<readonly Message[]> {
  return new Promise((resolve, reject) => {
    let looking = false;
    let again = false;
    const look = async (): Promise<void> => {
      again = looking;
      if (looking) return;
      looking = true;
      try {
        do {
          again = false;
          const messages = await messagesOfCard(store.db, cardId, 10_000);
          if (wanted(messages)) {
            for (const stop of stops) stop();
            resolve(messages);
            return;
          }
        } while (again);
      } catch (error) {
        reject(error);
      }
      looking = false;
    };
    const topics = ['outbox', 'cards'] as const;
    const stops = topics.map((topic) => store.changes.on(topic, () => void look()));
    void look();
  });
}

/** Resolves once every message of the card is in this state. */
export const untilAll = (
  store: Store,
  cardId: string,
  state: Message['state'],
): Promise<readonly Message[]> =>
  until(store, cardId, (messages) => messages.every((message) => message.state === state));
