import { afterEach, beforeEach, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/messages/error-codes.ts';
import { setRole } from '../../src/store/people/people.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA } from '../support/chat.ts';

let chat: ChatForTest;

beforeEach(async () => {
  chat = await chatForTest();
  await chat.store.write((tx) =>
    setRole(tx, { id: NIKOLAI.id, name: 'Nikolai', role: 'viewer', by: OLGA.id, now: Date.now() }),
  );
});

afterEach(() => chat.store.close());

const asked = async (person: typeof OLGA, line: string) => (await chat.say(person, line))[0]?.text;

it.each([
  ['/error 220', "220 · Operator's queue is full\nToo many messages wait at the operator. Send again later."],
  ['/error 001', '1 · Subscriber does not exist\nCheck the number: it may be mistyped or disconnected.'],
  ['/error ESME_RTHROTTLED', 'ESME_RTHROTTLED · Sending too fast\nThe bot will submit it again by itself.'],
  [
    '/error 6 11, throttled',
    [
      '6 · Subscriber offline\nThe phone is off or out of coverage. Send again later; a ping tells when it is back.',
      '11 · Service not connected\nThe subscriber does not have this service: SMS, Viber or a social network. Use another channel; their operator can switch SMS on.',
      'ESME_RTHROTTLED · Sending too fast\nThe bot will submit it again by itself.',
    ].join('\n'),
  ],
  [
    '/error 0x58 220 sysErr 777',
    [
      'ESME_RTHROTTLED · Sending too fast\nThe bot will submit it again by itself.',
      "220 · Operator's queue is full\nToo many messages wait at the operator. Send again later.",
      'ESME_RSYSERR · System error\nThe bot will submit it again by itself.',
      'I do not know the code “777”. /error lists those that the provider documents.',
    ].join('\n'),
  ],
  [
    '/error link down, bind refused: ESME_RINVPASWD (0x0e)!',
    "ESME_RINVPASWD · Password is wrong\nCheck SMPP_SYSTEM_ID, SMPP_PASSWORD and the allow-list in the provider's account.",
  ],
  ['/error http 3', 'http3 · Not enough money\nTop the account up, then send again.'],
  [
    '/error 220 220',
    "220 · Operator's queue is full\nToo many messages wait at the operator. Send again later.",
  ],
  [
    '/error 3 http-6',
    [
      'http3 · Not enough money\nTop the account up, then send again.',
      "http6 · The message is forbidden, for its text or its sender\nUse a registered sender, change the text, or ask the provider's support.",
    ].join('\n'),
  ],
  ['/error Throttled', 'ESME_RTHROTTLED · Sending too fast\nThe bot will submit it again by itself.'],
  ['/error rthrottled', 'ESME_RTHROTTLED · Sending too fast\nThe bot will submit it again by itself.'],
  ['/error 0x58', 'ESME_RTHROTTLED · Sending too fast\nThe bot will submit it again by itself.'],
  ['/error 88', 'ESME_RTHROTTLED · Sending too fast\nThe bot will submit it again by itself.'],
  [
    '/error 0x401',
    "0x00000401 · Not described by SMPP 3.4\nAsk the provider's support what this code means.",
  ],
  ['/error 777', 'I do not know the code “777”. /error lists those that the provider documents.'],
  [
    '/error broken pipe',
    'I do not know the code “broken pipe”. /error lists those that the provider documents.',
  ],
  [
    '/error subscriber offline',
    '6 · Subscriber offline\nThe phone is off or out of coverage. Send again later; a ping tells when it is back.',
  ],
  [
    '/error the phone is out of coverage',
    '6 · Subscriber offline\nThe phone is off or out of coverage. Send again later; a ping tells when it is back.',
  ],
  ['/error toString', 'I do not know the code “toString”. /error lists those that the provider documents.'],
])('%s is explained', async (line, words) => {
  expect(await asked(NIKOLAI, line)).toBe(words);
});

it('explains in the language of who asks', async () => {
  expect(await asked(OLGA, '/error 6')).toBe(
    '6 · Абонент не в сети\nТелефон выключен или вне зоны действия сети. Отправьте позже, проверить можно через ping.',
  );
  expect(await asked(OLGA, '/error 777')).toContain('Код «777» мне неизвестен.');
});

it('answers twenty words, and counts the rest', async () => {
  const text = await asked(OLGA, `/error ${Array.from({ length: 23 }, (_, at) => 1000 + at).join(' ')}`);
  expect(text?.split('\n')).toHaveLength(21);
  expect(text).toMatch(/и ещё 3$/);
});

it('lists every documented code in one message when none is named', async () => {
  const text = (await asked(OLGA, '/error')) ?? '';
  for (const code of ERROR_CODES) expect(text).toMatch(new RegExp(`^${code} · [А-ЯЁ][^\\n]+$`, 'mu'));
  expect(text.length).toBeLessThan(4096);
});

it('says little of something that is no code, however long', async () => {
  expect((await asked(NIKOLAI, `/error ${'7'.repeat(4000)}`))?.length).toBeLessThan(200);
});

it.each([
  ['абонент вне зоны', /^6 · Абонент не в сети\n[^\n]+$/],
  ['почему заблокировали абонента', /^13 · Абонент заблокирован\n[^\n]+$/],
  ['не доставлено почему', /^Код «не доставлено почему» мне неизвестен\. \/error покажет все/],
  ['нет денег', /^24 /],
])('“%s” brings what is nearest', async (words, told) => {
  const said = await asked(OLGA, `/error ${words}`);
  expect(said).toMatch(told);
});
