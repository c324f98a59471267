import type { Command } from '../src/chat/command.ts';
import { TEXT_OPTIONS } from '../src/chat/send.ts';
import { askForTable } from '../src/chat/tables/ask.ts';
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
  async run(context, { text, rest, options: { flash, ...options } }) {
    const { document } = context;
    if (!document || text.trim() === '') {
      return askForTable(context, { command: bulk.spec.name, rest, kept: text.trim(), document });
    }
    return sendTable(context, document, {
      channel: 'sms',
      text,
      ...options,
      ...(flash === undefined ? {} : { flash: flash === 'yes' }),
    });
  },
};
