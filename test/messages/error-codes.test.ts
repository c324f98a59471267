import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorCode, submitStatus } from '../../src/messages/error-codes.ts';

describe('a code in a status', () => {
  const documented = [
    ...[0, 1, 6, 11, 12, 13, 21, 200, 219, 220, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248],
    ...[249, 250, 251, 252, 253, 254, 255],
  ];

  test.each(documented)('%i is explained in both languages, in one line each', (code) => {
    const found = errorCode(code);
    expect(found?.code).toBe(code);
    for (const text of [found?.name.ru, found?.advice.ru]) expect(text).toMatch(/^[^\n]*[а-яё][^\n]*$/i);
    for (const text of [found?.name.en, found?.advice.en]) expect(text).toMatch(/^[^\n\u0400-\u04ff]+$/);
  });

  test('is named as the provider names it', () => {
    expect(errorCode(6)?.name).toEqual({ ru: 'Абонент не в сети', en: 'Subscriber offline' });
    expect(errorCode(220)?.name.ru).toBe('Переполнена очередь у оператора');
    expect(errorCode(254)?.name.ru).toBe('Незарегистрированный sender id');
  });

  test('that the provider does not document is not made up', () => {
    fc.assert(
      fc.property(fc.integer(), (code) => {
        expect(errorCode(code) !== null).toBe(documented.includes(code));
      }),
    );
  });
});

describe("a command_status in the SMSC's answer", () => {
  test.each([
    [0x58, 'ESME_RTHROTTLED', 'throttled'],
    [0x14, 'ESME_RMSGQFUL', 'throttled'],
    [0x08, 'ESME_RSYSERR', 'temporary'],
    [0x64, 'ESME_RX_T_APPN', 'temporary'],
    [0x04, 'ESME_RINVBNDSTS', 'temporary'],
    [0x45, 'ESME_RSUBMITFAIL', 'permanent'],
    [0x0a, 'ESME_RINVSRCADR', 'permanent'],
    [0x0b, 'ESME_RINVDSTADR', 'permanent'],
    [0x65, 'ESME_RX_P_APPN', 'permanent'],
  ])('%i is %s, %s', (code, name, kind) => {
    expect(submitStatus(code)).toMatchObject({ code, name, kind });
  });

  test('that SMPP 3.4 names is known by its name, and no name stands twice', () => {
    const named = [
      ...[
        0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x11, 0x13,
      ],
      ...[
        0x14, 0x15, 0x33, 0x34, 0x40, 0x42, 0x43, 0x44, 0x45, 0x48, 0x49, 0x50, 0x51, 0x53, 0x54, 0x55, 0x58,
      ],
      ...[0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xfe, 0xff],
    ];
    const names = named.map((code) => submitStatus(code).name);
    for (const name of names) expect(name).toMatch(/^ESME_R[A-Z_]+$/);
    expect(new Set(names).size).toBe(named.length);
  });

  test('that nobody names is permanent, and shown as a number', () => {
    expect(submitStatus(0x400)).toMatchObject({ code: 0x400, name: '0x00000400', kind: 'permanent' });
    expect(submitStatus(0xffffffff).name).toBe('0xFFFFFFFF');
  });
});
