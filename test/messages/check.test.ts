import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANNELS, type MessageRequest } from '../../src/messages/request.ts';
import { toWire } from '../../src/messages/wire.ts';
import { options, refusal, sms, to } from '../support/requests.ts';

describe('words that the provider would take for something else', () => {
  test.each([
    '__HLR__',
    '__PING__ me',
    '__MAIL__: x',
    '__CALL__: x',
    '__VIBER__: x',
    '__SOC__: x',
    '__TGM__: 1234',
    '__BOT__: x',
    ' \n__hlr__',
  ])('a text that begins with %j is refused', (text) => {
    const mark = /__\w+?__/.exec(text)?.[0];
    expect(refusal(sms(text))).toEqual({ kind: 'changes-channel', mark });
    expect(refusal({ channel: 'viber', to, text })).toEqual({ kind: 'changes-channel', mark });
  });

  test.each(['about __HLR__', '__HELLO__', '__HL', '~~~', 'a ~~~ b', 'subj: x', 'a\n~~~~', 'my\nrobot: hi'])(
    'a text such as %j goes as it is',
    (text) => {
      expect(toWire(sms(text), options, 1).text).toBe(text);
    },
  );

  test.each([
    ['a\n~~~\nb', '~~~'],
    ['a\r\n~~~\r\nb', '~~~'],
    ['a\r~~~\rb', '~~~'],
    ['a\n~~~', '~~~'],
    ['a\nsubj:b', 'subj:'],
    ['a\nVoice:w', 'Voice:'],
    ['a\nbot:@x', 'bot:'],
  ])('a text such as %j is refused', (text, mark) => {
    expect(refusal(sms(text))).toEqual({ kind: 'cut-by-mark', mark });
  });

  test.each([
    ['a\n~~~\nb', '~~~'],
    ['~~~\nb', '~~~'],
    ['subj:b', 'subj:'],
  ])('a comment such as %j is refused', (comment, mark) => {
    expect(refusal(sms('Hi', { comment }))).toEqual({ kind: 'cut-by-mark', mark });
  });

  const word = fc.constantFrom(
    ...['__HLR__', '__PING__', '__MAIL__: ', '__call__: ', '~~~', '\n', '\r\n', '\r', ' ', '~', 'a', 'я'],
    ...['subj:', 'SUBJ:', 'voice:', 'bot:', 'param:', ':', '_', '@x'],
  );
  const words = fc.array(word, { maxLength: 8 }).map((list) => list.join(''));

  test('no text and no comment ever changes the channel, or where the provider cuts', () => {
    fc.assert(
      fc.property(words, fc.option(words, { nil: undefined }), (text, comment) => {
        for (const request of requestsWith(text, comment)) {
          if (refusal(request) !== null) continue;
          const own = text.replace(/\r\n?/g, '\n');
          const note = comment?.replace(/\r\n?/g, '\n') ?? null;
          expect(asProviderReads(toWire(request, options, 1).text)).toEqual({
            channel: request.channel,
            text: own,
            comment: note,
          });
        }
      }),
      { numRuns: 1500 },
    );
  });

  function requestsWith(text: string, comment: string | undefined): MessageRequest[] {
    const own = { to, text, comment };
    return [
      { channel: 'sms', ...own },
      { channel: 'email', ...own, to: 'a@b.ru', subject: 'S' },
      { channel: 'call', ...own, voice: 'm' },
      { channel: 'bot', ...own, bot: '@shop_bot' },
      { channel: 'viber', ...own },
    ];
  }

  /** Reads a wire text by the vendor's page, taking every mark wherever and however it could be taken. */
  function asProviderReads(wire: string) {
    const prefix = /^\s*__(MAIL|CALL|VIBER|SOC|TGM|BOT|HLR|PING)__(?:: )?/i.exec(wire);
    const channel = prefix?.[1]?.toLowerCase().replace('mail', 'email') ?? 'sms';
    const body = wire.slice(prefix?.[0].length ?? 0);
    // The first and the last mark agree only where there is no other.
    const [first, last] = [body.indexOf('\n~~~\n'), body.lastIndexOf('\n~~~\n')];
    expect(first).toBe(last);
    const before = first < 0 ? body : body.slice(0, first);
    const marks = [...body.matchAll(/\n(?:subj|voice|bot):/gi)];
    expect(marks.length).toBeLessThanOrEqual(channel === 'sms' ? 0 : 1);
    return {
      channel,
      text: before.slice(0, marks[0]?.index),
      comment: first < 0 ? null : body.slice(first + '\n~~~\n'.length),
    };
  }
});

