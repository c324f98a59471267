import { FormattedString } from '@grammyjs/parse-mode';
import { type Message, messagesOfCard } from '../../../store/attempts/outbox.ts';
import { type Card, findCard } from '../../../store/chats/cards.ts';
import { approvalOf } from '../../../store/orders/approvals.ts';
import { waitsOf } from '../../../store/orders/documents.ts';
import { messagesOfOrder } from '../../../store/orders/order-messages.ts';
import { type Order, orderByNumber } from '../../../store/orders/orders.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { whenChangesAt } from '../../times/when.ts';
import { buttonsIn } from '../button.ts';
import { decisionLine } from '../decision.ts';
import { firstNumbers } from '../first-numbers.ts';
import { readBody } from '../kind.ts';
import { placeName } from '../place-name.ts';
import { makerOf } from '../presser.ts';
import { waitingForApproval } from '../send/approval.ts';
import { type SendBody, sendCard } from '../send/body.ts';
import { timesOf } from '../send/later.ts';
import { contentLines, headLine, type Words } from '../send/lines.ts';
import { previewLines } from '../send/preview.ts';
import { stoppedIn } from '../send/stopped.ts';
import { besideTable, firstTexts, inCommon, tableLines } from '../send/table.ts';
import { type Sight, seenAddress, sightOf } from '../sight.ts';
import { tableName } from '../table-words.ts';
import type { ApprovalBody } from './body.ts';

/** UTF-16 units of a text that are shown. */
const TEXT_LENGTH = 1500;

/** Asks somebody to approve an order, with all that its own card says of it; then says what became of it, and by whom. */
export async function approvalView(
  context: ViewContext,
  card: Card,
  { orderNumber }: ApprovalBody,
): Promise<View> {
  const { db, locale, now } = context;
  const order = await orderByNumber(db, orderNumber);
  const [first] = order ? await firstOf(context, order) : [];
  if (!order || !first) {
    return { as: 'text', text: locale.t('approval-gone'), buttons: [], atRest: true };
  }
  const approval = await approvalOf(db, orderNumber);
  const isOpen = waitingForApproval(order, approval);
  const place =
    order.chat_id === null
      ? null
      : await placeName(context, { chatId: order.chat_id, threadId: order.thread_id ?? 0 });
  const from = [locale.t('approval-asked', { name: await makerOf(context, order) }), place];
  const lines: Words[] = [
    from.filter((one) => one !== null).join(' · '),
    ...(await messageLines(context, card, order, first)),
    isOpen
      ? locale.t('waiting-approval', { until: locale.minute(approval.expires_at, now) })
      : await decisionLine(context, approval),
  ];
  const button = buttonsIn(locale);
  const { send_at: sendAt } = order;
  return {
    as: 'text',
    text: FormattedString.join(lines, '\n'),
    ...(isOpen && sendAt !== null && sendAt > now && { changesAt: whenChangesAt(sendAt, now) }),
    buttons: isOpen ? [[button('approve'), button('reject')]] : [],
    atRest: true,
    wordless: first.forgotten_at !== null,
    asks: isOpen,
  };
}

const firstOf = ({ db }: ViewContext, order: Order): Promise<Message[]> =>
  order.card_id === null ? messagesOfOrder(db, order) : messagesOfCard(db, order.card_id, 1);

/** What its own card says before it goes. */
async function messageLines(
  context: ViewContext,
  card: Card,
  order: Order,
  first: Message,
): Promise<Words[]> {
  const { db, locale } = context;
  const shown = order.card_id === null ? undefined : await findCard(db, order.card_id);
  const body = (shown && readBody(sendCard, shown)) ?? NOTHING;
  const sight = sightOf(context, card, first, body.names);
  const common = shown ? await inCommon(context, shown, first) : first;
  const { table } = body;
  const many = locale.t('recipients', { n: order.total });
  const whom = table
    ? tableName(locale, table, many)
    : order.total === 1
      ? seenAddress(sight, first.recipient)
      : shown
        ? `${many}: ${await firstNumbers(context, shown, order.total, sight)}`
        : many;
  const agreed = table ? besideTable(common) : common;
  const { send_at: sendAt, total } = order;
  const preview = { waits: [], sight, plainer: null, length: TEXT_LENGTH, sendAt, total, body };
  return [
    headLine(context, agreed, whom),
    ...contentLines(context, common, sight, TEXT_LENGTH),
    ...(shown ? await ownLines(context, shown, first, { body, sight }) : []),
    ...(await stoppedIn(context, first, sight)).lines,
    ...(await timesOf(context, { sendAt, waits: waitsOf(order) }, first, total)).lines,
    ...(await previewLines(context, agreed, preview)),
  ];
}

/** What it says of messages with texts of their own. */
async function ownLines(
  context: ViewContext,
  shown: Card,
  { isWorded }: Message,
  { body, sight }: { readonly body: SendBody; readonly sight: Sight },
): Promise<Words[]> {
  if (body.table) return tableLines(context, shown, body.table, sight);
  return isWorded && sight.texts ? firstTexts(context, shown) : [];
}

/** Of an order that no card shows. */
const NOTHING: SendBody = {
  duplicates: [],
  bad: [],
  beside: [],
  madePlain: [],
  callsOnly: [],
  landlines: 0,
  repeated: 0,
  resent: false,
  choosing: null,
  zone: null,
  held: null,
  looked: {},
  lacks: [],
  names: {},
  table: null,
};
