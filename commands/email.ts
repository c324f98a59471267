import { sendingCommand, TEXT_OPTIONS } from '../src/chat/sending/sending-command.ts';

export const email = sendingCommand({
  name: 'email',
  spec: {
    recipients: 'list',
    recipientKind: 'email',
    options: { subject: { kind: 'text', required: true }, ...TEXT_OPTIONS },
    text: 'required',
  },
  examples: ['a@b.ru subject="{subject}" {text}'],
});
