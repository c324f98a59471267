import type { Command } from './command.ts';
import { lookUp } from './sending/cached.ts';
import { sendingCommand } from './sending/sending-command.ts';
import { sendTable } from './tables/send-table.ts';

/** A command that looks numbers up: those behind its name, else those in a table that it is the caption of, or replies to. */
export function lookUpCommand(name: 'hlr' | 'ping', examples: readonly string[]): Command {
  return sendingCommand({
    name,
    spec: { recipients: 'list', recipientKind: 'phone', lookups: true, options: {}, text: 'none' },
    role: 'viewer',
    examples,
    request: () => ({}),
    place: lookUp,
    readTable: (context, table) => sendTable(context, table, { content: { channel: name }, fallback: [] }),
  });
}
