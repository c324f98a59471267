import { decline } from '../answer.ts';
import type { Context } from '../context.ts';
import { nearestNames } from './names.ts';

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
  const near = nearestNames(typed, names).map((name) => mark + name);
  return near.length > 0
    ? decline(context, ids.near, { typed, near: near.join(', ') })
    : decline(context, ids.none, { typed });
}
