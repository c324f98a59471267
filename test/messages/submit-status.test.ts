import { describe, expect, test } from 'vitest';
import { SUBMIT_STATUSES, statusByName, submitStatus } from '../../src/messages/submit-status.ts';

describe("a command_status in the SMSC's answer", () => {
  test.each([
    [0x58, 'ESME_RTHROTTLED', 'throttled'],
    [0x14, 'ESME_RMSGQFUL', 'temporary'],
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
    expect(SUBMIT_STATUSES.map(({ code }) => code)).toEqual(named);
    for (const { code, name } of SUBMIT_STATUSES) {
      expect(name).toMatch(/^ESME_R[A-Z_]+$/);
      expect(statusByName(name)?.code).toBe(code);
    }
  });

  test('that nobody names is permanent, and shown as a number', () => {
    expect(submitStatus(0x400)).toMatchObject({ code: 0x400, name: '0x00000400', kind: 'permanent' });
    expect(submitStatus(0xffffffff).name).toBe('0xFFFFFFFF');
  });
});
