import { knownBalance } from '../../../store/provider/balance.ts';
import { balanceLines } from '../../money/balance.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';

/** What the provider said last, and how long ago. */
export async function balanceView(context: ViewContext): Promise<View> {
  const lines = balanceLines(context, await knownBalance(context.db));
  return {
    as: 'text',
    text: lines.join('\n'),
    buttons: [[buttonsIn(context.locale)('refresh')]],
    atRest: true,
  };
}
