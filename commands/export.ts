import type { Command } from '../src/chat/command.ts';
import { exportPerson } from '../src/chat/person/exporting.ts';

/** Hands over all that is kept of one person, as files, to the private chat of whoever asks. */
export const exportCommand: Command = {
  spec: { name: 'export', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'admin',
  examples: ['{phone}'],
  run: (context, { text }) => exportPerson(context, text),
};
