import { parsePhone } from '../../messages/recipient.ts';
import type { Card } from '../../store/chats/cards.ts';
import { messagesTo } from '../../store/orders/history.ts';
import { incomingFrom } from '../../store/talks/incoming.ts';
import { takersOf } from '../../store/talks/talks.ts';
import type { Held } from '../cards/held.ts';
import type { Context } from '../context.ts';
import { WHOLE_NUMBERS } from '../grammar/recipients.ts';
import { hearCommand } from '../spoken.ts';
import type { Correspondent } from '../talks/correspondent.ts';
import { momentIn } from '../times/set-time.ts';
import { otherCalled } from './addressee.ts';
import { topicsFor, wishesHeard } from './alone.ts';
import { asksNobody, asksOfTime, asksSomebody, isAside, waits } from './asides.ts';
import { addressesColleague } from './colleague.ts';
import { plain } from './lists.ts';
import { asksOfOwn, saysMistaken } from './meant.ts';
import { heldFor, saysOfWaiting, speaksOfSomebody } from './words.ts';

/** An answer comes in this time (ms); whoever writes below an older card may have taken it for another. */
const ANSWERED_MS = 7 * 24 * 3600 * 1000;

/** Whether words go only once it is said that they shall, and why, where their card has to say so. */
interface Holding {
  readonly isDraft: boolean;
  readonly held: Held | null;
}

const AT_ONCE: Holding = { isDraft: false, held: null };

/**
 * Whether somebody's words to a correspondent go at once. They do below what came from these, or has reached them; where
 * somebody has taken the conversation, theirs do and others' do not; else those that are written in private, since in a
 * group people talk to each other below a card.
 */
export async function holdingOf(
  { tx, place, person, writtenAt }: Context,
  card: Card,
  { to, above }: Correspondent,
): Promise<Holding> {
  if (above === 'waiting') return { isDraft: true, held: 'unsent' };
  if (above !== 'asked' && above !== 'said' && above !== 'reached') return { isDraft: true, held: above };
  const takers = await takersOf(tx.db, to);
  if (takers.length > 0 && !takers.includes(person.id)) return { isDraft: true, held: 'taken' };
  if (writtenAt - card.created_at > ANSWERED_MS) return { isDraft: true, held: 'old' };
  return takers.length > 0 || place.isPrivate ? AT_ONCE : { isDraft: true, held: null };
}

/** Longer ones (UTF-16 units) tell something. */
export const SHORT = 200;

export interface HeldWords {
  readonly held: Held;
  /** The commands that the words alone would have been heard as. */
  readonly heard: readonly string[];
  /** The contact of another number whom they call; absent: nobody. */
  readonly called?: string;
}

interface Said extends Pick<Correspondent, 'to' | 'above'> {
  /** They answer a question of the bot that somebody has chosen. */
  readonly isChosen?: boolean;
}

/** Why words below a card, or in answer to a question, are hardly for its person as they stand; null: they may be. */
export async function heldByWords(context: Context, words: string, said: Said): Promise<HeldWords | null> {
  const why = await whyHeld(context, words, said);
  if (why === null) return null;
  if (typeof why === 'object') return { held: 'name', heard: [], called: why.called };
  return { held: why, heard: why === 'bot' ? heardIn(context, words) : [] };
}

/** `hlr please`, `whats left on our balance?` */
function heardIn(context: Context, words: string): readonly string[] {
  const order = hearCommand(context.commands, words);
  if (order) return [order.command.spec.name];
  return asksOfOwn(plain(words))
    ? topicsFor(context, words).map(({ spec }) => spec.name)
    : wishesHeard(context, words);
}

async function whyHeld(
  context: Context,
  typed: string,
  { to, above, isChosen }: Said,
): Promise<Held | { readonly called: string } | null> {
  const words = plain(typed);
  // Buttons that are still there take back what has not arrived.
  if (above === 'waiting' && (saysOfWaiting(typed) || saysMistaken(words))) return 'bot';
  const below = above === 'asked' || above === 'said' ? above : 'sent';
  const isShort = words.length <= SHORT;
  const alone = heldFor(typed, below);
  const held = alone && below !== 'sent' ? heldFor(typed, below, await wroteOfSomebody(context, to)) : alone;
  if (held !== null) return held;
  if (below === 'sent' && isShort && wishesHeard(context, typed).length > 0) return 'bot';
  // "tomorrow at 9" answers a question; otherwise it may be when something shall go.
  if (below !== 'asked' && /\d/.test(typed) && !waits(words) && isTime(context, typed.trim())) return 'bot';
  // So a command begins, which goes to that number.
  if (NUMBER_FIRST.test(typed)) return 'bot';
  if (await namesAnother(context, typed, to)) return 'number';
  if (await addressesColleague(context, typed, to)) return 'team';
  const called = await otherCalled(context, typed, to);
  if (called !== null) return { called };
  // What is said to oneself, and asked of nobody, tells a customer something who has just written.
  if (below !== 'sent' || !isShort) return null;
  if (asksOfTime(typed, words)) return 'bot';
  if (isChosen) return null;
  if (asksSomebody(words)) return 'team';
  return asksNobody(words) || isAside(words, { isValue: false }) ? 'aside' : null;
}

function isTime(context: Context, words: string): boolean {
  const moment = momentIn(context, words);
  return 'at' in moment || moment.no !== 'unread';
}

/** The last messages of a customer, which an answer may be to. */
const ANSWERED = 3;

const wroteOfSomebody = async ({ tx }: Context, to: string): Promise<boolean> =>
  (await incomingFrom(tx.db, to, ANSWERED)).some(({ text }) => speaksOfSomebody(text ?? ''));

const NUMBER_FIRST = new RegExp(`^\\s*(?:${WHOLE_NUMBERS.source})[\\s,:]+\\p{L}`, 'u');

/** Whether a number stands in it at which somebody else was written to, or from which they wrote. */
async function namesAnother({ tx, settings }: Context, words: string, to: string): Promise<boolean> {
  for (const [typed] of words.matchAll(WHOLE_NUMBERS)) {
    const read = parsePhone(typed, settings.country);
    if (!('digits' in read) || read.digits === to) continue;
    const [sent, came] = [await messagesTo(tx.db, read.digits, 1), await incomingFrom(tx.db, read.digits, 1)];
    if (sent.length > 0 || came.length > 0) return true;
  }
  return false;
}
