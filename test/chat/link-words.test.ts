import { expect, test } from 'vitest';
import { localeFor } from '../../src/chat/locale.ts';
import { linkWords } from '../../src/chat/watch/link-words.ts';
import { WORDS } from '../../src/provider-smtp/exit.ts';
import { bindRefused, bindUnanswered } from '../../src/smpp/bind-refused.ts';
import { STATUS } from '../../src/smpp/pdu.ts';
import { EN, RU } from '../support/languages.ts';

/** As src/provider-smtp/exit.ts words them for the log. */
const MAIL = Object.values(WORDS);

test.each([
  ['a:3700: closed by the SMSC', 'a:3700: closed by the SMSC', 'a:3700: SMSC закрыл соединение'],
  ['a:1: the SMSC unbound', 'a:1: the SMSC unbound', 'a:1: SMSC завершил сеанс (unbind)'],
  [
    'no answer to enquire_link in 10000 ms',
    'no answer to enquire_link in 10 s',
    'нет ответа на enquire_link за 10 с',
  ],
  ['no answer to the bind in 10000 ms', 'no answer to the bind in 10 s', 'нет ответа на bind за 10 с'],
  [
    bindUnanswered('closed by the SMSC'),
    bindUnanswered('closed by the SMSC'),
    /^сеанс не открыт \(SMSC закрыл соединение\): .*SMPP_TLS/,
  ],
  [
    bindRefused(STATUS.bindFailed, 'transceiver'),
    /^bind refused: ESME_RBINDFAIL: check .*\. If no transceiver .*split\.$/,
    /^SMSC отказал в сеансе: ESME_RBINDFAIL: проверьте логин .* Если трансивер .*split\.$/,
  ],
  [
    bindRefused(STATUS.invalidPassword, 'receiver'),
    /^bind refused: ESME_RINVPASWD: check the password/,
    /^SMSC отказал .* проверьте пароль [^.]*\.$/,
  ],
  [bindRefused(0x99, 'receiver'), /^bind refused: 0?x?\w+\.$/, /^SMSC отказал в сеансе: \w+\.$/],
  [
    'a:1: connect ECONNREFUSED 127.0.0.1:1',
    /^a:1: nothing listens there: .* \(connect ECONNREFUSED 127\.0\.0\.1:1\)$/,
    /^a:1: там никто не отвечает: .* \(connect ECONNREFUSED/,
  ],
  ['getaddrinfo ENOTFOUND x', /^there is no such name/, /^такого имени нет/],
  [
    'a:443: status',
    /^a:443: its server answered with an error/,
    /^a:443: сервер провайдера ответил своей ошибкой/,
  ],
  ['a:443: certificate', /^a:443: its certificate is not valid/, /^a:443: сертификат недействителен/],
  [
    'a:443: error 2: check the key',
    /^a:443: Wrong login, .*PROVIDER_API_KEY/,
    /^a:443: Неверный логин, .*PROVIDER_API_KEY/,
  ],
  ...MAIL.map((why): [string, RegExp, RegExp] => [
    `a:25: ${why}`,
    new RegExp(`^a:25: ${why}`),
    /^a:25: .*почтов/,
  ]),
  ['something else', 'something else', 'something else'],
])('an error of the link is told in the words of either language: %s', (error, en, ru) => {
  expect(linkWords(localeFor(EN, 'UTC'), error)).toMatch(en);
  expect(linkWords(localeFor(RU, 'UTC'), error)).toMatch(ru);
});
