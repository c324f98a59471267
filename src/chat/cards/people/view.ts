import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { findPerson, peopleWithRoles } from '../../../store/people/people.ts';
import { ROLES, type Role } from '../../people/access.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { asFits } from '../as-fits.ts';

/** UTF-16 units kept for the line that counts who did not fit. */
const LAST_LINE = 60;
const NAME_LIMIT = 64;

/**
 * Everyone with a role, the most powerful first, with the id that /grant and /revoke take; by that alone who has not
 * written since they have it.
 */
export async function peopleView({ db, settings, locale }: ViewContext): Promise<View> {
  const owners = await Promise.all(
    settings.ownerIds.map(async (id) => ({
      id,
      name: (await findPerson(db, id))?.name ?? '',
      role: 'owner' as Role,
    })),
  );
  const others = (await peopleWithRoles(db)).filter(({ id }) => !settings.ownerIds.includes(id));
  const byRole = (role: Role) => [...owners, ...others].filter((person) => person.role === role);
  const everyone = ROLES.flatMap(byRole);
  const lines = everyone.map(({ id, name, role }) => {
    const copied = FormattedString.code(String(id));
    const named = locale.t('role-name', { role: role ?? '' });
    return name === '' ? fmt`${copied} · ${named}` : fmt`${shorten(name, NAME_LIMIT)} · ${named} · ${copied}`;
  });
  const { text, left } = asFits(`👥 ${locale.t('people', { n: everyone.length })}`, lines, LAST_LINE);
  const more = left > 0 ? `\n${locale.t('and-more', { n: left })}` : '';
  return { as: 'text', text: fmt`${text}${more}`, buttons: [], atRest: true };
}
