import { beforeEach, expect, test, vi } from 'vitest';

import { createCard } from '../../src/store/cards.ts';
import { holdForGuard } from '../../src/store/guard.ts';
import { storeIncoming } from '../../src/store/incoming.ts';
import { type Message, messagesOfCard } from '../../src/store/outbox.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { claimOne } from '../support/claim.ts';
import { unseenIncoming } from '../support/unseen.ts';

const LINE = '/sms +79991234567 Your code is 1234';
let chat: ChatForTest;

beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

const messageOf = async ({ card }: Shown): Promise<Message> => {
  const [message] = await messagesOfCard(chat.store.db, card.id, 1);
  if (!message) throw new Error('no message');
  return message;
};

/** Its submit left so many ms ago. */
async function sent(card: Shown, agoMs: number): Promise<void> {
  const message = await messageOf(card);
  const attempts = [{ part: 1, host: 'smpp.smsc.ru:3700', bind: 'demo/1', source: 'SHOP' }];
  await chat.store.write((tx) => claimOne(tx, message, attempts, 1, Date.now() - agoMs));
}

/** Times in a card that tell themselves. */
function liveTimes({ view: { text } }: Shown) {
  if (typeof text === 'string') return [];
  return text.entities.flatMap((entity) =>
    entity.type === 'date_time'
      ? {
          words: text.text.slice(entity.offset, entity.offset + entity.length),
          format: entity.date_time_format,
          inMs: entity.unix_time * 1000 - Date.now(),
        }
      : [],
  );
}

test('the same text to the same number within a minute is said before it is sent, whoever sent the first', async () => {
  await sent(await only(chat.say(OLGA, LINE)), 19_000);

  const second = await only(chat.say(NIKOLAI, LINE));

  expect(second.text).toMatch(
    /✋ not sent yet: the same text went to this number at [\d:]+\. This one can go: [\d:]+$/,
  );
  expect(second.buttons).toEqual(['Send when possible', 'Later…', 'Cancel', 'From…']);
  expect(second.view.atRest).toBe(true);
  expect(await messageOf(second)).toMatchObject({ state: 'waiting', ready_at: null });
});

test('the time at which it can go tells itself how long that is, and the card is edited when it is over', async () => {
  await sent(await only(chat.say(OLGA, LINE)), 19_000);
  const second = await only(chat.say(NIKOLAI, LINE));
  const live = liveTimes(second);
  expect(live).toEqual([
    { words: expect.stringMatching(/^\d\d:\d\d:\d\d$/), format: 'r', inMs: expect.any(Number) },
  ]);
  expect(live[0]?.inMs).toBeGreaterThan(44_000);
  expect(live[0]?.inMs).toBeLessThan(47_000);
  const changesAt = second.view.changesAt ?? 0;
  expect(changesAt - Date.now()).toBeGreaterThan(44_000);
  const label = second.buttons[0] ?? '';

  vi.setSystemTime(changesAt);
  const later = await chat.look(second);
  vi.useRealTimers();

  expect(later.text).toContain('the same text went to this number shortly before');
  expect(later.buttons).toEqual(['Send', 'Later…', 'Cancel', 'From…']);
  expect(later.view).not.toHaveProperty('changesAt');
  // The card says when it goes: a toast that it is on its way would be wrong.
  expect((await chat.press(NIKOLAI, second, label)).toast).toBe(null);
  expect(await messageOf(second)).toMatchObject({ state: 'queued' });
});

test('it is said too when the first one has not left yet', async () => {
  await chat.say(NIKOLAI, LINE);

  const second = await only(chat.say(NIKOLAI, LINE));

  expect(second.text).toContain('the same text to this number is on its way already');
  await chat.press(NIKOLAI, second, 'Send when possible');
  expect(await messageOf(second)).toMatchObject({ state: 'queued' });
});

test('it is said before an answer repeats what went by another account, and a press sends it at once', async () => {
  const two = await chatForTest({ accounts: ['one', 'two'] });
  const first = await only(two.say(OLGA, LINE));
  const [message] = await messagesOfCard(two.store.db, first.card.id, 1);
  const other = message?.account === 'one' ? 'two' : 'one';
  const part = { sender: '79991234567', recipient: '79000000', text: 'code?', concatenation: null };
  const asked = await two.store.write(async (tx) => {
    await storeIncoming(tx, other, part, Date.now());
    const [incoming] = await unseenIncoming(tx.db, 1);
    return createCard(tx, {
      chatId: OLGA.id,
      threadId: null,
      replyTo: null,
      kind: 'incoming',
      body: { incomingId: incoming?.id },
      language: 'en',
      personId: null,
      now: Date.now(),
    });
  });
  await two.store.write((tx) =>
    tx.db.updateTable('cards').set({ telegram_id: 7 }).where('id', '=', asked).execute(),
  );

  const answer = await only(
    two.say(OLGA, 'Your code is 1234', {
      replyTo: { message_id: 7, from: { id: 1, is_bot: true, first_name: 'Demo' } },
    }),
  );

  expect(answer.text).toContain('уже отправляется с другого аккаунта. Всё равно отправить?');
  expect(answer.buttons).toEqual(['Отправить', 'Позже…', 'Отмена', 'От кого…']);
  await two.press(OLGA, answer, 'Отправить');
  expect((await two.look(answer)).text).toContain('⏳ в очереди');
  await two.store.close();
});

test('a message that the sender holds back says when it goes, and can be cancelled', async () => {
  const card = await only(chat.say(OLGA, LINE));
  const message = await messageOf(card);
  await chat.store.write((tx) => holdForGuard(tx, [{ message, until: Date.now() + 46_000 }], Date.now()));

  const held = await chat.look(card);

  expect(held.text).toMatch(/⏳ такой же текст ушёл на этот номер в [\d:]+\. Этот уйдёт: [\d:]+$/);
  expect(liveTimes(held)).toMatchObject([{ format: 'r' }]);
  expect(held.buttons).toEqual(['Отмена']);
});

test('another text, another number, and the same text after a minute go without a question', async () => {
  await sent(await only(chat.say(NIKOLAI, LINE)), 65_000);

  for (const line of [LINE, '/sms +79991234567 Your code is 4321', '/sms +79991234568 Your code is 1234']) {
    expect((await only(chat.say(NIKOLAI, line))).text).toContain('⏳ queued');
  }
});

test('a cancelled message is no reason to ask', async () => {
  const first = await only(chat.say(NIKOLAI, LINE));
  await chat.press(NIKOLAI, first, 'Cancel');

  expect((await only(chat.say(NIKOLAI, LINE))).text).toContain('⏳ queued');
});

test('the preview of many counts those to whom the same text went within the minute', async () => {
  await sent(await only(chat.say(NIKOLAI, LINE)), 10_000);

  const preview = await only(chat.say(NIKOLAI, '/sms +79991234567, +79991234568 Your code is 1234'));

  expect(preview.text).toContain('sent less than a minute ago (1)');
  expect(preview.buttons).toEqual(['Send 2', 'Later…', 'Cancel', 'From…']);
});
