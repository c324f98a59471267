import { sendingCommand, TEXT_OPTIONS } from '../src/chat/sending/sending-command.ts';

export const tgm = sendingCommand({
  name: 'tgm',
  spec: {
    recipients: 'one',
    recipientKind: 'phone',
    options: { from: TEXT_OPTIONS.from },
    text: 'code',
  },
  examples: ['{phone} 4821'],
  request: ({ text, options }) => ({ code: text, ...options }),
});
