import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { contactGroupsOf, countContactGroups, firstMembersOf } from '../../../store/book/contact-groups.ts';
import { TEAM } from '../../../store/book/contacts.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { ownersOn } from '../../book/owners.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { asFits } from '../as-fits.ts';
import { copyableText } from '../copyable.ts';
import { listed, NAMED } from '../words.ts';

/** UTF-16 units kept for what stands below the groups. */
const BELOW = 200;

/** Every group with the first of its members, as far as one message takes them. */
export async function groupsView({ db, locale }: ViewContext, card: Card): Promise<View> {
  const owners = ownersOn(card);
  const groups = await contactGroupsOf(db, owners);
  const members = await firstMembersOf(
    db,
    groups.map(({ id }) => id),
    NAMED,
  );
  const still = { as: 'text', buttons: [], atRest: true } as const;
  if (groups.length === 0) return { ...still, text: copyableText(locale, 'groups-none') };
  const lines = groups.map(({ id, name, owner }) => {
    const { count, names } = members.get(id) ?? { count: 0, names: [] };
    const whose = owner === TEAM ? '' : ` · ${locale.t('book-only-yours')}`;
    return fmt`${FormattedString.bold(`#${name}`)} · ${count}: ${listed(locale, names, NAMED, count)}${whose}`;
  });
  const all = await countContactGroups(db, owners);
  const { text, left: cut } = asFits(`👥 ${locale.t('groups', { n: all })}`, lines, BELOW);
  const left = cut + all - groups.length;
  const more = left > 0 ? ` ${locale.t('and-more', { n: left })}` : '';
  return { ...still, text: fmt`${text}${more}\n${copyableText(locale, 'groups-how')}` };
}
