import { answerPlainer } from '../../../desk/plainer.ts';
import { withoutChain } from '../../../messages/chain.ts';
import { withoutCode } from '../../../messages/codes.ts';
import { byOtherChannels } from '../../../messages/other-channels.ts';
import { SEND_ANSWERS } from '../../../messages/waiting.ts';
import { messagesOfCard } from '../../../store/attempts/outbox.ts';
import { attemptsOf } from '../../../store/attempts/stored-attempts.ts';
import { tallyOfCard } from '../../../store/campaigns/tallies.ts';
import { touchCards } from '../../../store/chats/cards.ts';
import { changeRoom } from '../../../store/chats/rooms.ts';
import { orderOfCard } from '../../../store/orders/orders.ts';
import { forgetPrice } from '../../../store/provider/asked-price.ts';
import type { Context } from '../../context.ts';
import { localeFor } from '../../locale.ts';
import { type SendOrder, send } from '../../sending/send.ts';
import { zone } from '../../settings/zone.ts';
import { testToAsker } from '../../tables/test-to.ts';
import { zoneName } from '../../times/when.ts';
import { approvalActions } from '../approving.ts';
import { everMended } from '../halt.ts';
import { rewriteBody } from '../kind.ts';
import { lookingActions } from '../looking.ts';
import { movingActions, toastOf } from '../moving.ts';
import { reporting } from '../report/reporting.ts';
import { type Action, done, type Pressed, type PressReply, refused } from '../room.ts';
import { tableActions } from '../table-actions.ts';
import { takeOver } from '../taking-over.ts';
import { tryUntried } from '../untried.ts';
import { showWhole } from '../whole/show.ts';
import { type SendBody, sendCard } from './body.ts';
import { fromActions } from './from.ts';
import { laterActions } from './later.ts';
import { askExactPrice } from './price.ts';
import { quietActions } from './quiet.ts';
import { writeReached } from './reached.ts';
import { meaningOfMessage, retriable } from './remedies.ts';
import { namedSender } from './sender.ts';
import { undoing } from './undoing.ts';

const words = { sending: 'button-sending', cancelled: 'button-cancelled' };

/** Tries what a card shows once more, on a card of its own. */
async function tryAgain(
  context: Context,
  { card, body }: Pressed<SendBody>,
  again: Pick<SendOrder, 'requests' | 'account'> & { orderId: string; draft: boolean },
): Promise<PressReply> {
  const { requests, orderId, account, draft } = again;
  const [first] = requests;
  if (!first) return refused('button-late');
  const did = await send(context, {
    command: first.channel,
    reading: '',
    requests,
    againOf: orderId,
    draft,
    names: body.names,
    ...(account === undefined ? {} : { account }),
  });
  await touchCards(context.tx, [card.id], context.now);
  return { toast: null, did };
}

/** Sends the failed message once more: what perhaps arrived is asked about first. */
const resend: Action<SendBody> = {
  role: 'operator',
  needsWords: true,
  async run(context, pressed) {
    const { db } = context.tx;
    const [message] = await messagesOfCard(db, pressed.card.id, 1);
    if (!message) return refused('button-late');
    const { certain } = meaningOfMessage(message, await attemptsOf(db, message.id), context.settings.wire);
    return tryAgain(context, pressed, {
      requests: [withoutChain(message.request)],
      orderId: message.order_id,
      account: message.account,
      draft: !certain,
    });
  },
};

/** The same text by another channel, once a person has seen how it would go. */
const other: Action<SendBody> = {
  role: 'operator',
  needsWords: true,
  async run(context, pressed) {
    const [message] = await messagesOfCard(context.tx.db, pressed.card.id, 1);
    if (!message) return refused('button-late');
    return tryAgain(context, pressed, {
      requests: byOtherChannels(message.request, context.settings.wire.channels).filter(
        ({ channel }) => channel === pressed.arg,
      ),
      orderId: message.order_id,
      account: message.account,
      draft: true,
    });
  },
};

/** All those once more that certainly failed and that another try helps, after a preview. */
const again: Action<SendBody> = {
  role: 'operator',
  needsWords: true,
  async run(context, pressed) {
    const { tx } = context;
    const order = await orderOfCard(tx.db, pressed.card.id);
    if (!order) return refused('button-late');
    const { wire } = context.settings;
    const mended = await everMended(tx.db, pressed.card.id, wire);
    const ends = retriable(await tallyOfCard(tx.db, pressed.card.id), wire, mended);
    const did = await tryUntried(context, order, ends, { draft: true, names: pressed.body.names });
    // Where it may not go, a card says why.
    if (!did) return context.answers.length > 0 ? { toast: null, did: null } : refused('button-late');
    await touchCards(tx, [pressed.card.id], context.now);
    return { toast: null, did };
  },
};

