import { parsePhone } from '../../messages/recipient.ts';
import type { Card } from '../../store/chats/cards.ts';
import { messagesTo } from '../../store/orders/history.ts';
import { incomingFrom } from '../../store/talks/incoming.ts';
import { takersOf } from '../../store/talks/talks.ts';
import type { Held } from '../cards/held.ts';
import type { Context } from '../context.ts';
import { WHOLE_NUMBERS } from '../grammar/recipients.ts';
import type { Correspondent } from '../talks/correspondent.ts';
import { momentIn } from '../times/set-time.ts';
import { addressesColleague } from './colleague.ts';
import { heldFor, saysOfWaiting } from './words.ts';

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

/** Why words below a card are hardly for its person as they stand; null: they may be. */
export async function heldByWords(
  context: Context,
  words: string,
  { to, above }: Pick<Correspondent, 'to' | 'above'>,
): Promise<Held | null> {
  if (above === 'waiting' && saysOfWaiting(words)) return 'bot';
  const below = above === 'asked' || above === 'said' ? above : 'sent';
  const held = heldFor(words, below);
  if (held !== null) return held;
  // "tomorrow at 9" answers a question; otherwise it may be when something shall go.
  if (below !== 'asked' && /\d/.test(words) && isTime(context, words.trim())) return 'bot';
  // So a command begins, which goes to that number.
  if (NUMBER_FIRST.test(words)) return 'bot';
  if (await namesAnother(context, words, to)) return 'number';
  return (await addressesColleague(context, words, to)) ? 'team' : null;
}

function isTime(context: Context, words: string): boolean {
  const moment = momentIn(context, words);
  return 'at' in moment || moment.no !== 'unread';
}

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
