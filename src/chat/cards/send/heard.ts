import type { FormattedString } from '@grammyjs/parse-mode';
import type { Message } from '../../../store/attempts/outbox.ts';
import { onMeantKeyboard } from '../../held/retyped.ts';
import type { ViewContext } from '../../show/view.ts';
import { copyableText, typedArgument } from '../copyable.ts';
import type { Sight } from '../sight.ts';
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

/** What the keys of a draft give on the keyboard that it was meant for; null: it was typed on the right one, or may not be read. */
export function meantLine(
  { locale }: ViewContext,
  { request, forgotten_at }: Message,
  { texts }: Sight,
  { held }: SendBody,
): FormattedString | null {
  if (held !== 'keyboard' || !texts || forgotten_at !== null || !('text' in request)) return null;
  const meant = request.text.length > LONGEST ? null : onMeantKeyboard(request.text);
  return meant === null ? null : copyableText(locale, 'held-meant', { words: typedArgument(meant) });
}
