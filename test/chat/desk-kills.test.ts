import { expect } from 'vitest';
import { viewOf } from '../../src/chat/cards/index.ts';
import { unreleasedCard } from '../../src/chat/cards/unreleased/body.ts';
import { inboxRounds } from '../../src/chat/talks/inbox.ts';
import { talkRounds } from '../../src/chat/talks/talk-rounds.ts';
import { createLog } from '../../src/log.ts';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { formatPhone } from '../../src/messages/recipient.ts';
import { settle } from '../../src/store/attempts/attempts.ts';
import { type Message, messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { findCard } from '../../src/store/chats/cards.ts';
import { storeReceipts } from '../../src/store/receipts/receipts.ts';
import { writtenWith } from '../../src/store/talks/correspondence.ts';
import { storeIncoming } from '../../src/store/talks/incoming.ts';
import {
  type ChatForTest,
  chatOver,
  GROUP,
  NIKOLAI,
  OLGA,
  only,
  SETTINGS,
  type Shown,
} from '../support/chat.ts';
import { killAtAnyCommit } from '../support/kill-at-any-commit.ts';
import { mentionsIn } from '../support/mentions.ts';
import type { MortalLife, Rounds } from '../support/mortal-life.ts';

const HOUR = 3_600_000;
const CUSTOMER = '79991234567';
const TWO = '+79991234571, +79991234572';

const inbox: Rounds = (store) => inboxRounds(store, SETTINGS, createLog('silent'));
const talks: Rounds = (store) => talkRounds(store, SETTINGS);

interface Desk {
  readonly chat: ChatForTest;
  /** An SMS comes from the customer; returns the cards that it is given. */
  receive(text: string): Promise<Shown[]>;
  /** All that may leave does; returns to whom. Its cards say so. */
  leave(): Promise<string[]>;
}

async function saidOn({ db }: MortalLife, cardId: string | null): Promise<string> {
  const card = await findCard(db, cardId ?? '');
  if (!card) throw new Error('it is on no card');
  const { text } = await viewOf({ db, settings: SETTINGS, now: Date.now() }, card);
  return typeof text === 'string' ? text : text.text;
}

/** Olga owns the bot, Nikolai has that role. */
async function deskOf(life: MortalLife, role: 'operator' | 'admin' = 'operator'): Promise<Desk> {
  const chat = chatOver(life.store, { settings: SETTINGS, meanwhile: () => life.doJobs() });
  await chat.let(NIKOLAI, role);
  return {
    chat,
    async receive(text) {
      const part = { sender: CUSTOMER, recipient: '79000000', text, concatenation: null };
      await life.commit((tx) => storeIncoming(tx, 'demo', part, Date.now() - 60_000));
      await life.round(inbox);
      return (await chat.update({})).cards;
    },
    async leave() {
      const claimed = await life.claim(10);
      await life.round(talks);
      const ids = claimed.map(({ id }) => id);
      const rows = await ordered(life.db)
        .where('messages.id', 'in', [0, ...ids])
        .execute();
      const left = messagesFrom(rows);
      for (const [cardId, messages] of Map.groupBy(left, ({ card_id }) => card_id)) {
        const says = await saidOn(life, cardId);
        const [{ recipient, request }] = messages as [Message];
        expect(says).toContain(
          messages.length > 1 ? `${messages.length} получателя` : formatPhone(recipient),
        );
        expect(says).toContain('text' in request ? request.text : '');
        expect(says).not.toMatch(/[✋🚫⏰]/u);
      }
      return left.map(({ recipient }) => recipient);
    },
  };
}

/** All that has left was delivered, days ago: figures of hours outlive the messages that they are of. */
async function endedDaysAgo(life: MortalLife): Promise<void> {
  const answers = life.claimed.map(({ attemptId }) => ({
    attemptId,
    outcome: 'accepted' as const,
    commandStatus: 0,
    providerId: `m${attemptId}`,
  }));
  const receipts = answers.map(({ providerId }) => ({
    receipt: parseReceipt({ text: `id:${providerId} stat:DELIVRD err:000`, tlvs: {} }),
    via: 'smpp' as const,
    raw: '',
  }));
  const hours = 100;
  await life.commit((tx) => settle(tx, 'demo', answers, Date.now()));
  await life.commit((tx) => storeReceipts(tx, 'demo', receipts, Date.now()));
  await life.commit(async ({ db }) => {
    await db
      .updateTable('hours')
      .set((eb) => ({ hour: eb('hour', '-', hours) }))
      .execute();
    await db
      .updateTable('messages')
      .set((eb) => ({ accepted_at: eb('accepted_at', '-', hours * HOUR) }))
      .execute();
    await db.updateTable('incoming').set({ unseen_at: null, unplaced_at: null }).execute();
  });
}

killAtAnyCommit({
  async 'approving and rejecting what somebody wants sent'(life) {
    const { chat, leave } = await deskOf(life);
    await chat.say(OLGA, '/settings approve 1', { chat: GROUP });
    const asks = async (text: string) => {
      const card = only(await chat.say(NIKOLAI, `/sms ${TWO} ${text}`, { chat: GROUP }));
      const { cards } = await chat.press(NIKOLAI, card, card.buttons[0] ?? '');
      return { card, told: only(cards) };
    };
    const [yes, no, late] = [await asks('Yes'), await asks('No'), await asks('Late')];
    expect(await leave()).toEqual([]);
    await chat.press(OLGA, yes.told, 'Подтвердить');
    expect(await leave()).toHaveLength(2);
    const why = only((await chat.press(OLGA, no.told, 'Отклонить')).cards);
    await chat.press(OLGA, why, why.buttons[0] ?? '');
    await chat.let(NIKOLAI, 'viewer');
    await chat.press(OLGA, late.told, 'Подтвердить');
    expect(await leave()).toEqual([]);
    expect(await life.states()).toEqual({ submitting: 2, cancelled: 4 });
  },

  async 'taking a conversation, going away from it and giving it back'(life) {
    const { chat, receive, leave } = await deskOf(life);
    await chat.say(OLGA, '/inbox on', { chat: GROUP });
    const says = (person: typeof OLGA, text: string, replyTo: Shown) =>
      chat.say(person, text, { chat: GROUP, replyTo });
    const first = only(await receive('Можно завтра?'));
    await chat.press(NIKOLAI, first, 'Беру');
    await says(NIKOLAI, 'Да', first);
    expect(await leave()).toEqual([CUSTOMER]);

    const second = only(await receive('А в среду?'));
    await chat.say(NIKOLAI, '/away until 5d');
    await says(NIKOLAI, 'Наверное', second);
    expect(await leave()).toEqual([]);
    await chat.press(OLGA, second, 'Беру');
    await says(OLGA, 'И в среду', second);
    expect(await leave()).toEqual([CUSTOMER]);
    await chat.press(OLGA, second, 'Вернуть');
    await chat.press(NIKOLAI, second, 'Беру');
    await chat.let(NIKOLAI, 'viewer');
    await says(NIKOLAI, 'И в четверг', second);
    expect(await leave()).toEqual([]);

    expect(await life.states()).toEqual({ submitting: 2, waiting: 1 });
    const written = await writtenWith(life.db, CUSTOMER, { from: 0, limit: 10 });
    expect(written).toHaveLength(5);
    const kept = await life.db.selectFrom('incoming_cards').select('incoming_id').execute();
    expect(new Set(kept.map(({ incoming_id }) => incoming_id)).size).toBe(2);
    expect(kept).toHaveLength(2);
  },

  async 'erasing what is kept of somebody'(life) {
    const { chat, receive, leave } = await deskOf(life, 'admin');
    await chat.say(NIKOLAI, '/help');
    await chat.say(OLGA, `/contact add ivan +${CUSTOMER} город=Омск`);
    await chat.say(OLGA, '/sms ivan Ваш тостер починен');
    const two = only(await chat.say(OLGA, `/sms ivan, +79991234568 Скидки`));
    await chat.press(OLGA, two, 'Отправить 2');
    expect(await leave()).toHaveLength(3);
    await receive('Заберу в понедельник');
    const [, refused] = await chat.say(OLGA, `/forget +${CUSTOMER}`);
    if (refused) await chat.press(NIKOLAI, refused, 'Erase');
    expect(await mentionsIn(life.store, CUSTOMER, ['Омск'])).not.toEqual([]);

    await endedDaysAgo(life);
    const [, asked] = await chat.say(OLGA, `/forget +${CUSTOMER}`);
    if (!asked) throw new Error('nobody was asked');
    await chat.press(NIKOLAI, asked, 'Erase');
    expect(await mentionsIn(life.store, CUSTOMER, ['тостер', 'понедельник', 'Омск', 'ivan'])).toEqual([]);
    expect(await life.states()).toEqual({ delivered: 1 });
    expect((await chat.look(two)).text).toContain('Скидки');
    expect((await chat.look(asked)).text).toContain('✅');
  },

  async 'the minute for which somebody set something who has left since'(life) {
    const { chat, leave } = await deskOf(life);
    await chat.say(NIKOLAI, '/sms +79991234571 at=+1h His');
    const list = only(await chat.say(NIKOLAI, `/sms ${TWO} at=+1h Theirs`));
    await chat.press(NIKOLAI, list, list.buttons[0] ?? '');
    await chat.say(OLGA, '/sms +79991234573 at=+1h Hers');
    expect(await leave()).toEqual([]);
    await chat.let(NIKOLAI, 'viewer');
    life.pass(HOUR + 1_000);
    await life.doJobs();
    expect(await leave()).toEqual(['79991234573']);
    const told = await life.db
      .selectFrom('cards')
      .select('id')
      .where('kind', '=', unreleasedCard.name)
      .execute();
    expect(told).toHaveLength(2);
    expect(await life.states()).toEqual({ submitting: 1, waiting: 3 });
  },
});
