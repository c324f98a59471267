import type { Card } from '../store/chats/cards.ts';
import type { Order } from '../store/orders/orders.ts';
import { offerNumberForName } from './book/number-for-name.ts';
import { rejectionCard } from './cards/rejection/body.ts';
import { watchesCard } from './cards/watches/body.ts';
import type { Context } from './context.ts';
import { sayWhatDecides } from './decided-by-buttons.ts';
import { holdsOption } from './grammar/option-behind.ts';
import { readArguments } from './grammar.ts';
import { heldByWords, holdingOf } from './held/holding.ts';
import { callsOff } from './question.ts';
import { record } from './record.ts';
import { offerListedTime } from './sending/listed-time.ts';
import { rejectFor } from './sending/rejecting.ts';
import { answerTime } from './sending/schedule.ts';
import { isCommandName, type Spoken } from './spoken.ts';
import { lacksWording } from './tables/on-card.ts';
import { reword } from './tables/reworded.ts';
import { correspondentOf } from './talks/correspondent.ts';
import { asksOfFailed, replyToCard } from './talks/reply.ts';
import { stopAskingByWords } from './times/asking-by-words.ts';
import { alertByWords, tellsOfAlert } from './watch/alert-by-words.ts';
import { changeByReply, changesWatch } from './watch/changing-watch.ts';
import { watchVerb } from './watch/watch-verbs.ts';
import { offerWish } from './wishes/wishes.ts';

interface Below {
  readonly words: string;
  /** The order that they are heard as, and who carries it out. */
  readonly order: Spoken | null;
  hear(context: Context, order: Spoken): Promise<boolean>;
  /** What asks when it is to go, where they are a time. */
  readonly asking: readonly Order[];
}

/** Whether words are nothing but a command's name, or call something off. */
const isForBot = ({ commands }: Context, words: string): boolean =>
  callsOff(words.trim().replace(/[.!?…]+$/u, '')) || isCommandName(commands, words);

/** Understands what is said in reply to a card, by what the card is about. Returns whether an order in it was carried out. */
export async function hearBelow(context: Context, card: Card, below: Below): Promise<boolean> {
  const { words, order, hear, asking } = below;
  const { isPrivate } = context.place;
  if (await sayWhatDecides(context, card)) return false;
  if (words !== '') {
    if (card.kind === rejectionCard.name) return rejectFor(context, card, words);
    if (changesWatch(card)) return changeByReply(context, card, words);
    if (lacksWording(card)) return reword(context, card, words);
    if (card.kind === watchesCard.name && (isPrivate || watchVerb(words)))
      return context.rerun(context, 'watch', ` ${words}`);
  }
  const pressed =
    (await alertByWords(context, card, words)) ?? (await stopAskingByWords(context, card, words));
  if (pressed) {
    if (pressed !== 'said') await record(context, `reply ${pressed}`, { cardId: card.id });
    return pressed !== 'said';
  }
  if (tellsOfAlert(card)) {
    if (await offerWish(context, words)) return false;
    if (order && (isPrivate || order.rest.trim() === '')) return hear(context, order);
  }
  if (asking.length > 0) return answerTime(context, asking, words);
  if (await offerListedTime(context, card, words)) return false;
  if (await offerNumberForName(context, card, words)) return false;
  if (await asksOfFailed(context, card, words)) return context.rerun(context, 'status', '');
  return (await replyWithOptions(context, card, words)) ?? reply(context, card, words);
}

async function reply(context: Context, card: Card, words: string): Promise<boolean> {
  const did = await replyToCard(context, card, { words, forBot: isForBot(context, words) });
  await record(context, 'reply sms', did);
  return did !== null;
}

/** A reply with options of /sms in it is a line of that; null: it has none. */
async function replyWithOptions(context: Context, card: Card, words: string): Promise<boolean | null> {
  const sms = context.commands.find(({ spec }) => spec.name === 'sms');
  if (!sms || !holdsOption(words, sms.spec)) return null;
  const whom = await correspondentOf(context.tx.db, card);
  if (!whom) return null;
  const holding = await holdingOf(context, card, whom);
  const read = readArguments(` ${words}`, sms.spec, { country: context.settings.country });
  const { text } = read.ok ? read : read.understood;
  const byWords = await heldByWords(context, text, whom);
  const held = isForBot(context, text) ? ({ held: 'bot', heard: [] } as const) : byWords;
  const asked = held === null ? holding : { isDraft: true, ...held };
  return context.rerun({ ...context, ...asked, mayBeUndone: true }, 'sms', ` ${words}`);
}
