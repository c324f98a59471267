import { describe, expect, test } from 'vitest';
import { wordsOfError, wordsOfStatus } from '../../src/chat/code-words.ts';
import { LANGUAGES, localeFor } from '../../src/chat/locale.ts';
import { ERROR_CODES } from '../../src/messages/error-codes.ts';
import { SUBMIT_STATUSES } from '../../src/messages/submit-status.ts';
import { EN, RU } from '../support/languages.ts';

const AT_SMSC = { hasDialect: true };
/** An SMSC may answer with any number; this one SMPP 3.4 does not name. */
const UNNAMED = 0x400;

describe.each(LANGUAGES)('in %s', (language) => {
  const locale = localeFor(language, 'UTC');

  test('every error code that the provider documents is named and advised on, in a line each', () => {
    for (const code of ERROR_CODES) {
      expect(wordsOfError(locale, code, AT_SMSC)).toEqual({
        code,
        name: expect.stringMatching(/^\p{Lu}.+[^.]$/u),
        advice: expect.stringMatching(/^\p{Lu}.+\.$/u),
      });
    }
  });

  test('every answer of an SMSC is explained and advised on, in a line each', () => {
    for (const status of [...SUBMIT_STATUSES.map(({ code }) => code), UNNAMED]) {
      expect(wordsOfStatus(locale, status)).toEqual({
        name: expect.stringMatching(/^(ESME_R[A-Z_]+|0x00000400)$/),
        meaning: expect.stringMatching(/^\p{L}.+[^.]$/u),
        advice: expect.stringMatching(/^\p{Lu}.+\.$/u),
      });
    }
  });

  test('what is said of a service that is not there is true of Viber as of SMS', () => {
    expect(wordsOfError(locale, 11, AT_SMSC)?.advice).toContain('Viber');
  });

  test('no error code is explained where the provider has codes of its own', () => {
    for (const code of ERROR_CODES) expect(wordsOfError(locale, code, { hasDialect: false })).toBeNull();
  });

  test('nothing is made up for a code that the provider does not document', () => {
    for (let code = -1; code < 1000; code++) {
      const isDocumented = ERROR_CODES.includes(code);
      expect({ code, explained: wordsOfError(locale, code, AT_SMSC) !== null }).toEqual({
        code,
        explained: isDocumented,
      });
      expect({ code, written: locale.has(`error-${code}`) }).toEqual({ code, written: isDocumented });
    }
  });
});

test.each([
  [6, 'Абонент не в сети', 'Subscriber offline'],
  [220, 'Переполнена очередь у оператора', "Operator's queue is full"],
  [254, 'Имя отправителя не зарегистрировано', 'Sender not registered'],
])('%i is "%s" to a Russian, "%s" to an Englishman', (code, ...names) => {
  expect([RU, EN].map((language) => wordsOfError(localeFor(language, 'UTC'), code, AT_SMSC)?.name)).toEqual(
    names,
  );
});

test.each([
  [0x58, 'Превышена скорость отправки', 'Sending too fast'],
  [UNNAMED, 'Код не описан в SMPP 3.4', 'Not described by SMPP 3.4'],
])('command_status %i is "%s" to a Russian, "%s" to an Englishman', (status, ...meanings) => {
  const told = [RU, EN].map((language) => wordsOfStatus(localeFor(language, 'UTC'), status).meaning);
  expect(told).toEqual(meanings);
});
