import type { Arguments, Locale } from '../locale.ts';
import type { Button, CopyButton } from '../show/view.ts';

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

/** Telegram: text that a button copies (Bot API, CopyTextButton), UTF-16 units. */
const COPY_LIMIT = 256;

/** A button that copies a line, labelled as others are; none where a button takes no line as long. */
export const copyButtons = ({ t }: Locale, label: string, line: string): CopyButton[] =>
  line.length <= COPY_LIMIT ? [{ label: t(`button-${label}`), copy: line }] : [];

/** Buttons in rows of three. */
export const inThrees = (buttons: readonly Button[]): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / 3) }, (_, row) => buttons.slice(row * 3, row * 3 + 3));
