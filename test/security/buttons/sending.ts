import type { User } from 'grammy/types';
import { type ApprovalBody, approvalCard } from '../../../src/chat/cards/approval/body.ts';
import { choicesCard } from '../../../src/chat/cards/choices/body.ts';
import { type CardKind, rewriteBody, turnInto } from '../../../src/chat/cards/kind.ts';
import { rejectionCard } from '../../../src/chat/cards/rejection/body.ts';
import { scheduledCard } from '../../../src/chat/cards/scheduled/body.ts';
import { stillOpenCard } from '../../../src/chat/cards/still-open/body.ts';
import { type TableBody, tableCard } from '../../../src/chat/cards/table/body.ts';
import { unreleasedCard } from '../../../src/chat/cards/unreleased/body.ts';
import { LANES } from '../../../src/messages/lanes.ts';
import type { WaitingReason } from '../../../src/messages/waiting.ts';
import { asking as approvalJob, askApproval } from '../../../src/store/orders/approvals.ts';
import { messagesOfOrder } from '../../../src/store/orders/order-messages.ts';
import { hideOrder, orderByNumber, orderOfCard } from '../../../src/store/orders/orders.ts';
import { become } from '../../support/become.ts';
import { type ChatForTest, GROUP, type Shown } from '../../support/chat.ts';
import {
  after,
  asked,
  campaign,
  fresh,
  number,
  paused,
  preview,
  type Row,
  say,
  tableOf,
  typed,
} from './making.ts';

const longText = typed(() => `/sms ${number()} ${'a'.repeat(3_000)}`);

const dear = typed(() => `/sms ${number()} ${'a'.repeat(100)}—`);

const thirdFromSame: Row['card'] = async (chat, person, chatId) => {
  const from = `S${fresh()}`;
  const send = () => say(chat, person, `/sms ${number()} from=${from} hi`, chatId);
  await send();
  await send();
  return send();
};

const thirdInZone: Row['card'] = async (chat, person, chatId) => {
  const day = new Date(Date.now() + 48 * 3_600_000).toISOString().slice(0, 16);
  const at = `${day}+05:${String(fresh() % 60).padStart(2, '0')}`;
  const send = () => say(chat, person, `/sms ${number()} at=${at} hi`, chatId);
  await send();
  await send();
  return send();
};

const landline = typed(() => `/sms ${number().replace('+7999', '+7495')} hi`);

const failed = after(() => `/sms ${number()} hi`, { state: 'undelivered', error: 6, ready_at: null });

const unserved = after(() => `/sms ${number()} hi`, { state: 'undelivered', error: 21, ready_at: null });

const failedMany = after(() => `/sms ${number()}, ${number()} hi`, {
  state: 'undelivered',
  error: 6,
  ready_at: null,
});

const reachedMany: Row['card'] = async (chat, person, chatId) => {
  const shown = await paused('/sms')(chat, person, chatId);
  const delivered = { state: 'delivered', attempted_at: 1, ready_at: null } as const;
  await become(chat.store.db, delivered, { card: shown.card.id, positions: [0] });
  return chat.look(shown);
};

const doubtful = after(() => `/sms ${number()} hi`, { state: 'in_doubt', ready_at: null });

/** The card of a message that waits for that. */
const waiting =
  (reason: WaitingReason): Row['card'] =>
  async (chat, person, chatId) => {
    const card = await preview(chat, person, chatId);
    await chat.store.db
      .updateTable('orders')
      .set({ waiting_for: reason, offered_alphabet: 'latin1', offered_parts: 1 })
      .where('card_id', '=', card.card.id)
      .execute();
    return chat.look(card);
  };

/** Somebody else's messages wait for a second person. */
async function unapproved(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const maker = { id: 299, is_bot: false, first_name: 'Maker', language_code: 'en' };
  await chat.let(maker, 'operator');
  const card = await preview(chat, person, chatId);
  await chat.store.write(async (tx) => {
    const set = { waiting_for: 'approval', maker_id: String(maker.id) } as const;
    await tx.db.updateTable('orders').set(set).where('card_id', '=', card.card.id).execute();
    const order = await orderOfCard(tx.db, card.card.id);
    await askApproval(tx, order?.number ?? 0, Date.now());
    // Nobody is told: that is no part of a press.
    await tx.db.deleteFrom('jobs').where('kind', '=', approvalJob.name).execute();
  });
  return chat.look(card);
}

