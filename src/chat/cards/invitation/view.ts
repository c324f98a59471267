import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import { findInvitation } from '../../../store/people/invitations.ts';
import { findPerson } from '../../../store/people/people.ts';
import { linkOf } from '../../people/invitations.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import type { InvitationBody } from './body.ts';

/** An invitation while it can be used, with the link to copy; then what became of it. */
export async function invitationView(
  context: ViewContext,
  _card: Card,
  { invitationId }: InvitationBody,
): Promise<View> {
  const { db, settings, locale, now } = context;
  const invitation = await findInvitation(db, invitationId);
  const said = (text: FormattedString | string): View => ({ as: 'text', text, buttons: [], atRest: true });
  if (!invitation) return said(locale.t('invitation-forgotten'));
  const { role, used_by: usedBy, ended_at: endedAt, expires_at: expiresAt } = invitation;
  if (usedBy !== null) {
    const name = (await findPerson(db, usedBy))?.name;
    const who = name ? `${name} (${usedBy})` : String(usedBy);
    return said(locale.t('invitation-card-used', { role, who }));
  }
  if (endedAt !== null) return said(locale.t('invitation-card-withdrawn', { role }));
  if (expiresAt <= now) return said(locale.t('invitation-card-expired', { role }));
  const link = FormattedString.code(linkOf(settings, invitation.id));
  const until = locale.t('invitation-card-until', { time: locale.minute(expiresAt, now) });
  return {
    as: 'text',
    text: fmt`${locale.t('invitation-card', { role })}\n${link}\n${until}`,
    buttons: [[buttonsIn(locale)('withdraw')]],
    atRest: true,
  };
}
