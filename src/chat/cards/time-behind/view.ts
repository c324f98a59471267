import type { Card } from '../../../store/chats/cards.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { momentWords } from '../../times/when.ts';
import { buttonsIn } from '../button.ts';
import { seenIn } from '../sight.ts';
import type { TimeBehindBody } from './body.ts';

/** The line up to its text: in a group the person whose card it replies to was not named by their number, perhaps. */
function seenLine(chatId: number, line: string): string {
  const [head = '', ...text] = line.split(' -- ');
  const seen = chatId > 0 ? head : head.replace(/\+(\d{7,15})/g, (_, number) => seenIn(chatId, number));
  return [seen, ...text].join(' -- ');
}

/** Asks whether a time is the text's own, or says when it goes. */
export async function timeBehindView(
  { locale, settings, now }: ViewContext,
  { chat_id }: Card,
  { command, typed, whole, isOver }: TimeBehindBody,
): Promise<View> {
  const button = buttonsIn(locale);
  const when = momentWords(locale, settings.timeZone, typed, now);
  return {
    as: 'text',
    text: [
      locale.t(isOver ? 'time-behind-over' : 'time-behind', { typed }),
      locale.t('quoted', { words: shorten(seenLine(chat_id, `/${command}${whole}`)) }),
    ].join('\n'),
    buttons: isOver
      ? []
      : [[button('timed', 'time-behind-timed', { when })], [button('whole', 'time-behind-whole')]],
    atRest: true,
    asks: !isOver,
  };
}
