import { type Card, cardAt, findCard, touchCards } from '../store/chats/cards.ts';
import { type PressedButton, readButton } from './button-data.ts';
import { roomOf, viewOf } from './cards/index.ts';
import { readBody } from './cards/kind.ts';
import { type PressReply, type Room, refused } from './cards/room.ts';
import type { Context } from './context.ts';
import { isLanguage } from './locale.ts';
import { leastRole, may } from './people/access.ts';
import { record } from './record.ts';
import type { Button, View } from './show/view.ts';

/** Somebody pressed a button. */
export interface Press
  extends Pick<Context, 'tx' | 'now' | 'origin' | 'person' | 'settings' | 'commands' | 'rerun'> {
  /** As the button carried it, see button-data.ts. */
  readonly data: string;
  readonly chatId: number;
  /** The Telegram message with the button. */
  readonly messageId: number;
}

/** The card, by the id in the button, else by the message that it is; never one of another chat. */
async function cardOf({ tx, chatId, messageId }: Press, cardId: string): Promise<Card | undefined> {
  const card = (await findCard(tx.db, cardId)) ?? (await cardAt(tx.db, chatId, messageId));
  return card?.chat_id === chatId ? card : undefined;
}

/** What stands there by that name, which may be any that a client sends. */
const own = <T>(named: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  named && Object.hasOwn(named, name) ? named[name] : undefined;

/** What the button says in today's words. */
function renamed(room: Room | undefined, button: PressedButton): Pick<PressedButton, 'action' | 'arg'> {
  const now = own(room?.renamed, button.action);
  if (now === undefined) return button;
  const [action = '', arg = null] = now.split(':');
  return { action, arg };
}

/** A press asks in the place of its card. */
function askFor(press: Press, card: Card): Context {
  const { tx, now, origin, person, settings, commands, rerun } = press;
  const language = isLanguage(card.language) ? card.language : settings.language;
  return {
    tx,
    now,
    origin,
    person,
    place: { chatId: card.chat_id, threadId: card.thread_id, isPrivate: card.chat_id > 0 },
    language,
    ownLanguage: language,
    messageId: card.telegram_id ?? 0,
    words: '',
    writtenAt: now,
    lacks: [],
    document: null,
    isDraft: false,
    repliedTo: null,
    pressedOn: card,
    repliedPerson: null,
    replaces: null,
    answers: [],
    settings,
    commands,
    rerun,
  };
}

/** The button as the card has it now, if it does: what a client sends need not stand on any card. */
function offered(
  view: View,
  { action, arg }: Pick<PressedButton, 'action' | 'arg'>,
  withoutArg: readonly string[] = [],
): Button | undefined {
  const alike = view.buttons.flat().filter((button) => button.action === action);
  return (
    alike.find((button) => (button.arg ?? null) === arg) ??
    alike.find((button) => arg === null && button.arg !== undefined && withoutArg.includes(button.arg))
  );
}

/** Does what a button says, when it is this chat's, its card still has it, and this person may. */
export async function press(press: Press): Promise<PressReply> {
  const button = readButton(press.data);
  const card = await cardOf(press, button.cardId);
  const room = card && roomOf(card);
  const { action: name, arg } = renamed(room, button);
  const action = own(room?.actions, name);
  const body = room && readBody(room.kind, card);
  if (card && !body && card.forgotten_at !== null) return refused('card-forgotten');
  if (!card || !action || !body) return refused('button-stale');
  const context = askFor(press, card);
  const role = leastRole(action, context.place);
  if (!may(press.person.role, role)) return refused('button-not-allowed', { role });
  const view = await viewOf(
    { db: press.tx.db, settings: press.settings, now: press.now, isPressed: true },
    card,
  );
  const stands = offered(view, { action: name, arg }, action.withoutArg);
  if (!stands) {
    // Somebody was faster, or the card is behind: it is shown anew.
    await touchCards(press.tx, [card.id], press.now);
    const late = await action.late?.(context, { card, body, arg });
    if (late) return late;
    return refused(view.wordless && action.needsWords ? 'button-wordless' : 'button-late');
  }
  const said = stands.arg ?? null;
  const reply = await action.run(context, { card, body, arg: said });
  await record(
    context,
    `press ${name}`,
    reply.did && { ...reply.did, cardId: reply.did.onCard ?? card.id, arg: reply.did.arg ?? said },
  );
  return reply;
}
