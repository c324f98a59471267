import type { Card } from '../../../store/chats/cards.ts';
import { findInbox } from '../../../store/talks/inboxes.ts';
import type { Button, View, ViewContext } from '../../show/view.ts';
import { goesToOwners, inboxRoles } from '../../talks/inboxes.ts';
import { buttonsIn } from '../button.ts';
import { placeName } from '../place-name.ts';
import { nameById } from '../presser.ts';
import type { InboxChangeBody } from './body.ts';

/** What has changed about a place, what that means for the owners, and what they can do about it. */
export async function inboxChangeView(
  context: ViewContext,
  _card: Card,
  body: InboxChangeBody,
): Promise<View> {
  const { lines, buttons } = await saidOf(context, body);
  return {
    as: 'text',
    text: lines.join('\n'),
    buttons: buttons.length > 0 ? [buttons] : [],
    atRest: true,
  };
}

interface Said {
  readonly lines: readonly string[];
  readonly buttons: readonly Button[];
}

async function saidOf(context: ViewContext, body: InboxChangeBody): Promise<Said> {
  const { locale } = context;
  const place = await placeName(context, body);
  switch (body.change) {
    case 'resumed':
      return { lines: [locale.t('inbox-resumed', { place })], buttons: [] };
    case 'suspended':
      return suspended(context, body, place);
    case 'on':
      return turnedOn(context, body, place);
  }
}

type Of<Change> = Extract<InboxChangeBody, { change: Change }>;

async function suspended({ db, locale }: ViewContext, body: Of<'suspended'>, place: string): Promise<Said> {
  const button = buttonsIn(locale);
  const { why, at } = body;
  const where = body.chatId > 0 ? 'private' : 'group';
  const lines = [
    locale.t('inbox-suspended', { place }),
    locale.t('inbox-suspended-why', { why: `${why}-${where}` }),
  ];
  const inbox = await findInbox(db, body);
  if (inbox?.suspended_at !== at) return { lines, buttons: [] };
  const keep = why === 'role' ? [button('confirm', 'inbox-keep')] : [];
  return {
    lines: [...lines, locale.t('inbox-unshown')],
    buttons: [...keep, button('off', 'inbox-not-there')],
  };
}

async function turnedOn({ db, locale, settings }: ViewContext, body: Of<'on'>, place: string): Promise<Said> {
  const button = buttonsIn(locale);
  const name = await nameById(db, body.by);
  const where = body.chatId > 0 ? 'private' : 'place';
  const inbox = await findInbox(db, body);
  if (!inbox) return { lines: [locale.t(`inbox-off-${where}`, { name, place })], buttons: [] };
  const line = locale.t(`inbox-on-${where}`, { name, place });
  if (inbox.turned_on_at !== body.at || inbox.suspended_at !== null) return { lines: [line], buttons: [] };
  const { isConfirmed } = await inboxRoles(db, settings.ownerIds, inbox);
  const owners = (await goesToOwners(db, settings.ownerIds)) ? 'inbox-owners-too' : 'inbox-owners-not';
  const confirm = isConfirmed ? [] : [button('confirm', 'inbox-not-owners')];
  return { lines: [line, locale.t(owners)], buttons: [button('off', 'inbox-undo'), ...confirm] };
}
