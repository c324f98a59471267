import { sendingCommand } from '../src/chat/send.ts';

export const ping = sendingCommand({
  name: 'ping',
  spec: { recipients: 'list', recipientKind: 'phone', lookups: true, options: {}, text: 'none' },
  role: 'viewer',
  examples: ['+79991234567', '+79991234567, +7 923 111-22-33'],
  request: () => ({}),
});
