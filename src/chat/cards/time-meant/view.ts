import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import { shorten, TEXT_LIMIT, type View, type ViewContext } from '../../show/view.ts';
import { momentWords } from '../../times/when.ts';
import { buttonsIn } from '../button.ts';
import type { TimeMeantBody } from './body.ts';

/** UTF-16 units of what was typed for a time. */
const TYPED_LENGTH = 100;

/** Asks which time is meant: each is a press away, and a line to copy where it is to be changed. */
export async function timeMeantView(
  { locale, settings, now }: ViewContext,
  _card: Card,
  { command, typed: long, why, meant, isOver }: TimeMeantBody,
): Promise<View> {
  const typed = shorten(long, TYPED_LENGTH);
  if (isOver) {
    return { as: 'text', text: locale.t('time-meant-over', { typed }), buttons: [], atRest: true };
  }
  const button = buttonsIn(locale);
  let text = fmt`❓ ${locale.t(`no-moment-${why}`, { typed })}\n${locale.t('time-meant', { n: meant.length })}`;
  for (const { rest } of meant) {
    const line = `/${command}${rest}`;
    // Cut it would be sent cut.
    if (text.rawText.length + line.length < TEXT_LIMIT) text = fmt`${text}\n${FormattedString.code(line)}`;
  }
  return {
    as: 'text',
    text,
    buttons: meant.map(({ at }, nth) => [
      button(['meant', String(nth)], 'time-meant', { when: momentWords(locale, settings.timeZone, at, now) }),
    ]),
    atRest: true,
    asks: true,
  };
}
