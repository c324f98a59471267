import { sendingCommand, TEXT_OPTIONS } from '../src/chat/sending/sending-command.ts';

export const bot = sendingCommand({
  name: 'bot',
  spec: {
    recipients: 'list',
    recipientKind: 'phone',
    options: { bot: { kind: 'word', required: true }, ...TEXT_OPTIONS },
    text: 'required',
  },
  examples: ['{phone} bot=@shop_bot {text}'],
  // People also name a bot without the @, or by its link.
  request: ({ text, options }) => ({
    text,
    ...options,
    bot: `@${String(options.bot).replace(/^(?:@|(?:https?:\/\/)?t\.me\/)/i, '')}`,
  }),
});
