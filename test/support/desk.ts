import { inboxRounds } from '../../src/chat/talks/inbox.ts';
import { talkRounds } from '../../src/chat/talks/talk-rounds.ts';
import { createLog } from '../../src/log.ts';
import { storeIncoming } from '../../src/store/talks/incoming.ts';
import { type ChatForTest, SETTINGS, type Shown } from './chat.ts';
import { accepted, submit } from './fates.ts';

export const SUBSCRIBER = '79991234567';

/** Subscribers write in, and answers leave for them, by a clock that stands where a test puts it. */
export interface Desk {
  /** An SMS comes; returns the cards that it is given. */
  receive(
    text: string,
    sms?: { at?: number; sender?: string; recipient?: string; seenAt?: number },
  ): Promise<Shown[]>;
  /** What was ordered on this card leaves. */
  leaves(card: Shown): Promise<void>;
  /** Conversations follow what has happened by then (ms); returns new cards. */
  follow(now: number): Promise<Shown[]>;
}

let ids = 0;

export function deskFor(chat: ChatForTest): Desk {
  const place = inboxRounds(chat.store, SETTINGS, createLog('silent'));
  const follow = talkRounds(chat.store, SETTINGS);
  const cards = async () => (await chat.update({})).cards;
  return {
    async receive(
      text,
      { at = Date.now() - 60_000, sender = SUBSCRIBER, recipient = '79000000', seenAt = at } = {},
    ) {
      const part = { sender, recipient, text, concatenation: null };
      await chat.store.write((tx) => storeIncoming(tx, 'demo', part, at));
      await place(seenAt);
      return cards();
    },
    async leaves({ card }) {
      ids += 1;
      await submit(chat.store, card.id, [accepted(`desk ${ids}`)]);
    },
    async follow(now) {
      await follow(now);
      return cards();
    },
  };
}
