import { expect, test } from 'vitest';
import { bot, botMessages, NIKOLAI, OLGA, until, world } from '../support/bot.ts';
import { untilReady } from '../support/readiness.ts';

const NUMBER = '79991234567';
/** No receipt ever comes from it. */
const QUIET = '79991234599';
const GENERIC = { SMPP_PROVIDER: 'generic' };

type Around = Awaited<ReturnType<typeof world>>;

const say = (around: Around, text: string) => around.telegram.write(NIKOLAI, { from: NIKOLAI, text });
const said = (around: Around) => botMessages(around, NIKOLAI).map(({ text }) => text ?? '');
const lastSays = (around: Around, words: string) =>
  until(around, () => said(around).at(-1)?.includes(words), words);

test('at a provider of plain SMPP a look-up is no command, an unanswered SMS asks, and all else is as anywhere', async () => {
  const around = await world({ smsc: { provider: 'generic' } });
  await untilReady(around, await bot(around, GENERIC));

  say(around, `/hlr +${NUMBER}`);
  await lastSays(around, 'There is no /hlr here: this provider has SMS only');

  around.smsc.fault({ fault: 'drop', when: 'before-answer', times: 1 });
  say(around, `/sms +${QUIET} Your code is 4821`);
  await lastSays(around, 'Nothing is repeated by itself');
  expect(botMessages(around, NIKOLAI).at(-1)?.buttons.flat()).toMatchObject([
    { text: 'Send again' },
    { text: 'Leave it' },
  ]);

  say(around, `/sms +${NUMBER} Your table is free`);
  await lastSays(around, '✅ delivered');
  // With the provider's own code and SMPP's meaning alone, and no look-up to offer.
  say(around, '/sms +79991234521 Hello');
  await lastSays(around, '❌ not delivered (21) · id');
  expect(botMessages(around, NIKOLAI).at(-1)?.buttons.flat()).toMatchObject([{ text: 'Send again' }]);

  expect(around.smsc.submits().map(({ text, status }) => [text, status])).toEqual([
    ['Your code is 4821', 0],
    ['Your table is free', 0],
    ['Hello', 0],
  ]);

  // Who does not know message_payload would take it for an empty message.
  const long = 'Your table is free. '.repeat(9).trim();
  say(around, `/sms +${NUMBER} ${long}`);
  await lastSays(around, '2 parts');
  await lastSays(around, '✅ delivered');
  expect(around.smsc.phone(NUMBER).at(-1)).toMatchObject({ text: long });
  expect(around.smsc.submits().slice(3)).toHaveLength(2);
});

test('where the default alphabet is ASCII, both sides write a@b as they mean it', async () => {
  const around = await world({ smsc: { provider: 'generic', defaultAlphabet: 'ascii' } });
  await untilReady(around, await bot(around, { ...GENERIC, SMPP_DEFAULT_ALPHABET: 'ascii' }));

  say(around, `/sms +${NUMBER} mail a@b_c.ru [1]`);
  await lastSays(around, '✅ delivered');
  expect(said(around).at(-1)).toContain('1 part, ASCII');
  expect(around.smsc.phone(NUMBER)).toMatchObject([{ text: 'mail a@b_c.ru [1]' }]);

  await around.smsc.write('79991112233', { to: '79000000', text: 'mail a@b.ru' });
  await until(around, () => botMessages(around, OLGA).some(({ text }) => text?.includes('mail a@b.ru')));
});
