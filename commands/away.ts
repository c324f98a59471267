import type { Command } from '../src/chat/command.ts';
import { goAway } from '../src/chat/people/away.ts';

export const away: Command = {
  spec: { name: 'away', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'operator',
  examples: ['{back}', '2027-01-11', ''],
  run: (context, { text }) => goAway(context, text),
};
