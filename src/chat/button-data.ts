import type { ActionButton } from './show/view.ts';

/*
 * What a button carries: `action:card`, or `action:card:argument`. Bot API, InlineKeyboardButton: 64 bytes at most, of
 * which the card's id takes 36.
 */

export const writeButton = ({ action, arg }: Pick<ActionButton, 'action' | 'arg'>, cardId: string): string =>
  [action, cardId, ...(arg === undefined ? [] : [arg])].join(':');

export interface PressedButton {
  readonly action: string;
  readonly cardId: string;
  readonly arg: string | null;
}

export function readButton(data: string): PressedButton {
  const [action = '', cardId = '', arg = null] = data.split(':', 3);
  return { action, cardId, arg };
}
