import { NUMBER_OPTIONS, sendingCommand, TEXT_OPTIONS } from '../src/chat/sending/sending-command.ts';

export const viber = sendingCommand({
  name: 'viber',
  spec: {
    recipients: 'list',
    recipientKind: 'phone',
    options: { ...TEXT_OPTIONS, ...NUMBER_OPTIONS },
    text: 'required',
  },
  examples: ['{phone} {text}', '{phone} via=viber,sms after=60s {text}'],
});
