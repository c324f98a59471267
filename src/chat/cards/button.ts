import type { Arguments, Locale } from '../locale.ts';
import type { Button } from '../show/view.ts';

/** Makes buttons whose labels are `button-…` of the locale files, by the action's own name where no other is given. */
export const buttonsIn =
  ({ t }: Locale) =>
  (action: string, label = action, args: Arguments = {}): Button => ({
    action,
    label: t(`button-${label}`, args),
  });
