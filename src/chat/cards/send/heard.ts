import type { FormattedString } from '@grammyjs/parse-mode';
import type { Message } from '../../../store/attempts/outbox.ts';
import type { ViewContext } from '../../show/view.ts';
import { copyableText, typedArgument } from '../copyable.ts';
import type { SendBody } from './body.ts';

/** How to have from the bot what the words of a draft may have asked of it; null: they asked nothing. */
export const heardLine = ({ locale }: ViewContext, { heard = [] }: SendBody): FormattedString | null =>
  heard.length > 0
    ? copyableText(locale, 'held-heard', { lines: heard.map((name) => `\`/${name}\``).join(', ') })
    : null;

/** Longer ones (UTF-16 units) would not go onto a card twice. */
const LONGEST = 1000;

/** The line that sends the words of a draft to whom they call; null: they call nobody. */
export function calledLine(
  { locale }: ViewContext,
  { request, forgotten_at }: Message,
  { called }: SendBody,
): FormattedString | null {
  if (called === undefined || forgotten_at !== null || !('text' in request) || request.text.length > LONGEST)
    return null;
  const line = typedArgument(`/sms ${called} -- ${request.text}`);
  return copyableText(locale, 'held-called', { name: called, line });
}