/** Somebody is asked to approve that, or why they do not. */
const askedToApprove =
  (kind: CardKind<ApprovalBody>): Row['card'] =>
  async (chat, person, chatId) => {
    const card = await unapproved(chat, person, chatId);
    await chat.store.write(async (tx) => {
      const order = await orderOfCard(tx.db, card.card.id);
      const body = { orderNumber: order?.number ?? 0 };
      await turnInto(tx, kind, card.card, { body, language: card.card.language, now: Date.now() });
      await hideOrder(tx, order?.id ?? '');
    });
    return chat.look(card);
  };

/** The same, set for a time. */
const timed =
  (reason: WaitingReason): Row['card'] =>
  async (chat, person, chatId) => {
    const card = await waiting(reason)(chat, person, chatId);
    await chat.store.db
      .updateTable('orders')
      .set({
        send_at: Date.now() + 3_600_000,
        waiting_next: reason === 'confirmation' ? '["schedule"]' : '[]',
      })
      .where('card_id', '=', card.card.id)
      .execute();
    return chat.look(card);
  };

/** A message whose recipient is left alone at this hour. */
const keptBack = after(() => `/sms ${number()} hi`, { state: 'queued', held: 2, lane: LANES.retry });

/** The card that offers times, or senders. */
const offering =
  (what: 'time' | 'sender', of: Row['card']): Row['card'] =>
  async (chat, person, chatId) => {
    const card = await of(chat, person, chatId);
    const body = JSON.stringify({ ...JSON.parse(card.card.body), choosing: what });
    await chat.store.db.updateTable('cards').set({ body }).where('id', '=', card.card.id).execute();
    return chat.look(card);
  };
/** A preview in a chat where somebody named another sender before. */
const fromOffice: Row['card'] = async (chat, person, chatId) => {
  await chat.say(person, '/sms +79990001122 from=OFFICE before', { chat: chatId });
  return preview(chat, person, chatId);
};

/** Whose data cannot go yet, since the first order of the store has not left. */
const stillOpen: Row['card'] = async (chat, person, chatId) => {
  const { db } = chat.store;
  if (!(await orderByNumber(db, 1))) await say(chat, person, `/sms ${number()} hi`, chatId);
  const queued = { state: 'queued', ready_at: null } as const;
  await become(db, queued, { card: (await orderByNumber(db, 1))?.card_id ?? '' });
  const [message] = await messagesOfOrder(db, { number: 1 });
  const to = message?.recipient ?? '';
  return asked(stillOpenCard, () => ({ number: to, typed: to }))(chat, person, chatId);
};

/** The list of what is scheduled, on that page, with the first order of the store first. */
const listed =
  (reason: 'schedule' | 'stopped', page = 0): Row['card'] =>
  async (chat, person, chatId) => {
    const { db } = chat.store;
    if (!(await orderByNumber(db, 1))) await preview(chat, person, chatId);
    await become(
      db,
      { state: 'waiting', ready_at: null },
      { card: (await orderByNumber(db, 1))?.card_id ?? '' },
    );
    await db
      .updateTable('orders')
      .set({ waiting_for: reason, waiting_next: reason === 'stopped' ? '["schedule"]' : '[]' })
      .set({ send_at: Date.now() + 60_000, chat_id: chatId, maker_id: String(person.id) })
      .where('number', '=', 1)
      .execute();
    const list = await say(chat, person, '/scheduled', chatId);
    await chat.store.write((tx) => rewriteBody(tx, scheduledCard, list.card, { page }, Date.now()));
    return chat.look(list);
  };

/** What did not go is told to owners alone; a card in a group would be the same. */
const unreleased: Row['card'] = async (chat, person, chatId) => {
  const card = await timed('right')(chat, person, chatId);
  const { id: orderId = '' } = (await orderOfCard(chat.store.db, card.card.id)) ?? {};
  return asked(unreleasedCard, () => ({ orderId, name: 'Nikolai' }))(chat, person, chatId);
};

/** Their own campaign is stopped with all others. */
const stoppedCampaign: Row['card'] = async (chat, person, chatId) => {
  await campaign('/sms')(chat, person, chatId);
  return say(chat, person, '/stop', chatId);
};

const tableBeing = (state: TableBody['state'], text = 'hi'): Row['card'] =>
  asked(
    tableCard,
    (): TableBody => ({
      source: {
        document: { fileId: 'gone', name: 'a.csv', size: 1 },
        content: { channel: 'sms', text },
        fallback: [],
        column: null,
        encoding: null,
        writtenAt: Date.now(),
        sendAt: null,
        atAnyHour: false,
        lacks: [],
      },
      origin: `table ${fresh()}`,
      state,
    }),
  );

/** The same below words that are for the bot. */
const choicesBelow =
  (of: Row['card'], words = 'cancel that'): Row['card'] =>
  async (chat, person, chatId) => {
    const replyTo = await of(chat, person, chatId);
    const [choices] = await chat.say(person, words, { chat: chatId, replyTo });
    if (choices?.card.kind !== 'choices') throw new Error(`below ${replyTo.text} came ${choices?.text}`);
    return choices;
  };

