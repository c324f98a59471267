import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { findGroup, firstMembersOf } from '../../../store/book/contact-groups.ts';
import { TEAM } from '../../../store/book/contacts.ts';
import type { Card } from '../../../store/chats/cards.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { copyableText } from '../copyable.ts';
import { listed } from '../words.ts';
import type { GroupBody } from './body.ts';

/** Members that are named; the rest is counted. */
const NAMED = 50;

/** Who is in a group, by name. */
export async function groupView(
  { db, locale }: ViewContext,
  _card: Card,
  { groupId, said, removed }: GroupBody,
): Promise<View> {
  const group = removed === null ? await findGroup(db, groupId) : undefined;
  const still = { as: 'text', atRest: true } as const;
  if (!group) {
    const gone = removed === null ? locale.t('group-gone') : locale.t('group-removed', { name: removed });
    return { ...still, text: gone, buttons: [] };
  }
  const { name, owner } = group;
  const { count, names } = (await firstMembersOf(db, [groupId], NAMED)).get(groupId) ?? {
    count: 0,
    names: [],
  };
  const lines = [
    fmt`👥 ${FormattedString.bold(`#${name}`)} · ${locale.t('contacts', { n: count })}`,
    ...(names.length > 0 ? [listed(locale, names, NAMED, count)] : []),
    locale.t(owner === TEAM ? 'book-team' : 'book-own'),
    ...(said === null ? [] : [copyableText(locale, `group-${said}`, { name })]),
  ];
  return {
    ...still,
    text: FormattedString.join(lines, '\n'),
    buttons: [[buttonsIn(locale)('remove', 'book-remove')]],
  };
}
