import type { CommandSpec } from '../../src/chat/grammar.ts';

/** Commands of every shape that the grammar knows. */
export const SMS: CommandSpec = {
  name: 'sms',
  recipients: 'list',
  recipientKind: 'phone',
  text: 'required',
  options: {
    from: { kind: 'text' },
    comment: { kind: 'text' },
    at: { kind: 'word', aliases: ['when', 'в'] },
  },
};

export const CALL: CommandSpec = {
  name: 'call',
  recipients: 'list',
  recipientKind: 'phone',
  text: 'required',
  options: {
    voice: { kind: 'choice', values: ['m', 'm2', 'w', 'w2'] },
    ring: { kind: 'integer', min: 10, max: 35 },
  },
};

export const EMAIL: CommandSpec = {
  name: 'email',
  recipients: 'list',
  recipientKind: 'email',
  text: 'required',
  options: { subject: { kind: 'text', required: true }, from: { kind: 'text' } },
};

export const TGM: CommandSpec = {
  name: 'tgm',
  recipients: 'one',
  recipientKind: 'phone',
  text: 'code',
  options: { from: { kind: 'text' } },
};

export const HLR: CommandSpec = {
  name: 'hlr',
  recipients: 'list',
  recipientKind: 'phone',
  lookups: true,
  text: 'none',
  options: { now: { kind: 'choice', values: ['yes'] } },
};

export const STATUS: CommandSpec = {
  name: 'status',
  recipients: 'none',
  recipientKind: 'phone',
  text: 'optional',
  options: {},
};
