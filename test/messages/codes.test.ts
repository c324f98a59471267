import { describe, expect, test } from 'vitest';
import { isCode, withoutCode } from '../../src/messages/codes.ts';
import type { MessageContent } from '../../src/messages/request.ts';

const sms = (text: string): MessageContent => ({ channel: 'sms', text });

describe('a text is a code', () => {
  test.each([
    ['4821', '••••'],
    [' 482193 ', ' •••••• '],
    ['123 456', '••• •••'],
    ['Ваш код 4821', 'Ваш код ••••'],
    ['Код: 482193. Никому его не говорите', 'Код: ••••••. Никому его не говорите'],
    ['48219377 — код для входа, действует 5 минут', '•••••••• — код для входа, действует 5 минут'],
    ['Временный пароль: 482193', 'Временный пароль: ••••••'],
    ['G-482193 is your verification code', 'G-•••••• is your verification code'],
    ['Your OTP is 123-456.', 'Your OTP is •••-•••.'],
    ['PIN 4821', 'PIN ••••'],
    ['Ihr Passwort lautet 482193', 'Ihr Passwort lautet ••••••'],
    ['Su código es 482193', 'Su código es ••••••'],
    ['Su co\u0301digo es 482193', 'Su co\u0301digo es ••••••'],
    ['【店】您的验证码是482193，请勿泄露', '【店】您的验证码是••••••，请勿泄露'],
    ['Код 4821 (4821)', null],
  ])('%s', (text, without) => {
    expect(isCode(sms(text))).toBe(without !== null);
    if (without !== null) expect(withoutCode(sms(text))).toEqual(sms(without));
  });

  test('and so is the subject of an e-mail with it, and a call that says it', () => {
    expect(
      withoutCode({
        channel: 'email',
        subject: 'Код 482193',
        text: 'Никому не говорите',
        comment: 'для 482193',
      }),
    ).toEqual({ channel: 'email', subject: 'Код ••••••', text: 'Никому не говорите', comment: 'для ••••••' });
    expect(isCode({ channel: 'call', text: 'Your code is 4821', voice: 'm' })).toBe(true);
  });

  test('and every code in Telegram', () => {
    expect(withoutCode({ channel: 'tgm', code: '48219377', from: '4821' })).toEqual({
      channel: 'tgm',
      code: '••••••••',
      from: '4821',
    });
  });
});

test.each([
  'Ваш заказ 4821 готов',
  'Ваш код в приложении',
  'Код 482',
  'Код 123456789',
  'Закодировано 4821 слово',
  'Промокод 4821',
  'Код 4821 или 4822',
  'Код города: звоните +7 999 123-45-67',
  'Пароль сменён 12.05.2026 в 10:30',
  'Your code expires, pay 1200.50',
  '79991234567',
  '',
])('%s is none, and stays as it is', (text) => {
  expect(isCode(sms(text))).toBe(false);
  expect(withoutCode(sms(text))).toEqual(sms(text));
});

test('what has no text is no code', () => {
  expect(isCode({ channel: 'hlr' })).toBe(false);
});
