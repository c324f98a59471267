import type { Reader } from '../../store/engine/database.ts';
import type { SuspensionReason } from '../../store/tables/watch-schema.ts';
import {
  closeInbox,
  type Inbox,
  type InboxPlace,
  inboxes,
  openInbox,
  resumeInboxes,
  suspendInboxes,
} from '../../store/talks/inboxes.ts';
import { type InboxChangeBody, inboxChangeCard } from '../cards/inbox-change/body.ts';
import { writeCard } from '../cards/kind.ts';
import { type Context, settingsOf } from '../context.ts';
import { may, roleOf } from '../people/access.ts';

/*
 * Where incoming messages are shown. Anybody who may send can have them shown in a place, besides the owners' private
 * chats; owners and admins decide whether a place is enough. A place lasts as long as somebody with a role wants it: a
 * private chat for its person's own, a group's for that of whoever turned it on or confirmed it.
 */

interface InboxRoles {
  /** Somebody with a role still wants it. */
  readonly isWanted: boolean;
  /** An owner or admin finds it enough. */
  readonly isConfirmed: boolean;
}

export async function inboxRoles(
  db: Reader,
  ownerIds: readonly number[],
  { chat_id, turned_on_by, confirmed_by }: Inbox,
): Promise<InboxRoles> {
  const role = (id: number) => roleOf(db, ownerIds, id);
  const isConfirmed = confirmed_by !== null && may(await role(confirmed_by), 'admin');
  if (chat_id > 0) return { isWanted: may(await role(chat_id), 'operator'), isConfirmed };
  return { isWanted: isConfirmed || may(await role(turned_on_by), 'operator'), isConfirmed };
}

/** The places that show incoming messages now, and whether an owner or admin finds them enough. */
export async function shownInboxes(
  db: Reader,
  ownerIds: readonly number[],
): Promise<{ readonly places: readonly Inbox[]; readonly isConfirmed: boolean }> {
  const places: Inbox[] = [];
  let isConfirmed = false;
  for (const place of await inboxes(db)) {
    if (place.suspended_at !== null) continue;
    const roles = await inboxRoles(db, ownerIds, place);
    if (!roles.isWanted) continue;
    places.push(place);
    isConfirmed ||= roles.isConfirmed;
  }
  return { places, isConfirmed };
}

/** Whether incoming messages go to the owners' private chats, wherever else they go. */
export const goesToOwners = async (db: Reader, ownerIds: readonly number[]): Promise<boolean> =>
  !(await shownInboxes(db, ownerIds)).isConfirmed;

/** What is asked for in a place, where that is nobody's private question. */
type Asking = Pick<Context, 'tx' | 'settings' | 'now'>;

/** Writes a card for each owner but the one who did it. */
async function tellOwners(
  { tx, settings, now }: Asking,
  body: InboxChangeBody,
  doer?: number,
): Promise<void> {
  for (const id of settings.ownerIds) {
    if (id === doer) continue;
    const { language } = await settingsOf(tx.db, id, settings);
    const place = { chatId: id, threadId: null, replyTo: null };
    await writeCard(tx, inboxChangeCard, { body, ...place, language, personId: null, now });
  }
}

const placeOf = ({ chat_id, thread_id }: Inbox): InboxPlace => ({ chatId: chat_id, threadId: thread_id });

/** Shows incoming messages in a place from now on, or no more. */
export async function switchInbox(context: Context, place: InboxPlace, on: boolean): Promise<void> {
  const { tx, person, now } = context;
  if (!on) return closeInbox(tx, place);
  const confirmedBy = may(person.role, 'admin') ? person.id : null;
  if (await openInbox(tx, place, { by: person.id, confirmedBy, now })) {
    await tellOwners(context, { change: 'on', ...place, by: person.id, at: now }, person.id);
  }
}

/** Nothing is shown there any more, and the owners are told. */
export async function suspend(
  asking: Asking,
  chat: { readonly chatId: number; readonly threadId?: number },
  why: SuspensionReason,
): Promise<void> {
  for (const inbox of await suspendInboxes(asking.tx, chat, why, asking.now)) {
    await tellOwners(asking, { change: 'suspended', ...placeOf(inbox), why, at: asking.now });
  }
}

/** The bot is in the chat again, or has written there: what was shown is, and the owners are told. Returns the places. */
export async function resume(
  asking: Asking,
  chat: { readonly chatId: number; readonly threadId?: number },
  since: Parameters<typeof resumeInboxes>[2],
): Promise<readonly Inbox[]> {
  const resumed = await resumeInboxes(asking.tx, chat, since);
  for (const inbox of resumed)
    await tellOwners(asking, { change: 'resumed', ...placeOf(inbox) }, chat.chatId);
  return resumed;
}

/**
 * Ends what nobody with a role wants any more: a private chat is no inbox then, a group's waits for the owners to say
 * whether they want it on. Returns how many of the latter there are.
 */
export async function reviewInboxes(asking: Asking): Promise<number> {
  const { tx, settings } = asking;
  let suspended = 0;
  for (const inbox of await inboxes(tx.db)) {
    if ((await inboxRoles(tx.db, settings.ownerIds, inbox)).isWanted) continue;
    const place = placeOf(inbox);
    if (place.chatId > 0) await closeInbox(tx, place);
    else if (inbox.suspended_why !== 'role') {
      await suspend(asking, place, 'role');
      suspended += 1;
    }
  }
  return suspended;
}