/** Sends the text in plain characters, which the card shows, in place of the one that was typed. */
const plain: Action<SendBody> = {
  role: 'operator',
  needsWords: true,
  async run({ tx, settings, now }, { card, body, arg }) {
    const order = await orderOfCard(tx.db, card.id);
    const reason = SEND_ANSWERS.find((one) => one === arg);
    if (!order || !reason) return refused('button-late');
    const answered = await answerPlainer(tx, settings, order.id, reason, now);
    if (answered.count === 0) return refused('button-late');
    await forgetPrice(tx, order.id);
    await rewriteBody(tx, sendCard, card, { ...body, repeated: answered.repeated }, now);
    return { toast: toastOf(answered, words.sending), did: { orderId: order.id } };
  },
};

/** The same, and from now on for every text of this chat of which it saves a part. */
const alwaysPlain: Action<SendBody> = {
  ...plain,
  groupRole: 'admin',
  async run(context, pressed) {
    const reply = await plain.run(context, pressed);
    const { tx, person, now } = context;
    if (reply.did) await changeRoom(tx, pressed.card.chat_id, { plain: 'always' }, { by: person.id, now });
    return reply;
  },
};

/** What goes from this chat without a sender goes from the one that this names, from now on. */
const alwaysSender: Action<SendBody> = {
  role: 'admin',
  needsWords: true,
  async run({ tx, person, now }, { card }) {
    const [message] = await messagesOfCard(tx.db, card.id, 1);
    const from = message ? namedSender(message) : null;
    if (from === null) return refused('button-late');
    await changeRoom(tx, card.chat_id, { sender: from }, { by: person.id, now });
    await touchCards(tx, [card.id], now);
    return { toast: { id: 'sender-always', args: { from } }, did: { arg: from } };
  },
};

/** Times of this chat are read and shown by the zone that was named, from now on. */
const alwaysZone: Action<SendBody> = {
  ...zone.changedBy,
  async run({ tx, person, settings, now }, { card, body }) {
    if (body.zone === null) return refused('button-late');
    await changeRoom(tx, card.chat_id, { zone: body.zone }, { by: person.id, now });
    await touchCards(tx, [card.id], now);
    const named = zoneName(localeFor(settings.language, body.zone), body.zone, now);
    return { toast: { id: 'zone-always', args: { zone: named } }, did: { arg: `zone ${body.zone}` } };
  },
};

/** Shows the text as a file below the card; a code in it is in no file, which outlives it. */
const whole: Action<SendBody> = {
  role: 'operator',
  needsWords: true,
  async run(context, { card }) {
    const [message] = await messagesOfCard(context.tx.db, card.id, 1);
    const content = message && withoutCode(message.request);
    if (!content || !('text' in content)) return refused('button-stale');
    const { order_id: id, channel: name, created_at: at } = message;
    await showWhole(context, card, { of: 'order', id, name, at, text: content.text });
    return done;
  },
};

/** What the first recipient would get, to whoever presses. */
const test: Action<SendBody> = {
  role: 'operator',
  needsWords: true,
  async run(context, { card, body: { table } }) {
    if (!table) return refused('button-late');
    return { toast: null, did: (await testToAsker(context, card.id)) ?? {} };
  },
};

const moving = movingActions('operator', words);

/** What did not go at its time counts for whoever sends it now. */
const sending: Action<SendBody> = {
  ...moving.send,
  async run(context, pressed) {
    const order = pressed.arg === 'right' ? await orderOfCard(context.tx.db, pressed.card.id) : undefined;
    const over = order?.waiting_for === 'right' ? await takeOver(context, order) : null;
    return over ?? moving.send.run(context, pressed);
  },
};

export const actions = {
  ...approvalActions<SendBody>(({ tx }, { card }) => orderOfCard(tx.db, card.id)),
  ...moving,
  send: sending,
  cancel: undoing(moving.cancel),
  ...lookingActions(sendCard),
  ...laterActions,
  ...fromActions,
  ...quietActions,
  resend,
  plain,
  'always-plain': alwaysPlain,
  'always-sender': alwaysSender,
  'always-zone': alwaysZone,
  other,
  again,
  whole,
  price: askExactPrice,
  ...tableActions('operator'),
  test,
  report: reporting('operator'),
  reached: reporting('operator', ['csv'], 'reached'),
  'write-reached': writeReached,
};
