import type { Arguments, Locale } from '../locale.ts';
import type { Button } from '../show/view.ts';

/**
 * Makes buttons whose labels are `button-…` of the locale files, by the action's own name where no other is given. An
 * action may come with its argument.
 */
export const buttonsIn =
  ({ t }: Locale) =>
  (
    what: string | readonly [action: string, arg: string | null],
    label?: string,
    args: Arguments = {},
  ): Button => {
    const [action, arg] = typeof what === 'string' ? [what, null] : what;
    return { action, label: t(`button-${label ?? action}`, args), ...(arg === null ? {} : { arg }) };
  };
