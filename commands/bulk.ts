import { decline } from '../src/chat/answer.ts';
import type { Command } from '../src/chat/command.ts';
import { TEXT_OPTIONS } from '../src/chat/send.ts';
import { sendTable } from '../src/chat/tables/send-table.ts';

export const bulk: Command = {
  spec: {
    name: 'bulk',
    recipients: 'none',
    recipientKind: 'phone',
    options: { ...TEXT_OPTIONS, flash: { kind: 'choice', values: ['yes', 'no'] } },
    text: 'optional',
  },
  role: 'operator',
  examples: ['{row}', 'from=SHOP {row}'],
  at: ({ channels }) => (channels.includes('sms') ? bulk : null),
  async run(context, { text, options: { flash, ...options } }) {
    if (!context.document) return decline(context, 'bulk-without-file');
    if (text.trim() === '') return decline(context, 'bulk-without-text');
    return sendTable(context, context.document, {
      channel: 'sms',
      text,
      ...options,
      ...(flash === undefined ? {} : { flash: flash === 'yes' }),
    });
  },
};
