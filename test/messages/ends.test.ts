import { describe, expect, test } from 'vitest';
import { type Helps, meaningOf } from '../../src/messages/ends.ts';
import { ERROR_CODES } from '../../src/messages/error-codes.ts';
import { HTTP_ERRORS, statusOfHttpError } from '../../src/messages/http-error.ts';
import { MESSAGE_STATES } from '../../src/messages/status.ts';
import { SUBMIT_STATUSES, submitStatus } from '../../src/messages/submit-status.ts';

const ended = (
  state: (typeof MESSAGE_STATES)[number],
  error: number | null = null,
  status: number | null = null,
) => meaningOf({ state, error, command_status: status }, false);

/** What a receipt's error code says that helps, and whether the phone certainly has nothing. */
const CODES: readonly [code: number, helps: Helps, certain: boolean][] = [
  [0, 'again', true],
  [1, 'mend', true],
  [6, 'again', true],
  [11, 'channel', true],
  [12, 'again', true],
  [13, 'channel', true],
  [21, 'channel', true],
  [24, 'account', true],
  [200, 'account', true],
  [219, 'wait', true],
  [220, 'again', true],
  [237, 'again', true],
  [238, 'mend', true],
  [239, 'account', true],
  [240, 'again', true],
  [241, 'mend', true],
  [242, 'again', false],
  [243, 'account', true],
  [244, 'account', true],
  [245, 'wait', false],
  [246, 'wait', true],
  [247, 'wait', true],
  [248, 'channel', true],
  [249, 'mend', true],
  [250, 'account', true],
  [251, 'wait', true],
  [252, 'nothing', true],
  [253, 'mend', true],
  [254, 'mend', true],
  [255, 'channel', true],
];

/** What an error of the provider's HTTP API says of a message that it refused. */
const HTTP: readonly [code: number, helps: Helps][] = [
  [1, 'account'],
  [2, 'account'],
  [3, 'account'],
  [4, 'account'],
  [5, 'account'],
  [6, 'mend'],
  [7, 'mend'],
  [8, 'channel'],
  [9, 'again'],
];

describe('an error of the HTTP API', () => {
  test('that the provider documents has its row', () => {
    expect(HTTP.map(([code]) => code)).toEqual(HTTP_ERRORS);
  });

  test.each(HTTP)('%i: helped by %s, and nothing was taken', (code, helps) => {
    expect(ended('refused', null, statusOfHttpError(code))).toMatchObject({ helps, certain: true });
  });

  test.each([2, 4, 9])('%i is no end: the message goes again', (code) => {
    expect(submitStatus(statusOfHttpError(code)).kind).toBe('temporary');
  });
});

describe('an error code', () => {
  test('that the provider documents has its row', () => {
    expect(CODES.map(([code]) => code)).toEqual(ERROR_CODES);
  });

  test.each(CODES)('%i: helped by %s, certain: %s', (code, helps, certain) => {
    expect(ended('undelivered', code)).toMatchObject({ helps, certain });
  });

  test.each(CODES.filter(([code]) => code !== 0))(
    '%i says of what expired what it says of what was not delivered',
    (code) => {
      expect(ended('expired', code)).toEqual(ended('undelivered', code));
    },
  );

  test('that nobody documents is for the provider to explain, and expired with it nobody knows', () => {
    expect(ended('undelivered', 199)).toMatchObject({ helps: 'account', certain: true });
    expect(ended('expired', 199)).toMatchObject({ helps: 'account', certain: false });
  });
});

/** What helps where a submit was refused for good, by the status. */
const REFUSALS: Readonly<Record<string, Helps>> = {
  ESME_RINVMSGLEN: 'mend',
  ESME_RINVSRCADR: 'mend',
  ESME_RINVSRCTON: 'mend',
  ESME_RINVSRCNPI: 'mend',
  ESME_RINVDSTADR: 'mend',
  ESME_RINVDSTTON: 'mend',
  ESME_RINVDSTNPI: 'mend',
  ESME_RINVBNDSTS: 'again',
  ESME_RSYSERR: 'again',
  ESME_RMSGQFUL: 'again',
  ESME_RTHROTTLED: 'again',
  ESME_RX_T_APPN: 'again',
  ESME_RSUBMITFAIL: 'wait',
  ESME_ROK: 'nothing',
  ESME_RINVMSGID: 'nothing',
  ESME_RCANCELFAIL: 'nothing',
  ESME_RREPLACEFAIL: 'nothing',
  ESME_RQUERYFAIL: 'nothing',
};
/** A repeat may be refused so too; the others say nothing of a submit. */
const DOUBTFUL = /^ESME_R(SUBMITFAIL|OK|INVMSGID|CANCELFAIL|REPLACEFAIL|QUERYFAIL)$/;

describe('a refusal', () => {
  test.each(SUBMIT_STATUSES)('$name says what helps, and whether nothing was taken', ({ code, name }) => {
    expect(ended('refused', null, code)).toMatchObject({
      helps: REFUSALS[name] ?? 'account',
      certain: !DOUBTFUL.test(name),
    });
  });

  test('with a number that nobody names is not certain', () => {
    expect(ended('refused', null, 0x400)).toMatchObject({ helps: 'account', certain: false });
  });
});

test('certain is what ended for sure: nothing on its way, unknown, in doubt or left, nor expired without a reason', () => {
  expect(MESSAGE_STATES.filter((state) => ended(state, null, 0x0a).certain)).toEqual([
    'undelivered',
    'rejected',
    'deleted',
    'refused',
    'cancelled',
  ]);
  expect(ended('unknown', 6).certain).toBe(false);
  expect(ended('expired', 245).certain).toBe(false);
});

test('nothing is certain of which an attempt has no answer', () => {
  for (const state of MESSAGE_STATES) {
    expect(meaningOf({ state, error: 6, command_status: 0x0b }, true).certain).toBe(false);
  }
});
