import { answer, decline } from '../src/chat/answer.ts';
import { balanceCard } from '../src/chat/cards/balance/body.ts';
import type { Command } from '../src/chat/command.ts';
import { askBalance } from '../src/chat/money/balance.ts';

/** What is left in the account at the provider, asked there. */
export const balance: Command = {
  spec: { name: 'balance', recipients: 'none', recipientKind: 'phone', options: {}, text: 'none' },
  role: 'operator',
  showsAlone: true,
  examples: [''],
  at: ({ hasDialect }) => (hasDialect ? balance : null),
  async run(context) {
    if (!context.settings.asksProvider) return decline(context, 'balance-off');
    const cardId = await answer(context, balanceCard, {});
    await askBalance(context, cardId);
    return { cardId };
  },
};
