import { contactNames } from '../../store/book/contacts.ts';
import { decline } from '../answer.ts';
import type { Context } from '../context.ts';
import { refuse } from '../refuse.ts';
import { namesLike } from './names.ts';
import { ownersFor } from './owners.ts';

/**
 * Says that nothing is called so, and what is called nearly so.
 * @param ids texts of the locale files: nothing is, and some are nearly
 * @param mark stands before a name that is typed with one
 */
export function declineUnknown(
  context: Context,
  typed: string,
  names: readonly string[],
  ids: { readonly none: string; readonly near: string },
  mark = '',
): Promise<null> {
  const near = namesLike(typed, names).map((name) => mark + name);
  return near.length > 0
    ? decline(context, ids.near, { typed, near: near.join(', ') })
    : decline(context, ids.none, { typed });
}

/**
 * Says that there is no contact of a name where a number could stand too, with a line for each that is called nearly so.
 * @param command its name, and what stands before the name of whom it is about
 */
export async function refuseNobody(context: Context, command: string, typed: string): Promise<null> {
  const near = namesLike(typed, await contactNames(context.tx.db, ownersFor(context.person.id)));
  const [name = command] = command.split(' ');
  return refuse(context, {
    command: context.commands.find(({ spec }) => spec.name === name)?.spec ?? name,
    problem: { kind: 'unknown-name', typed, near },
    reading: '',
    instead: near.map((one) => `/${command} ${one}`),
  });
}
