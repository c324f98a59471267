import { NUMBER_OPTIONS, sendingCommand, TEXT_OPTIONS } from '../src/chat/sending/sending-command.ts';

export const soc = sendingCommand({
  name: 'soc',
  spec: {
    recipients: 'list',
    recipientKind: 'phone',
    options: { ...TEXT_OPTIONS, ...NUMBER_OPTIONS },
    text: 'required',
  },
  examples: ['{phone} {text}'],
});
