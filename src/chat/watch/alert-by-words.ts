import type { Card } from '../../store/chats/cards.ts';
import { alertsOn } from '../../store/watch/alerts.ts';
import { decline } from '../answer.ts';
import { actions } from '../cards/alert/actions.ts';
import { alertCard } from '../cards/alert/body.ts';
import { viewOf } from '../cards/index.ts';
import { readBody } from '../cards/kind.ts';
import { nameById } from '../cards/presser.ts';
import type { Context } from '../context.ts';
import { typedWords, withApostrophes } from '../grammar/typed-words.ts';
import { isOneOf, localeFor } from '../locale.ts';
import { asksWhy } from '../own-words.ts';
import { may } from '../people/access.ts';
import { muteToldOn } from './muting.ts';
import { mayMute, muteByWords, TELLING } from './watch-verbs.ts';

// What people say below an alert, where a button does it: each is the same as a press, and is said to have been done.

/** What came of it: `said` where it was but answered. */
export type DoneToAlert = 'mute' | 'unmute' | 'ack' | 'said';

/** Whether the button to say that one sees to it stands below the alert, for this person. */
async function isToAck({ tx, settings, now, person, place }: Context, card: Card): Promise<boolean> {
  const role = place.isPrivate ? actions.ack.role : (actions.ack.groupRole ?? actions.ack.role);
  if (card.kind !== alertCard.name || !may(person.role, role)) return false;
  const { buttons } = await viewOf({ db: tx.db, settings, now, isPressed: true }, card);
  return buttons.flat().some(({ action }) => action === 'ack');
}

/** Says who sees to it; false: nobody has said so. */
async function sayWhoSees(context: Context, card: Card): Promise<boolean> {
  const { tx, language, settings, now } = context;
  const seen = (await alertsOn(tx.db, card.id)).find(({ acked_at }) => acked_at !== null);
  if (!seen || seen.acked_at === null) return false;
  const time = localeFor(language, settings.timeZone).time(seen.acked_at, now);
  await decline(context, 'alert-acked', { name: await nameById(tx.db, seen.acked_by), time });
  return true;
}

async function ack(context: Context, card: Card): Promise<DoneToAlert | null> {
  const body = readBody(alertCard, card);
  if (!(await isToAck(context, card)) || !body) {
    if (!(await sayWhoSees(context, card))) await decline(context, 'alert-not-to-see');
    return 'said';
  }
  await actions.ack.run(context, { card, body, arg: null });
  await decline(context, 'alert-yours');
  return 'ack';
}

async function unmute(context: Context, card: Card): Promise<DoneToAlert | null> {
  if (!mayMute(context) || !(await muteToldOn(context, card.id, null))) return null;
  await decline(context, 'alert-speaks-again');
  return 'unmute';
}

/** So much is said at once. */
const MOST_PIECES = 5;
const APART = new RegExp(`\\s*[,;.!]+\\s*|\\s+(?:${typedWords('typed-and')})\\s+`, 'iu');

/** Whether somebody says that they see to it, in a few ways at once perhaps: `on it, looking`. */
function saysOnIt(said: string): boolean {
  const pieces = said.split(APART, MOST_PIECES + 1).filter((piece) => piece !== '');
  const others = pieces.filter((piece) => !isOneOf(piece, 'typed-alert-ack'));
  const areLeads = others.every((piece) => isOneOf(piece, 'typed-alert-ack-lead'));
  return pieces.length <= MOST_PIECES && others.length < pieces.length && areLeads;
}

/** Whether a card tells of an alert, and words below it are for nobody but the bot and colleagues. */
export const tellsOfAlert = (card: Card): boolean => TELLING.includes(card.kind);

/** Does what is said in reply to an alert without a command. Null: it is nothing of the kind. */
export async function alertByWords(context: Context, card: Card, words: string): Promise<DoneToAlert | null> {
  if (!tellsOfAlert(card)) return null;
  if (await muteByWords(context, words)) return 'mute';
  const said = withApostrophes(words)
    .trim()
    .replace(/[\s?!.…]+$/u, '');
  if (isOneOf(said, 'typed-alert-speak')) return unmute(context, card);
  if (saysOnIt(said) && !words.includes('?')) return ack(context, card);
  if (isOneOf(said, 'typed-alert-who')) {
    if (await sayWhoSees(context, card)) return 'said';
    if (!(await isToAck(context, card))) return null;
    await decline(context, 'alert-nobody-sees');
    return 'said';
  }
  if (!asksWhy(said) && !isOneOf(said, 'typed-alert-why')) return null;
  await decline(context, 'alert-why');
  return 'said';
}
