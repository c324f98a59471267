import { NUMBER_OPTIONS, sendingCommand, TEXT_OPTIONS } from '../src/chat/sending/sending-command.ts';
import { CALL_RANGES } from '../src/messages/check.ts';

export const call = sendingCommand({
  name: 'call',
  spec: {
    recipients: 'list',
    recipientKind: 'phone',
    options: {
      voice: { kind: 'word' },
      ring: { kind: 'integer', ...CALL_RANGES.ring },
      retry: { kind: 'integer', ...CALL_RANGES.retry },
      tries: { kind: 'integer', ...CALL_RANGES.tries },
      ...TEXT_OPTIONS,
      ...NUMBER_OPTIONS,
    },
    text: 'required',
  },
  examples: ['{phone} {text}', '{phone} voice=w2 ring=20 retry=60 tries=3 {text}'],
});
