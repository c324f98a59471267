import { messageRequest } from '../../src/messages/request.ts';
import { toWire, type WireOptions } from '../../src/messages/wire.ts';
import { createCard } from '../../src/store/cards.ts';
import type { Store } from '../../src/store/database.ts';
import { enqueue, type Message, messagesOfCard } from '../../src/store/outbox.ts';
import { plant } from './planted.ts';

export const WIRE: WireOptions = {
  defaultAlphabet: 'gsm',
  latin1DataCoding: 4,
  long: 'payload',
  sender: 'SHOP',
};

let origins = 0;

/** Writes a card with these requests into the outbox, and returns its id. More than one is bulk. */
export async function order(
  store: Store,
  requests: readonly object[],
  {
    wire = WIRE,
    account = 'demo',
    freshAt = Date.now(),
  }: { wire?: WireOptions; account?: string; freshAt?: number } = {},
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
    const messages = requests.map((typed, index) => {
      const request = messageRequest.parse(typed);
      const reference = (origins * 1000 + index) % 65_536;
      const { parts, pdus, destination, text } = toWire(request, wire, reference);
      const guardKey = JSON.stringify([account, destination, text]);
      return { request, account, reference, parts, pdus: pdus.length, guardKey };
    });
    await enqueue(tx, { cardId, origin: `test ${origins}`, messages, waitingFor: null, freshAt, now });
    return cardId;
  });
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
