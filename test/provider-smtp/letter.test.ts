import { describe, expect, it, test } from 'vitest';
import { messageContent } from '../../src/messages/request.ts';
import { letterOf, lineOf } from '../../src/provider-smtp/letter.ts';

const TO = '79991234567';
const KEY = { apikey: 'planted-key' };
const text = 'Заказ готов: https://a.example';

const letter = (content: object, sender = 'SHOP') => letterOf(TO, sender, messageContent.parse(content));
const line = (content: object, sender = 'SHOP') => {
  const written = letter(content, sender);
  return written && lineOf(written, 'a-7', KEY);
};

test.each<[object, string]>([
  [{ channel: 'sms', text }, `:planted-key:a-7:0:0,0,SHOP:+${TO}:${text}`],
  [{ channel: 'sms', text, flash: true }, `:planted-key:a-7:0:0,1,SHOP:+${TO}:${text}`],
  [{ channel: 'hlr' }, `:planted-key:a-7:0:0,3,:+${TO}:`],
  [{ channel: 'ping' }, `:planted-key:a-7:0:0,6,:+${TO}:`],
  [{ channel: 'call', text }, `:planted-key:a-7:0:0,9,SHOP:+${TO}:${text}`],
  [{ channel: 'viber', text: 'one\r\ntwo' }, `:planted-key:a-7:0:0,10,SHOP:+${TO}:one\ntwo`],
  [{ channel: 'soc', text }, `:planted-key:a-7:0:0,11,SHOP:+${TO}:${text}`],
])('%o goes by mail as the provider reads it', (content, written) => {
  expect(line(content)).toBe(written);
});

test('a login and a password stand in place of a key, and nobody in place of a sender', () => {
  const written = letter({ channel: 'sms', text: 'hi' }, '');
  expect(written && lineOf(written, '7', { login: 'shop', psw: 'pass, word' })).toBe(
    `shop:pass, word:7:0:0,0,:+${TO}:hi`,
  );
});

describe('what has no place in a mail does not go by it', () => {
  it.each<[string, object]>([
    ['an e-mail, for its subject', { channel: 'email', text, subject: 'Заказ' }],
    ['a code for Telegram', { channel: 'tgm', code: '1234' }],
    ['a message by a bot', { channel: 'bot', text, bot: '@shop_bot' }],
    ['a comment', { channel: 'sms', text, comment: 'order 7' }],
    ['another voice', { channel: 'call', text, voice: 'w2' }],
    ['for how long a phone rings', { channel: 'call', text, ring: 20 }],
    ['for how long it is tried', { channel: 'viber', text, within: 300 }],
    ['a text with the marks of a mail in it', { channel: 'sms', text: 'Use [/text] here' }],
    ['more than 100 KB', { channel: 'viber', text: 'я'.repeat(40_000) }],
  ])('%s', (_, content) => {
    expect(letter(content)).toBeNull();
  });
});

describe('nothing but the text may hold what ends a field', () => {
  const sms = { format: 0, text: 'hi', to: TO, sender: 'SHOP' };
  it.each<[string, () => string]>([
    ['a sender with a colon', () => lineOf({ ...sms, sender: 'SH:OP' }, '7', KEY)],
    ['a sender with a comma', () => lineOf({ ...sms, sender: 'SH,OP' }, '7', KEY)],
    ['a number with a line break', () => lineOf({ ...sms, to: `${TO}\n` }, '7', KEY)],
    ['an id with a colon', () => lineOf(sms, '7:0', KEY)],
    ['a password with a colon', () => lineOf(sms, '7', { login: 'shop', psw: 'pass:word' })],
    ['a key with a line break', () => lineOf(sms, '7', { apikey: 'key\r\nBcc: x@a.example' })],
  ])('%s', (_, written) => {
    expect(written).toThrow(RangeError);
    expect(written).not.toThrow(/pass|key\r|SH|7999/);
  });
});
