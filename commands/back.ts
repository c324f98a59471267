import type { Command } from '../src/chat/command.ts';
import { comeBack } from '../src/chat/people/away.ts';

export const back: Command = {
  spec: { name: 'back', recipients: 'none', recipientKind: 'phone', options: {}, text: 'none' },
  role: 'operator',
  examples: [''],
  run: comeBack,
};
