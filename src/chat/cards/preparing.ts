import { FormattedString } from '@grammyjs/parse-mode';
import type { Tally } from '../../store/campaigns/tallies.ts';
import type { View, ViewContext } from '../show/view.ts';
import { buttonsIn } from './button.ts';
import { count, progressBar } from './progress.ts';

/** Many messages of which some are not written yet: nothing can be asked about them, but they can be cancelled. */
export function preparingView(
  { locale }: ViewContext,
  lines: readonly (FormattedString | string)[],
  tally: readonly Tally[],
  total: number,
): View {
  const bar = progressBar(
    count(tally, () => true),
    total,
  );
  return {
    as: 'text',
    text: FormattedString.join([...lines, bar, locale.t('preparing')], '\n'),
    buttons: [[buttonsIn(locale)('cancel')]],
    atRest: false,
  };
}
