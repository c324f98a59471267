import type { Card } from '../../../store/cards.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { momentWords } from '../../when.ts';
import { buttonsIn } from '../button.ts';
import type { TimeBehindBody } from './body.ts';

/** Asks whether a time is the text's own, or says when it goes. */
export async function timeBehindView(
  { locale, settings, now }: ViewContext,
  _card: Card,
  { command, typed, whole, isOver }: TimeBehindBody,
): Promise<View> {
  const button = buttonsIn(locale);
  const when = momentWords(locale, settings.timeZone, typed, now);
  return {
    as: 'text',
    text: [
      locale.t(isOver ? 'time-behind-over' : 'time-behind', { typed }),
      locale.t('quoted', { words: shorten(`/${command}${whole}`) }),
    ].join('\n'),
    buttons: isOver
      ? []
      : [[button('timed', 'time-behind-timed', { when })], [button('whole', 'time-behind-whole')]],
    atRest: true,
    asks: !isOver,
  };
}