/** The same where words below a card to several are between colleagues. */
const choicesOn =
  (of: Row['card'], times: readonly string[] = []): Row['card'] =>
  async (chat, person, chatId) => {
    const { card } = await of(chat, person, chatId);
    const body = { cardId: card.id, said: 'choices-over', times };
    return asked(choicesCard, () => body)(chat, person, chatId);
  };

const table = tableOf('/bulk {A}');
const mistyped = tableBeing(
  { is: 'refused', problem: { kind: 'unknown-places', names: ['nam'], columns: ['name'] }, encodings: [] },
  'hi {nam}',
);
const refusedTable = tableBeing({
  is: 'refused',
  problem: { kind: 'no-recipients' },
  encodings: ['windows-1251', 'koi8-r'],
});

export const sending: Readonly<Record<string, Row>> = {
  'send send': { card: preview, least: 'operator', changed: ['messages'] },
  'send send:confirmation': { card: preview, least: 'operator', changed: ['messages'] },
  'send send:stale': { card: waiting('stale'), least: 'operator', changed: ['messages'] },
  'send send:price': { card: dear, least: 'operator', changed: ['messages'] },
  'send send:landline': { card: landline, least: 'operator', changed: ['messages'] },
  'send plain:price': { card: dear, least: 'operator', changed: ['messages'] },
  'send always-sender': {
    card: thirdFromSame,
    least: 'admin',
    changed: ['rooms'],
    record: /^person \d+ press always-sender:S\d+$/,
  },
  'send always-zone': {
    card: thirdInZone,
    least: 'operator',
    leastInGroup: 'admin',
    changed: ['rooms'],
    record: /^person \d+ press always-zone:zone \+05:\d\d$/,
  },
  'send always-plain:price': {
    card: dear,
    least: 'operator',
    leastInGroup: 'admin',
    changed: ['messages', 'rooms'],
  },
  'send send:guard': { card: waiting('guard'), least: 'operator', changed: ['messages'] },
  'send send:terms': { card: waiting('terms'), least: 'operator', changed: ['messages'] },
  'send approve': { card: unapproved, least: 'operator', changed: ['messages'] },
  'send reject': { card: unapproved, least: 'operator', changed: [], cards: ['rejection'] },
  'approval approve': { card: askedToApprove(approvalCard), least: 'operator', changed: ['messages'] },
  'approval reject': {
    card: askedToApprove(approvalCard),
    least: 'operator',
    changed: [],
    cards: ['rejection'],
  },
  'rejection reject:price': {
    card: askedToApprove(rejectionCard),
    least: 'operator',
    changed: ['messages'],
  },
  'send cancel': { card: preview, least: 'operator', changed: ['messages'] },
  'send pause': { card: campaign('/sms'), least: 'operator', changed: ['messages'] },
  'send resume': { card: paused('/sms'), least: 'operator', changed: ['messages'] },
  'send repeat': { card: doubtful, least: 'operator', changed: ['messages'] },
  'send leave': { card: doubtful, least: 'operator', changed: ['messages'] },
  'send resend': { card: failed, least: 'operator', changed: ['messages'], cards: ['send'] },
  'send other:viber': { card: unserved, least: 'operator', changed: ['messages'], cards: ['send'] },
  'send other:call': { card: unserved, least: 'operator', changed: ['messages'], cards: ['send'] },
  'send again': { card: failedMany, least: 'operator', changed: ['messages'], cards: ['send'] },
  'send reached': { card: reachedMany, least: 'operator', changed: [], cards: ['report'] },
  'send write-reached': { card: reachedMany, least: 'operator', changed: [], cards: ['question'] },
  'send report': { card: failedMany, least: 'operator', changed: [], cards: ['report'] },
  'send price': { card: preview, least: 'operator', changed: ['questions'] },
  'send whole': { card: longText, least: 'operator', changed: [], cards: ['whole'] },
  'send hlr': { card: failed, least: 'viewer', changed: ['messages', 'questions'], cards: ['lookup'] },
  'send ping': { card: failed, least: 'viewer', changed: ['messages', 'questions'], cards: ['lookup'] },
  'send test': { card: table, least: 'operator', changed: [], cards: ['question'] },
  'send unsent': { card: table, least: 'operator', changed: [], cards: ['unsent'] },
  'send column:2': { card: table, least: 'operator', changed: ['messages', 'bodies'] },
  'send encoding:koi8-r': { card: table, least: 'operator', changed: ['messages', 'bodies'] },
  'send send:schedule': { card: timed('schedule'), least: 'operator', changed: ['messages'] },
  'send send:right': { card: timed('right'), least: 'operator', changed: ['messages'] },
  'send later': { card: preview, least: 'operator', changed: ['bodies'] },
  'send pass-quiet': { card: keptBack, least: 'operator', changed: ['messages'] },
  'send from': { card: preview, least: 'operator', changed: ['bodies'] },
  'send sender:OFFICE': {
    card: offering('sender', fromOffice),
    least: 'operator',
    changed: ['messages', 'bodies'],
  },
  'send sender': { card: offering('sender', preview), least: 'operator', changed: [], cards: ['question'] },
  'send back': { card: offering('time', preview), least: 'operator', changed: ['bodies'] },
  'send time:morning': {
    card: offering('time', preview),
    least: 'operator',
    changed: ['messages', 'bodies'],
  },
  'send time:hours': { card: offering('time', preview), least: 'operator', changed: ['messages', 'bodies'] },
  'send time:none': {
    card: offering('time', timed('confirmation')),
    least: 'operator',
    changed: ['messages', 'bodies'],
  },
  'send time:other': { card: offering('time', preview), least: 'operator', changed: [], cards: ['question'] },
  'scheduled change:1': { card: listed('schedule'), least: 'operator', changed: [], cards: ['question'] },
  'scheduled send:1': { card: listed('schedule'), least: 'operator', changed: ['messages'] },
  'scheduled cancel:1': { card: listed('schedule'), least: 'operator', changed: ['messages'] },
  'scheduled resume:1': { card: listed('stopped'), least: 'operator', changed: ['messages'] },
  'scheduled page:0': { card: listed('schedule', 1), least: 'operator', changed: ['bodies'] },
  'unreleased send:right': { card: unreleased, only: GROUP, least: 'operator', changed: ['messages'] },
  'unreleased cancel': { card: unreleased, only: GROUP, least: 'operator', changed: ['messages'] },
  'stopped resume:1': { card: stoppedCampaign, least: 'operator', changed: ['messages'] },
  'choices send': { card: choicesBelow(preview), least: 'operator', changed: ['messages'] },
  'choices plain:price': { card: choicesBelow(dear), least: 'operator', changed: ['messages'] },
  'choices approve': { card: choicesBelow(unapproved), least: 'operator', changed: ['messages'] },
  'choices reject': { card: choicesBelow(unapproved), least: 'operator', changed: [], cards: ['rejection'] },
  'choices cancel': { card: choicesBelow(preview), least: 'operator', changed: ['messages'] },
  'choices pause': { card: choicesBelow(campaign('/sms')), least: 'operator', changed: ['messages'] },
  'choices resume': { card: choicesBelow(paused('/sms')), least: 'operator', changed: ['messages'] },
  'choices repeat': { card: choicesBelow(doubtful, 'try again'), least: 'operator', changed: ['messages'] },
  'choices leave': { card: choicesBelow(doubtful, 'try again'), least: 'operator', changed: ['messages'] },
  'choices resend': {
    card: choicesBelow(failed, 'try again'),
    least: 'operator',
    changed: ['messages'],
    cards: ['send'],
  },
  'choices pass-quiet': { card: choicesBelow(keptBack), least: 'operator', changed: ['messages'] },
  'choices other:viber': {
    card: choicesOn(unserved),
    least: 'operator',
    changed: ['messages'],
    cards: ['send'],
  },
  'choices other:call': {
    card: choicesOn(unserved),
    least: 'operator',
    changed: ['messages'],
    cards: ['send'],
  },
  'choices test': { card: choicesOn(table), least: 'operator', changed: [], cards: ['question'] },
  'choices again': {
    card: choicesOn(failedMany),
    least: 'operator',
    changed: ['messages'],
    cards: ['send'],
  },
  'choices later': { card: choicesBelow(preview), least: 'operator', changed: ['bodies'] },
  'choices back': { card: choicesBelow(offering('time', preview)), least: 'operator', changed: ['bodies'] },
  'choices time:morning': {
    card: choicesBelow(offering('time', preview)),
    least: 'operator',
    changed: ['messages', 'bodies'],
  },
  'choices at:0': {
    card: choicesOn(timed('schedule'), ['+3h']),
    least: 'operator',
    changed: ['messages'],
  },
  'table cancel': { card: tableBeing({ is: 'reading', rows: 0 }), least: 'operator', changed: ['bodies'] },
  'table encoding:koi8-r': { card: refusedTable, least: 'operator', changed: ['bodies'] },
  'still-open cancel:1': { card: stillOpen, least: 'admin', changed: ['messages'] },
  'table mend': { card: mistyped, least: 'operator', changed: ['bodies'] },
};
