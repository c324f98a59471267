import { formatPhone, veilAddress } from '../../../messages/recipient.ts';
import type { Card } from '../../../store/chats/cards.ts';
import type { Locale } from '../../locale.ts';
import { openWords } from '../../person/open-words.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { forgottenView } from '../forgotten.ts';
import { nameById } from '../presser.ts';
import type { ErasureBody } from './body.ts';
import { erasingOf } from './whole.ts';

const openLine = (
  locale: Locale,
  { open, isRest }: Extract<ErasureBody['state'], { readonly is: 'open' }>,
): string => locale.t(isRest ? 'erase-rest-open' : 'erase-open', { list: openWords(locale, open) });

/** Whose data are to go, who asked for that, and what came of it. */
export async function erasureView({ db, locale, now }: ViewContext, card: Card): Promise<View> {
  const erasing = await erasingOf(db, card.id);
  if (!erasing) return forgottenView(locale);
  const { number, askedBy, state } = erasing.body;
  const author = await nameById(db, askedBy);
  const who = card.chat_id > 0 ? formatPhone(number) : veilAddress(number);
  const head = number === '' ? locale.t('erase-somebody', { author }) : locale.t('erase', { who, author });
  const by = 'by' in state ? await nameById(db, state.by) : '';
  const lines = {
    asked: () => locale.t('erase-asked'),
    running: () => locale.t('erase-running', { by }),
    done: () => locale.t('erase-done', { by, time: locale.time('at' in state ? state.at : now, now) }),
    open: () => (state.is === 'open' ? openLine(locale, state) : ''),
    withdrawn: () => locale.t('erase-withdrawn', { by }),
    failed: () => locale.t('erase-failed'),
  };
  const button = buttonsIn(locale);
  const isAsked = state.is === 'asked';
  return {
    as: 'text',
    text: [head, lines[state.is]()].join('\n'),
    buttons: isAsked ? [[button('confirm', 'erase'), button('withdraw', 'cancel')]] : [],
    atRest: state.is !== 'running',
    asks: isAsked,
  };
}
