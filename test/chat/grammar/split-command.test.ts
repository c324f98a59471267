import { describe, expect, it } from 'vitest';
import { type CommandSpec, splitCommand, usageOf } from '../../../src/chat/grammar.ts';
import { CALL, EMAIL, STATUS, TGM } from '../../support/command-specs.ts';

const split = (text: string) => splitCommand({ text, botUsername: 'Shop_Bot' });

describe('a command', () => {
  it.each([
    ['/sms +79991234567 hi', 'sms', ' +79991234567 hi'],
    ['/SMS +79991234567 hi', 'sms', ' +79991234567 hi'],
    ['/sms@shop_bot +79991234567', 'sms', ' +79991234567'],
    ['/sms@Shop_Bot', 'sms', ''],
    ['/sms\u00a0+79991234567', 'sms', '\u00a0+79991234567'],
    ['/sms\u202f+79991234567', 'sms', '\u202f+79991234567'],
    ['/sms\u202a+79991234567', 'sms', '\u202a+79991234567'],
    ['/sms\n+79991234567\n  привет ', 'sms', '\n+79991234567\n  привет '],
    ['/sms+79991234567 hi', 'sms', '+79991234567 hi'],
    ['/help', 'help', ''],
  ])('%j is one, with all that follows it verbatim', (text, name, rest) => {
    expect(split(text)).toEqual({ name, rest });
  });

  it.each([
    '',
    'sms +79991234567',
    ' /sms',
    '/',
    '//sms',
    '/смс',
    '/smsпривет',
    '/sms/x',
    `/${'a'.repeat(33)}`,
  ])('%j is none', (text) => {
    expect(split(text)).toBeNull();
  });

  it('of another bot is none of ours', () => {
    expect(split('/sms@other_bot +79991234567 hi')).toBeNull();
  });
});

describe('the usage of a command', () => {
  it('names its places in the order of a line, required options first', () => {
    const options: CommandSpec['options'] = { from: { kind: 'text' }, ...EMAIL.options };
    expect(usageOf({ ...EMAIL, options })).toMatchObject([
      { kind: 'command', name: 'email' },
      { kind: 'recipients', of: 'email', many: true },
      { kind: 'option', name: 'subject', required: true },
      { kind: 'option', name: 'from', required: false },
      { kind: 'text', required: true },
    ]);
  });

  it('has no place for what the command does not take', () => {
    expect(usageOf(STATUS)).toEqual([
      { kind: 'command', name: 'status' },
      { kind: 'text', required: false },
    ]);
    expect(usageOf(TGM).at(-1)).toEqual({ kind: 'code' });
    expect(usageOf(CALL)).toHaveLength(5);
  });
});
