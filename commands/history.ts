import { answer } from '../src/chat/answer.ts';
import { correspondenceCard } from '../src/chat/cards/correspondence/body.ts';
import { namesOf } from '../src/chat/cards/sight.ts';
import type { Command } from '../src/chat/command.ts';

export const history: Command = {
  spec: { name: 'history', recipients: 'one', recipientKind: 'phone', options: {}, text: 'none' },
  role: 'operator',
  examples: ['{phone}'],
  async run(context, { recipients }) {
    const [recipient] = recipients;
    if (!recipient) throw new Error('/history of nobody');
    const body = { number: recipient.to, names: namesOf(recipients), page: 0 };
    return { cardId: await answer(context, correspondenceCard, body) };
  },
};
