import type { Command } from '../src/chat/command.ts';
import { alternatives } from '../src/chat/corrections.ts';
import { refuse } from '../src/chat/refuse.ts';
import {
  askedFor,
  asLine,
  NUMBER_OPTIONS,
  refusalOf,
  TEXT_OPTIONS,
} from '../src/chat/sending/sending-command.ts';
import { askForTable } from '../src/chat/tables/ask.ts';
import { tableJustSent } from '../src/chat/tables/just-sent.ts';
import { sourceOn } from '../src/chat/tables/on-card.ts';
import { sendTable } from '../src/chat/tables/send-table.ts';
import { timeSetBy, WHEN_OPTIONS } from '../src/chat/times/set-time.ts';

export const bulk: Command = {
  spec: {
    name: 'bulk',
    recipients: 'none',
    recipientKind: 'phone',
    options: {
      ...TEXT_OPTIONS,
      flash: { kind: 'choice', values: ['yes', 'no'] },
      ...NUMBER_OPTIONS,
      ...WHEN_OPTIONS,
    },
    text: 'optional',
  },
  role: 'operator',
  examples: ['{row}', 'from=SHOP {row}'],
  at: ({ channels }) => (channels.includes('sms') ? bulk : null),
  async run(context, line) {
    const {
      text,
      rest,
      options: { flash, at, now, ...options },
    } = line;
    const document = context.document ?? (context.repliedTo ? null : await tableJustSent(context));
    const time = await timeSetBy(context, bulk.spec, line);
    if (time === 'refused') return null;
    if (!document || text.trim() === '') {
      return askForTable(context, { command: bulk.spec.name, rest, kept: text.trim(), document });
    }
    // Another text for a table that somebody has asked something for goes as that was to go.
    const earlier = context.repliedTo && sourceOn(context.repliedTo);
    const before = earlier?.document.fileId === document.fileId && 'text' in earlier.content ? earlier : null;
    const { channel, options: kept } = before ? asLine(before) : { channel: 'sms' as const, options: {} };
    const typed = { ...options, ...(flash === undefined ? {} : { flash: flash === 'yes' }) };
    const asked = () => askedFor(channel, { ...kept, ...typed, text });
    const reason = refusalOf(asked);
    if (reason) {
      return refuse(context, {
        command: bulk.spec,
        problem: { kind: 'refused', reason },
        reading: line.reading,
        instead: alternatives(reason, line),
      });
    }
    const setBefore = before?.sendAt && before.sendAt > context.now ? before.sendAt : null;
    return sendTable(context, document, {
      ...asked(),
      sendAt: time?.at ?? setBefore,
      atAnyHour: now === undefined ? (before?.atAnyHour ?? false) : now === 'yes',
    });
  },
};
