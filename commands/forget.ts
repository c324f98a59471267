import type { Command } from '../src/chat/command.ts';
import { askErasure } from '../src/chat/person/erasing.ts';

/** Erases all that is kept of one person, once a second admin has confirmed it. */
export const forget: Command = {
  spec: { name: 'forget', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'admin',
  examples: ['{phone}'],
  run: (context, { text }) => askErasure(context, text),
};