describe('other refusals', () => {
  const call = { channel: 'call', to, text: 'Hi', voice: 'm' } as const;
  const email = { channel: 'email', to: 'a@b.ru', text: 'Hi', subject: 'S' } as const;
  test.each<[object, MessageRequest]>([
    [{ kind: 'empty-text' }, sms(' \n')],
    [{ kind: 'empty-text' }, sms('\u200b\u2060 ')],
    [{ kind: 'empty-comment' }, sms('Hi', { comment: ' ' })],
    [{ kind: 'empty-subject' }, { ...email, subject: '' }],
    [{ kind: 'subject-breaks-line' }, { ...email, subject: 'a\nb' }],
    [{ kind: 'bad-code' }, { channel: 'tgm', to, code: '123' }],
    [{ kind: 'bad-code' }, { channel: 'tgm', to, code: '123456789' }],
    [{ kind: 'bad-code' }, { channel: 'tgm', to, code: '12a4' }],
    [
      { kind: 'bad-bot-name', bot: 'shop' },
      { channel: 'bot', to, text: 'Hi', bot: 'shop' },
    ],
    [
      { kind: 'unknown-voice', voice: 'x' },
      { ...call, voice: 'x' },
    ],
    [
      { kind: 'unknown-voice', voice: 'm,' },
      { ...call, voice: 'm,' },
    ],
    [
      { kind: 'unknown-voice', voice: 'm\n~~~\nx' },
      { ...call, voice: 'm\n~~~\nx' },
    ],
    [
      { kind: 'out-of-range', option: 'ring', min: 10, max: 35 },
      { ...call, ring: 36 },
    ],
    [
      { kind: 'out-of-range', option: 'retry', min: 10, max: 3600 },
      { ...call, retry: 9 },
    ],
    [
      { kind: 'out-of-range', option: 'tries', min: 1, max: 9 },
      { ...call, tries: 1.5 },
    ],
    [{ kind: 'comment-with-call-options' }, { ...call, tries: 2, comment: 'note' }],
    [
      { kind: 'cut-by-mark', mark: 'param:' },
      { ...call, comment: 'param:1,2,3' },
    ],
  ])('%o', (reason, request) => {
    expect(refusal(request)).toEqual(reason);
  });
});

describe('where messages leave by mail alone', () => {
  const byMail = { ...options, byMailAlone: CHANNELS };
  const call = { channel: 'call', to, text: 'hi', voice: 'm' } as const;

  test.each<[string, MessageRequest]>([
    ['channel', { channel: 'tgm', to, code: '1234' }],
    ['comment', sms('hi', { comment: 'note' })],
    ['call', { ...call, voice: 'w2' }],
    ['call', { ...call, ring: 20 }],
    ['chain', { channel: 'viber', to, text: 'hi', within: 60 }],
    ['mark', sms('write [/text] here')],
    ['length', { channel: 'viber', to, text: '世'.repeat(25_000) }],
  ])('%s has no place: %#', (what, request) => {
    expect(refusal(request, byMail)).toEqual({ kind: 'no-place-in-mail', what });
    expect(refusal(request, { ...byMail, byMailAlone: [] })).toBeNull();
  });

  test.each<[MessageRequest]>([[sms('hi')], [call], [{ channel: 'hlr', to }]])('%o has', (request) => {
    expect(refusal(request, byMail)).toBeNull();
  });
});
