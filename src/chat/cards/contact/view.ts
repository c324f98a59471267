import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { findContact, TEAM } from '../../../store/book/contacts.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { contactLine, labelledFields } from '../../book/contact-entry.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn, copyButtons } from '../button.ts';
import { copyableText } from '../copyable.ts';
import { seenIn } from '../sight.ts';
import type { ContactBody } from './body.ts';

/** A contact with all that is known of them; in a group, which anybody may be in, with a veiled number and no more. */
export async function contactView(
  { db, locale }: ViewContext,
  card: Card,
  { contactId, said, removed, waiting }: ContactBody,
): Promise<View> {
  const contact = removed === null ? await findContact(db, contactId) : null;
  const still = { as: 'text', atRest: true } as const;
  if (!contact) {
    const gone = removed === null ? locale.t('contact-gone') : locale.t('contact-removed', { name: removed });
    return { ...still, text: gone, buttons: [] };
  }
  const isPrivate = card.chat_id > 0;
  const { name, number, fields, owner } = contact;
  const shown = labelledFields(fields, locale.language);
  const known = isPrivate ? shown.map(([field, value]) => `${field}: ${value}`) : [];
  const seen = seenIn(card.chat_id, number);
  const lines = [
    fmt`👤 ${FormattedString.bold(name)} · ${seen}`,
    ...(known.length > 0 ? [known.join(' · ')] : []),
    locale.t(owner === TEAM ? 'book-team' : 'book-own'),
    ...(said === null ? [] : [copyableText(locale, `contact-${said}`, { name })]),
    ...(waiting === null
      ? []
      : [copyableText(locale, 'contact-waiting', { n: waiting.n, was: seenIn(card.chat_id, waiting.was) })]),
  ];
  const edit = isPrivate
    ? copyButtons(
        locale,
        'book-edit',
        contactLine('change', { name, number, fields: Object.fromEntries(shown) }),
      )
    : [];
  return {
    ...still,
    text: FormattedString.join(lines, '\n'),
    buttons: [[...edit, buttonsIn(locale)('remove', 'book-remove')]],
  };
}
