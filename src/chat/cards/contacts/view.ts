import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { type Contact, contactsOf, countContacts, TEAM } from '../../../store/book/contacts.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { labelledFields } from '../../book/contact-entry.ts';
import { ownersOn } from '../../book/owners.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { buttonsIn, inThrees } from '../button.ts';
import { copyableText } from '../copyable.ts';
import { turningButtons } from '../pages.ts';
import { seenIn } from '../sight.ts';
import type { ContactsBody } from './body.ts';

/** Contacts of a page. */
export const PAGE = 12;
/** UTF-16 units of all fields of one. */
const FIELDS_LENGTH = 80;

/** Contacts by name, each with a button that shows it. */
export async function contactsView(
  { db, locale }: ViewContext,
  card: Card,
  { page, from }: ContactsBody,
): Promise<View> {
  const owners = ownersOn(card);
  const all = await countContacts(db, owners);
  const found = await contactsOf(db, { owners, limit: PAGE + 1 }, from);
  const shown = found.slice(0, PAGE);
  const isPrivate = card.chat_id > 0;
  const line = ({ name, number, fields, owner }: Contact) => {
    const seen = seenIn(card.chat_id, number);
    const known = labelledFields(fields, locale.language).map(([field, value]) => `${field}: ${value}`);
    const rest = [
      seen,
      ...(isPrivate && known.length > 0 ? [shorten(known.join(', '), FIELDS_LENGTH)] : []),
      ...(owner === TEAM ? [] : [locale.t('book-only-yours')]),
    ];
    return fmt`${FormattedString.bold(name)} · ${rest.join(' · ')}`;
  };
  const lines =
    all === 0
      ? [copyableText(locale, 'contacts-none')]
      : [
          fmt`📇 ${locale.t('contacts', { n: all })}`,
          ...shown.map(line),
          copyableText(locale, 'contacts-how'),
        ];
  const button = buttonsIn(locale);
  const named = shown.map(({ id, name }) => button(['open', String(id)], 'book-name', { name }));
  const turning = turningButtons(locale, page, found.length > PAGE);
  return {
    as: 'text',
    text: FormattedString.join(lines, '\n'),
    buttons: [...inThrees(named), turning].filter((row) => row.length > 0),
    atRest: true,
  };
}
