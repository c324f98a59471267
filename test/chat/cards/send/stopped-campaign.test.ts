import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MessageState } from '../../../../src/messages/status.ts';
import { messagesOfCard } from '../../../../src/store/attempts/outbox.ts';
import { judgeCanary } from '../../../../src/store/campaigns/canary.ts';
import { orderOfCard } from '../../../../src/store/orders/orders.ts';
import { become } from '../../../support/become.ts';
import { campaignsIn, positionsOf, typedNumbers } from '../../../support/campaigns.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, type Shown } from '../../../support/chat.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
});
afterEach(() => chat.store.close());

const { previewOf, fail, doubt, trip, submit } = campaignsIn(() => chat);

const recipientsOf = async ({ card: { id } }: Shown) =>
  (await messagesOfCard(chat.store.db, id, 500)).map(({ recipient }) => recipient);

test.each([
  {
    person: NIKOLAI,
    send: 'Send 180',
    line: '⏸ stopped: 50 of the first 50 were not accepted, sender not registered (254). 130 wait.',
    buttons: ['Resume', 'Cancel the rest'],
  },
  {
    person: OLGA,
    send: 'Отправить 180',
    line: /⏸ остановлено: 50 из первых 50 не приняты, имя отправителя не зарегистрировано \(254\)\. Ждут 130\./u,
    buttons: ['Продолжить', 'Отменить остальные'],
  },
])(
  '$person.first_name reads why a campaign has stopped by itself, and can go on with it or cancel it',
  async (words) => {
    const { person } = words;
    if (person !== OLGA) await chat.let(person, 'operator');
    const card = await previewOf(person, `/sms ${typedNumbers(180)} sale`);
    await chat.press(person, card, words.send);
    await submit(50);
    await fail(card, 254, positionsOf(0, 50));
    // One of those that wait was too many for the provider before.
    await become(chat.store.db, { command_status: 0x58 }, { card: card.card.id, positions: [60] });
    await trip(card);

    const stopped = await chat.look(card);
    expect(stopped.text).toMatch(words.line);
    expect(stopped.buttons.slice(0, 2)).toEqual(words.buttons);
  },
);

test.each([
  {
    person: NIKOLAI,
    buttons: ['Pause', 'Cancel the rest'],
    takes: 'Sending takes about 2 s',
    going: '🐤 the first 20 go ahead: the other 190 follow once 10 of them are delivered',
    out: /🐤 the first 20 are out, 3 delivered\. The other 190 follow as soon as 10 are\. If fewer than 10 fail, they follow all the same: \d/,
    stopped:
      '⏸ stopped: 12 of the first 20 failed: 9 × sender not registered (254), 3 × subscriber does not exist (1). 190 wait.',
    resume: 'Resume',
  },
  {
    person: OLGA,
    buttons: ['Пауза', 'Отменить остальные'],
    takes: 'Отправка займёт около 2 с',
    going: '🐤 сначала уходят первые 20: остальные 190 пойдут, когда из этих доставят 10',
    out: /🐤 первые 20 ушли, доставлено 3\. Остальные 190 пойдут, как только доставят 10\. Если неудач меньше 10, пойдут всё равно: \d/,
    stopped:
      '⏸ остановлено: из первых 20 не дошли 12: 9 × имя отправителя не зарегистрировано (254), 3 × абонент не существует (1). Ждут 190.',
    resume: 'Продолжить',
  },
])(
  '$person.first_name reads what the rest of a campaign waits for while its first 20 are tried',
  async (words) => {
    const { person } = words;
    if (person !== OLGA) await chat.let(person, 'operator');
    const card = await previewOf(person, `/sms ${typedNumbers(210)} sale`);
    expect(card.text).toContain(words.takes);
    const { id } = card.card;
    const fate = (state: MessageState, error: number | null, from: number, count: number) =>
      become(chat.store.db, { state, error }, { card: id, positions: positionsOf(from, count) });
    await chat.press(person, card, card.buttons[0] ?? '');

    const going = await chat.look(card);
    expect(going.text).toContain(words.going);
    expect(going.buttons.slice(0, 2)).toEqual(words.buttons);

    await submit(100);
    await fate('accepted', null, 0, 20);
    await fate('delivered', null, 0, 3);
    const out = await chat.look(card);
    expect(out.text).toMatch(words.out);
    expect(out.buttons.slice(0, 2)).toEqual(words.buttons);

    await fate('undelivered', 1, 3, 3);
    await fate('rejected', 254, 6, 9);
    await chat.store.write(async (tx) =>
      judgeCanary(tx, (await orderOfCard(tx.db, id))?.id ?? '', Date.now()),
    );
    const stopped = await chat.look(card);
    expect(stopped.text).toContain(words.stopped);
    expect(stopped.text).not.toContain('🐤');
    expect(stopped.buttons[0]).toBe(words.resume);
  },
);

test.each([
  { person: NIKOLAI, send: 'Send 180', resume: 'Resume', sending: '130 messages are on their way.' },
  { person: OLGA, send: 'Отправить 180', resume: 'Продолжить', sending: 'Отправляется 130 сообщений.' },
])(
  'by [$resume] a campaign that had stopped by itself goes on, and what certainly failed for that is sent once more, on a card of its own',
  async ({ person, send, resume, sending }) => {
    if (person !== OLGA) await chat.let(person, 'operator');
    const card = await previewOf(person, `/sms ${typedNumbers(180)} sale`);
    const { id } = card.card;
    await chat.press(person, card, send);
    await submit(50);
    await fail(card, 254, positionsOf(0, 50));
    await trip(card);
    await doubt(card, 7);
    await fail(card, 6, [8]);

    const { toast, cards } = await chat.press(person, await chat.look(card), resume);

    expect(toast).toBe(sending);
    expect(cards).toHaveLength(1);
    const again = cards[0] as Shown;
    expect(again.text).toMatch(/48 (?:recipients|получателей)/);
    expect(again.buttons).not.toContain(send);
    expect(await recipientsOf(again)).not.toContain('79991234007');
    expect(await recipientsOf(again)).not.toContain('79991234008');
    const order = await orderOfCard(chat.store.db, again.card.id);
    expect(order?.again_of).toBe((await orderOfCard(chat.store.db, id))?.id);
    expect(await submit(500)).toBe(130 + 48);
  },
);

test('what tripped the breaker is tried again with the others that it helps, unless [Resume] has sent it again', async () => {
  await chat.let(NIKOLAI, 'operator');
  const cancelled = async (text: string, isResumed: boolean): Promise<readonly string[]> => {
    const card = await previewOf(NIKOLAI, `/sms ${typedNumbers(180)} ${text}`);
    await chat.press(NIKOLAI, card, card.buttons[0] ?? '');
    await submit(50);
    await fail(card, 254, positionsOf(0, 50));
    await trip(card);
    await fail(card, 1, [3]);
    await fail(card, 220, [4]);
    if (isResumed) {
      const { cards } = await chat.press(NIKOLAI, await chat.look(card), 'Resume');
      expect(cards[0]?.text).toContain('48 recipients');
    }
    await chat.press(NIKOLAI, await chat.look(card), 'Cancel the rest');
    return (await chat.look(card)).buttons;
  };

  expect(await cancelled('sale', false)).toContain('Again to the 49 failed');
  expect(await cancelled('news', true)).toContain('Again to the 1 failed');
});
