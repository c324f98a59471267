import { sendingCommand } from '../src/chat/send.ts';

export const hlr = sendingCommand({
  name: 'hlr',
  spec: { recipients: 'list', recipientKind: 'phone', lookups: true, options: {}, text: 'none' },
  role: 'viewer',
  examples: ['+79231112233', '+79231112233, +7 999 123-45-67'],
  request: () => ({}),
});
