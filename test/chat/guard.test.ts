import { beforeEach, expect, test, vi } from 'vitest';
import { type Message, messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { createCard } from '../../src/store/chats/cards.ts';
import { holdForGuard } from '../../src/store/orders/guard.ts';
import { storeIncoming } from '../../src/store/talks/incoming.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, SETTINGS, type Shown } from '../support/chat.ts';
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

/** Its submits left so many ms ago. */
async function sent({ card }: Shown, agoMs: number): Promise<void> {
  const attempts = [{ part: 1, host: 'smpp.smsc.ru:3700', bind: 'demo/1', source: 'SHOP' }];
  for (const message of await messagesOfCard(chat.store.db, card.id, 2)) {
    await chat.store.write((tx) => claimOne(tx, message, attempts, 1, Date.now() - agoMs));
  }
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

const LIST = '+79991234567, +79991234568';

test.each([
  {
    person: NIKOLAI,
    send: 'Send 2',
    asks: 'The card has one more question.',
    says: '✋ not sent yet: the same text went to these numbers shortly before, or is on its way there already (2). Send it once more?',
    buttons: ['Send when possible', 'Later…', 'Cancel', 'From…'],
  },
  {
    person: OLGA,
    send: 'Отправить 2',
    asks: 'На карточке ещё один вопрос.',
    says: '✋ ещё не отправлено: такой же текст незадолго до этого ушёл на эти номера или уже отправляется (2). Отправить ещё раз?',
    buttons: ['Отправить, когда можно', 'Позже…', 'Отмена', 'От кого…'],
  },
])(
  'of two previews of the same list the second is asked about at [Send], to $person.first_name',
  async ({ person, send, asks, says, buttons }) => {
    const one = await only(chat.say(NIKOLAI, `/sms ${LIST} Sale today`));
    const other = await only(chat.say(person, `/sms ${LIST} Sale today`));
    expect(other.text).not.toContain('(2)');
    await chat.press(NIKOLAI, one, 'Send 2');

    expect((await chat.press(person, other, send)).toast).toBe(asks);

    const asked = await chat.look(other);
    expect(asked.text).toContain(says);
    expect(asked.buttons).toEqual(buttons);
    expect(await messageOf(other)).toMatchObject({ state: 'waiting', waiting_for: 'guard' });
    // A second press of the same button, before the card was edited, says nothing to the new question.
    expect((await chat.press(person, other, send)).toast).not.toBeNull();
    expect(await messageOf(other)).toMatchObject({ state: 'waiting' });
    await chat.press(person, asked, buttons[0] ?? '');
    expect(await messageOf(other)).toMatchObject({ state: 'queued' });
  },
);

test('of two previews of one dear message the second is asked about at [Send], with when it can go', async () => {
  const line = `/sms +79991234567 ${'ж'.repeat(300)}`;
  const [one, other] = [await only(chat.say(NIKOLAI, line)), await only(chat.say(NIKOLAI, line))];
  await chat.press(NIKOLAI, one, 'Send');
  await sent(one, 5_000);

  expect((await chat.press(NIKOLAI, other, 'Send')).toast).toBe('The card has one more question.');

  const asked = await chat.look(other);
  expect(asked.text).toContain('✋ not sent yet: the same text went to this number at');
  expect(asked.buttons[0]).toBe('Send when possible');
});

test('of two previews with a minute between their [Send], other words, or other people, nothing more is asked', async () => {
  const lines = [LIST, '+79991234561, +79991234562', LIST].map((to) => `/sms ${to} Sale today`);
  const previews: Shown[] = [];
  for (const line of [...lines, `/sms ${LIST} Sale tomorrow`])
    previews.push(await only(chat.say(NIKOLAI, line)));
  const [first, ...others] = previews;
  if (!first) throw new Error('no preview');
  await chat.press(NIKOLAI, first, 'Send 2');
  await sent(first, 65_000);

  for (const other of others) {
    expect((await chat.press(NIKOLAI, other, 'Send 2')).toast).toBe('2 messages are on their way.');
  }
});

test('what is set for a time, and is to go now, is asked about where the same goes meanwhile', async () => {
  const scheduled = await only(chat.say(NIKOLAI, `/sms ${LIST} at=+2h Sale today`));
  await chat.press(NIKOLAI, scheduled, 'Schedule 2');
  const listed = await only(chat.say(NIKOLAI, '/scheduled'));
  await chat.press(NIKOLAI, await only(chat.say(NIKOLAI, `/sms ${LIST} Sale today`)), 'Send 2');

  expect(
    (await chat.press(NIKOLAI, listed, listed.buttons.find((one) => one.startsWith('Send now')) ?? '')).toast,
  ).toBe('The card has one more question.');

  expect((await chat.look(scheduled)).text).toContain('the same text went to these numbers shortly before');
  expect(await messageOf(scheduled)).toMatchObject({ state: 'waiting', waiting_for: 'guard' });
});

test('of two lists that a second person approves the second is asked about at [Approve]', async () => {
  const asking = await chatForTest({ approve: { ...SETTINGS.approve, above: 1 } });
  await asking.let(NIKOLAI, 'operator');
  for (const person of [OLGA, NIKOLAI]) await asking.say(person, '/help');
  const asked: { card: Shown; told: Shown }[] = [];
  for (let n = 0; n < 2; n += 1) {
    const card = await only(asking.say(NIKOLAI, `/sms ${LIST} Sale today`));
    asked.push({ card, told: only((await asking.press(NIKOLAI, card, 'Send 2')).cards) });
  }
  const toasts: (string | null)[] = [];
  for (const { told } of asked) toasts.push((await asking.press(OLGA, told, 'Подтвердить')).toast);

  expect(toasts).toEqual(['Отправляются 2 сообщения.', 'Подтверждено.']);
  const [first, second] = await Promise.all(asked.map(({ card }) => asking.look(card)));
  expect(first?.text).not.toContain('Send it once more?');
  expect(second?.text).toContain('the same text went to these numbers shortly before');
  expect(second?.buttons[0]).toBe('Send when possible');
});
