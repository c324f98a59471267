import { NUMBER_OPTIONS, sendingCommand, TEXT_OPTIONS } from '../src/chat/sending/sending-command.ts';

export const sms = sendingCommand({
  name: 'sms',
  spec: {
    recipients: 'list',
    recipientKind: 'phone',
    options: { ...TEXT_OPTIONS, flash: { kind: 'choice', values: ['yes', 'no'] }, ...NUMBER_OPTIONS },
    text: 'required',
  },
  examples: ['{phone} {text}', '{spaced}, {another} from=SHOP comment="{comment}" {text}'],
  request: ({ text, options: { flash, ...options } }) => ({
    text,
    ...options,
    ...(flash === undefined ? {} : { flash: flash === 'yes' }),
  }),
  // Whom a table names, a person sees before anything goes.
  readTable: async (context, _table, rest) => ((await context.rerun(context, 'bulk', rest)) ? {} : null),
});
