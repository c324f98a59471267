import { describe, expect, test } from 'vitest';
import { chained, isFollowed, nextContent, readChain, standsFor } from '../../src/messages/chain.ts';
import { type MessageContent, RequestRefused } from '../../src/messages/request.ts';
import { MESSAGE_STATES, type MessageState } from '../../src/messages/status.ts';
import { toWire } from '../../src/messages/wire.ts';
import { WIRE } from '../support/outbox.ts';

const OF_SMSC = { isUnsure: false, hasDialect: true };
const end = (state: MessageState, error: number | null = null, command_status: number | null = null) => ({
  state,
  error,
  command_status,
});

describe('an end', () => {
  test.each([
    ['viber', end('undelivered', 11), true, 'the service is not connected'],
    ['viber', end('undelivered'), true, 'a receipt without a reason'],
    ['viber', end('undelivered', 1), true, 'nobody has the number there'],
    ['viber', end('rejected', 255), true, 'the operator would not'],
    ['viber', end('expired'), true, 'the provider gave it up in its time'],
    ['call', end('expired'), true, 'so it did a call'],
    ['sms', end('expired'), false, 'the operator may have it yet'],
    ['sms', end('expired', 6), true, 'but for a phone that is off'],
    ['sms', end('undelivered', 245), false, 'nobody said what became of it'],
    ['call', end('undelivered', 242), false, 'the machine may have kept it'],
    ['call', end('undelivered', 237), true, 'nobody answered'],
    ['sms', end('undelivered', 252), false, 'perhaps the person wants nothing'],
    ['viber', end('deleted'), false, 'somebody took it back'],
    ['viber', end('refused', null, 0x0b), true, 'the provider did not take it'],
    ['viber', end('refused', null, 0x45), false, 'a repeat may be refused so'],
    ['viber', end('unknown'), false, 'nobody knows'],
  ] as const)('of %s as %o is followed: %s, since %s', (channel, ended, isIt, _) => {
    expect(isFollowed(ended, { channel, ...OF_SMSC })).toBe(isIt);
  });

  test('is followed by nothing while the message is under way, in doubt, left or cancelled, or has arrived', () => {
    const open = MESSAGE_STATES.filter(
      (state) => !['undelivered', 'expired', 'rejected', 'deleted', 'unknown', 'refused'].includes(state),
    );
    expect(open.filter((state) => isFollowed(end(state), { channel: 'viber', ...OF_SMSC }))).toEqual([]);
  });

  test.each(['undelivered', 'expired', 'rejected', 'refused'] as const)(
    'as %s is followed by nothing where another attempt may have been taken',
    (state) => {
      expect(isFollowed(end(state), { channel: 'viber', isUnsure: true, hasDialect: true })).toBe(false);
    },
  );

  test('of another provider is judged without its code', () => {
    expect(isFollowed(end('undelivered', 252), { channel: 'sms', isUnsure: false, hasDialect: false })).toBe(
      true,
    );
  });
});

describe('via= and after=', () => {
  const read = (via?: string, after?: string, channel: 'sms' | 'viber' | 'email' = 'sms') => {
    try {
      return readChain(channel, { via, after });
    } catch (error) {
      if (error instanceof RequestRefused) return error.reason.kind;
      throw error;
    }
  };

  test.each([
    [undefined, undefined, null],
    ['viber,sms', undefined, { channels: ['viber', 'sms'], within: 60 }],
    ['SMS,Viber', '5m', { channels: ['sms', 'viber'], within: 300 }],
    ['viber,sms,call', '90', { channels: ['viber', 'sms', 'call'], within: 90 }],
    ['soc,sms', '1H', { channels: ['soc', 'sms'], within: 3600 }],
    ['viber,sms', '24h', { channels: ['viber', 'sms'], within: 86_400 }],
    ['sms', undefined, 'bad-via'],
    ['viber', undefined, 'bad-via'],
    ['viber,call', undefined, 'bad-via'],
    ['sms,sms', undefined, 'bad-via'],
    ['sms,fax', undefined, 'bad-via'],
    ['sms,email', undefined, 'bad-via'],
    ['', undefined, 'bad-via'],
    ['viber,sms', '29s', 'bad-after'],
    ['viber,sms', '25h', 'bad-after'],
    ['viber,sms', 'soon', 'bad-after'],
    [undefined, '60s', 'bad-after'],
  ] as const)('%s %s of an SMS are %o', (via, after, expected) => {
    expect(read(via, after)).toEqual(expected);
  });

  test('of a channel that none may follow are refused', () => {
    expect(read('viber,sms', undefined, 'email')).toBe('bad-via');
  });
});

describe('a chain', () => {
  const chain = { channels: ['viber', 'sms', 'call'], within: 90 } as const;
  const { content, fallback } = chained(chain, {
    text: 'Your order is ready',
    comment: 'ticket 77',
    from: 'SHOP',
    flash: true,
    voice: 'w2',
  });
  const [sms, call] = fallback;

  test('says the same by each channel, with the options that it takes, and a time for each but the last', () => {
    if (!sms || !call) throw new Error('two follow');
    const second = nextContent(content, [sms, call]);
    const third = nextContent(second, [call]);
    const words = { text: 'Your order is ready', comment: 'ticket 77', from: 'SHOP' };
    expect([content, second, third] satisfies MessageContent[]).toEqual([
      { channel: 'viber', ...words, within: 90 },
      { channel: 'sms', ...words, flash: true, within: 90 },
      { channel: 'call', ...words, voice: 'w2' },
    ]);
  });

  test('lets the provider give up what has taken its time', () => {
    const wire = (request: MessageContent, validity: number | null = null) =>
      toWire({ ...request, to: '79991234567' } as never, { ...WIRE, validity }, 0).validityPeriod;
    expect(wire(content)).toBe('000000000130000R');
    expect(wire(content, 24)).toBe('000000000130000R');
    expect(wire({ channel: 'sms', text: 'hi', within: 86_400 })).toBe('000001000000000R');
    expect(wire({ channel: 'sms', text: 'hi' })).toBe('');
    expect(wire({ channel: 'sms', text: 'hi' }, 25)).toBe('000001010000000R');
  });

  test.each([
    [['undelivered', 'delivered'], 1],
    [['undelivered', 'queued'], 1],
    [['delivered', 'accepted'], 0],
    [['undelivered', 'delivered', 'undelivered'], 1],
    [['undelivered', 'undelivered', 'expired'], 2],
  ] as const)('whose messages are %j is told of by the one at %s', (states, at) => {
    const tries = states.map((state, index) => ({ state, index }));
    expect(standsFor(tries, ({ state }) => state)?.index).toBe(at);
  });
});
