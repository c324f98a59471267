import type { Locale } from '../locale.ts';
import type { TextView } from '../show/view.ts';

/** In place of a card that shows something which is not kept any more. */
export const forgottenView = ({ t }: Locale): TextView => ({
  as: 'text',
  text: t('card-forgotten'),
  buttons: [],
  atRest: true,
});
