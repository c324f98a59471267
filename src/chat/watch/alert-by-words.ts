import type { Card } from '../../store/chats/cards.ts';
import { alertsOn } from '../../store/watch/alerts.ts';
import { decline } from '../answer.ts';
import { actions } from '../cards/alert/actions.ts';
import { alertCard } from '../cards/alert/body.ts';
import { viewOf } from '../cards/index.ts';
import { readBody } from '../cards/kind.ts';
import { nameById } from '../cards/presser.ts';
import type { Context } from '../context.ts';
import { withApostrophes } from '../grammar/typed-words.ts';
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
  if (!(await isToAck(context, card))) return (await sayWhoSees(context, card)) ? 'said' : null;
  const body = readBody(alertCard, card);
  if (!body) return null;
  await actions.ack.run(context, { card, body, arg: null });
  await decline(context, 'alert-yours');
  return 'ack';
}

async function unmute(context: Context, card: Card): Promise<DoneToAlert | null> {
  if (!mayMute(context) || !(await muteToldOn(context, card.id, null))) return null;
  await decline(context, 'alert-speaks-again');
  return 'unmute';
}

/** Does what is said in reply to an alert without a command. Null: it is nothing of the kind. */
export async function alertByWords(context: Context, card: Card, words: string): Promise<DoneToAlert | null> {
  if (!TELLING.includes(card.kind)) return null;
  if (await muteByWords(context, words)) return 'mute';
  const said = withApostrophes(words)
    .trim()
    .replace(/[\s?!.…]+$/u, '');
  if (isOneOf(said, 'typed-alert-speak')) return unmute(context, card);
  if (isOneOf(said, 'typed-alert-ack') && !words.includes('?')) return ack(context, card);
  if (isOneOf(said, 'typed-alert-who')) {
    if (await sayWhoSees(context, card)) return 'said';
    if (!(await isToAck(context, card))) return null;
    await decline(context, 'alert-nobody-sees');
    return 'said';
  }
  if (!asksWhy(said)) return null;
  await decline(context, 'alert-why');
  return 'said';
}
