import { answer } from '../src/chat/answer.ts';
import { sendTemplate } from '../src/chat/book/templates.ts';
import { templatesCard } from '../src/chat/cards/templates/body.ts';
import type { Command } from '../src/chat/command.ts';

/** Sends by a template. Alone it offers those that were used last. */
export const t: Command = {
  spec: { name: 't', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'operator',
  examples: ['{template} {phone} n=1042', '{template} {name}', ''],
  run: async (context, { text }) =>
    text.trim() === ''
      ? { cardId: await answer(context, templatesCard, { order: 'used' }) }
      : sendTemplate(context, text),
};
