import { isCampaign } from '../../store/campaigns/campaign-decisions.ts';
import { findCard, newestCards, touchCards } from '../../store/chats/cards.ts';
import { moveMessages } from '../../store/orders/decisions.ts';
import { waitsOf } from '../../store/orders/documents.ts';
import { type Order, orderByNumber, orderOfCard } from '../../store/orders/orders.ts';
import { setTime } from '../../store/orders/scheduled.ts';
import { quietOf } from '../../store/stop-list/left-alone.ts';
import { idsOf } from '../../store/tables/message-id.ts';
import { answer, decline } from '../answer.ts';
import { readBody, rewriteBody } from '../cards/kind.ts';
import { questionCard } from '../cards/question/body.ts';
import { scheduledCard } from '../cards/scheduled/body.ts';
import { sendCard } from '../cards/send/body.ts';
import type { Context } from '../context.ts';
import { TO_FILL_IN } from '../grammar/options.ts';
import { momentSaid, saysTime } from '../held/times.ts';
import { isOneOf, localeFor } from '../locale.ts';
import { may } from '../people/access.ts';
import type { Did } from '../record.ts';
import { askWhichTime } from '../times/set-time.ts';
import { dateWords } from '../times/when.ts';

/** So many of a chat's last cards are on the screen, or nearly so. */
const SEEN = 20;

/** Asks when an order is to go; what is replied stands behind its number then, as if it had been typed so. */
export async function askForTime(context: Context, { number }: Pick<Order, 'number'>): Promise<void> {
  await answer(context, questionCard, {
    command: 'scheduled',
    rest: ` ${number}`,
    missing: 'time',
    kept: '',
    to: [],
    unread: '',
    wants: ['time'],
    test: null,
    document: null,
    filling: null,
  });
}

/** Whether it may be changed here: what was asked for in this chat, and in private by oneself, by admins all. */
export const isScheduledHere = ({ place, person }: Context, order: Order): boolean =>
  order.chat_id === place.chatId ||
  (place.isPrivate &&
    ((order.maker === 'person' && order.maker_id === String(person.id)) || may(person.role, 'admin')));

/** A card that asks may stand so far up: its button is pressed where it stands. */
const ASKING_SEEN = 200;

/**
 * The orders whose cards ask when they are to go, where these words are a time: that of the card replied to, or in private of
 * all that ask.
 */
export async function askedForTime(context: Context, words: string): Promise<readonly Order[]> {
  const { tx, place, repliedTo } = context;
  if (!saysTime(context, words)) return [];
  const cards = repliedTo ? [repliedTo] : place.isPrivate ? await newestCards(tx.db, place, ASKING_SEEN) : [];
  const asking = cards.filter((one) => readBody(sendCard, one)?.choosing === 'time');
  const orders = await Promise.all(asking.map(({ id }) => orderOfCard(tx.db, id)));
  return orders.filter((order) => order !== undefined).filter(({ waiting_for: why }) => why !== null);
}

/** Sets the time that was asked for; which of several is meant has to be said. Returns whether it is set. */
export async function answerTime(
  context: Context,
  orders: readonly Order[],
  words: string,
): Promise<boolean> {
  const [order, another] = orders;
  if (order && !another) return context.rerun(context, 'scheduled', ` ${order.number} ${words}`);
  if (order) await askWhich(context, order, [momentSaid(context, words).time]);
  return false;
}

/** Has it said which of those that wait is to go at a time; the first of these times stands in the line. */
export const askWhich = (context: Context, { number }: Order, [time = TO_FILL_IN]: readonly string[]) =>
  decline(context, 'scheduled-which', { line: `/scheduled ${number} ${time}` });

/** The last list of what waits that people still see in the chat, so that it does not go on saying another time. */
async function listAtHand({ tx, place }: Context): Promise<string | null> {
  const seen = await newestCards(tx.db, place, SEEN);
  return seen.find(({ kind }) => kind === scheduledCard.name)?.id ?? null;
}

/** Whether it is listed as what waits for its time, or for quiet hours to end. */
async function isListed({ tx, settings }: Context, order: Order): Promise<boolean> {
  const { number, waiting_for: reason, send_at: sendAt } = order;
  if (reason === 'schedule' || reason === 'stopped') return true;
  if (reason !== null) return reason === 'approval' && sendAt !== null;
  return !isCampaign(order) && (await quietOf(tx.db, { id: idsOf(number).first }, settings.accounts)).n > 0;
}

/** `cancel 3`, `3 cancel`: what [Cancel 3] below the list does; null: something else is said. */
function toCancel(typed: string): number | null {
  const [, before = '', number = '', behind = ''] =
    /^(.*?)\s*#?\b(\d{1,9})(?!\S)\s*(.*)$/s.exec(typed.trim()) ?? [];
  const said = `${before}${behind}`;
  return [before, behind].includes('') && isOneOf(said, 'typed-cancel') ? Number(number) : null;
}

/** Cancels an order of the list, and has what shows it say so. */
async function cancelListed(context: Context, order: Order): Promise<Did | null> {
  const { tx, now } = context;
  const n = (await isListed(context, order)) ? await moveMessages(tx, order.id, 'cancel', now) : 0;
  if (n === 0) return decline(context, 'scheduled-late');
  await touchCards(tx, [await listAtHand(context)], now);
  await decline(context, 'button-cancelled', { n });
  return { orderId: order.id, arg: 'cancel', ...(order.card_id !== null && { cardId: order.card_id }) };
}

/** Sets the time of an order that was typed, its number, then when it is to go, or cancels it. */
export async function changeTime(context: Context, typed: string): Promise<Did | null> {
  const { tx, now, commands, settings, language } = context;
  const command = commands.find(({ spec }) => spec.name === 'scheduled');
  const cancelled = toCancel(typed);
  const [, number = String(cancelled ?? ''), when = ''] =
    /^\s*#?(\d{1,9})(?:\s+|$)(?:at=)?(.*)$/s.exec(typed) ?? [];
  const order = number === '' ? undefined : await orderByNumber(tx.db, Number(number));
  if (!command || !order || !isScheduledHere(context, order)) return decline(context, 'scheduled-how');
  if (cancelled !== null) return cancelListed(context, order);
  if (when.trim() === '') {
    await askForTime(context, order);
    return null;
  }
  const locale = localeFor(language, settings.timeZone);
  const { time, moment } = momentSaid(context, when);
  if (!('at' in moment)) {
    return askWhichTime(context, {
      spec: command.spec,
      typed: time,
      moment,
      reading: '',
      lineWith: (at) => `/scheduled ${number} ${at}`,
      example: TO_FILL_IN,
    });
  }
  if (!(await setTime(tx, order.id, moment.at, now))) return decline(context, 'scheduled-late');
  const card = order.card_id === null ? undefined : await findCard(tx.db, order.card_id);
  const body = card && readBody(sendCard, card);
  if (card && body)
    await rewriteBody(tx, sendCard, card, { ...body, choosing: null, zone: moment.zone }, now);
  await touchCards(tx, [await listAtHand(context)], now);
  const isAsked = waitsOf(order).some((reason) => reason !== 'schedule');
  await decline(context, isAsked ? 'scheduled-chosen' : 'scheduled-set', {
    when: dateWords(locale, settings.timeZone, moment.at, now),
  });
  return { orderId: order.id, ...(order.card_id !== null && { cardId: order.card_id }) };
}
