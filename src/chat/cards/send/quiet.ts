import { allowedAt } from '../../../messages/quiet.ts';
import { quietOf } from '../../../store/left-alone.ts';
import type { Message } from '../../../store/outbox.ts';
import type { ViewContext } from '../../show/view.ts';
import { dateWords, whenWords } from '../../when.ts';

/** Advertising has quiet hours of its own, which are said. */
const suffixOf = ({ request }: Message): '' | '-ad' =>
  'kind' in request && request.kind === 'ad' ? '-ad' : '';

/** Until when a recipient is left alone; after that it is on its way. */
export const quietLine = ({ locale, settings, now }: ViewContext, message: Message, until: number): string =>
  until > now
    ? locale.t(`queued-quiet${suffixOf(message)}`, {
        when: whenWords(locale, settings.timeZone, until, now),
      })
    : locale.t('queued');

/** Until when the first recipient is left alone at the time that is set (ms), after which it goes; nothing where it goes then. */
export function quietThenLines(
  { locale, settings, now }: ViewContext,
  { quiet, recipient }: Pick<Message, 'quiet' | 'recipient'>,
  { sendAt, total }: { readonly sendAt: number; readonly total: number },
): string[] {
  if (quiet === null || sendAt <= now) return [];
  const until = allowedAt(quiet, recipient, sendAt);
  if (until <= sendAt) return [];
  return [locale.t('time-quiet', { n: total, when: dateWords(locale, settings.timeZone, until, now) })];
}

/** How many of a card's messages wait for the hours of their recipients, and until when the first of them does. */
export async function quietLines(context: ViewContext, first: Message): Promise<string[]> {
  if (first.quiet === null) return [];
  const { n, until } = await quietOf(context.db, first, context.settings.accounts);
  if (n === 0 || until === null) return [];
  const { locale, settings, now } = context;
  return [
    locale.t(`queued-quiet-many${suffixOf(first)}`, {
      n,
      when: whenWords(locale, settings.timeZone, until, now),
    }),
  ];
}
