import type { User } from 'grammy/types';
import { expect, test } from 'vitest';
import { statusOfHttpError } from '../../src/messages/http-error.ts';
import { type Settlement, settle } from '../../src/store/attempts/attempts.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { claimOne } from '../support/claim.ts';

const LINE = '/sms +79991234567 Your order is ready';

/** The card of an SMS that went by the HTTP API, and what came of that. */
async function byHttps(
  chat: ChatForTest,
  person: User,
  outcome: Omit<Settlement, 'attemptId'>,
  line = LINE,
): Promise<Shown> {
  const card = only(await chat.say(person, line));
  const [message] = await messagesOfCard(chat.store.db, card.card.id, 1);
  if (!message) throw new Error('no message');
  const attempt = {
    part: 1,
    protocol: 'https',
    host: 'smsc.ru',
    bind: 'demo/https',
    source: 'SHOP',
  } as const;
  await chat.store.write(async (tx) => {
    const [attemptId = 0] = (await claimOne(tx, message, [attempt], 1, Date.now())) ?? [];
    await settle(tx, message.account, [{ attemptId, ...outcome }], Date.now());
  });
  return chat.look(card);
}

test('a card and the history say by which way a message went that did not go by SMPP', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const taken = { outcome: 'accepted', commandStatus: 0, providerId: '1-abc' } as const;
  const card = await byHttps(chat, NIKOLAI, taken);
  expect(card.text).toContain('✈️ handed over, by HTTPS, id 1-abc');
  expect(card.copied).toContain('1-abc');
  expect(
    (await byHttps(chat, OLGA, { ...taken, providerId: '2-abc' }, '/sms +79991112233 Готово')).text,
  ).toContain('✈️ передано, по HTTPS, id 2-abc');

  // By that id it is found as by the provider's own.
  const history = only(await chat.say(NIKOLAI, '/status 1-abc'));
  expect(history.text).toMatch(/· by HTTPS · smsc\.ru \(demo\/https\) · accepted, id 1-abc/);
});

test('of one without an answer the card says that the provider is being asked, and offers nothing', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const card = await byHttps(chat, NIKOLAI, { outcome: 'no_answer' });
  expect(card.text).toContain('❓ No answer came. The provider is being asked whether it has this message');
  expect(card.buttons).toEqual([]);
});

test.each([
  [1, '❌ not accepted by the provider: an error in the parameters (http1)', 'A fault of the bot'],
  [3, '❌ not accepted by the provider: not enough money (http3)', 'Top the account up'],
  [
    6,
    '❌ not accepted by the provider: the message is forbidden, for its text or its sender (http6)',
    'Use a registered sender',
  ],
  [7, '❌ not accepted by the provider: the number is written wrongly (http7)', 'Check the number'],
  [
    8,
    '❌ not accepted by the provider: a message to this number cannot be delivered (http8)',
    'another channel',
  ],
])('error %i of the HTTP API is told with what helps: %s', async (code, meaning, advice) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const refused = { outcome: 'refused', commandStatus: statusOfHttpError(code) } as const;
  const { text } = await byHttps(chat, NIKOLAI, refused);
  expect(text).toContain(meaning);
  expect(text).toContain(advice);
});

test('error 9 is told as what goes again by itself, in both languages', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const deferred = { outcome: 'deferred', commandStatus: statusOfHttpError(9) } as const;
  expect((await byHttps(chat, NIKOLAI, deferred)).text).toContain(
    '⏳ queued: too many requests, or the same one twice within a minute. It goes out again by itself.',
  );
  const russian = await byHttps(chat, OLGA, deferred, '/sms +79991112233 Готово');
  expect(russian.text).toContain('⏳ в очереди: ');
});
