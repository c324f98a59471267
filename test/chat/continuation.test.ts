import { beforeEach, describe, expect, test } from 'vitest';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { statesOf } from '../support/states.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

/** Real Russian numbers, each another. */
const numbers = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `+7999${String(1_000_000 + from + index)}`);

/** As a client cuts a line: at the last space or line break that leaves at most 4,096 characters. */
function cut(line: string, at = /\s/g): [string, string] {
  const ends = [...line.matchAll(at)].map(({ index }) => index).filter((index) => index <= 4096);
  const end = ends.at(-1) ?? 4096;
  return [line.slice(0, end), line.slice(end).trim()];
}

const states = async () => {
  const byState = Map.groupBy(await statesOf(chat.store.db), (state) => state);
  return Object.fromEntries([...byState].map(([state, of]) => [state, of.length]));
};

test('a text that may lack its end says so, and the second message is offered as the rest of it', async () => {
  const text = 'Ваш заказ готов. '.repeat(240).trim();
  const [first, second] = cut(`/sms +79991234567 ${text}`);
  const preview = only(await chat.say(OLGA, first));
  expect(preview.text).toContain('✂️ Сообщение заняло всё, что вмещает Telegram');
  expect(preview.buttons).toEqual(['Отправить', 'Позже…', 'Отмена', 'От кого…', 'Весь текст']);

  const offer = only(await chat.say(OLGA, second));
  expect(offer.text).toContain('Похоже, это продолжение /sms');
  expect(offer.buttons).toEqual(['Добавить', 'Нет, это другое']);

  const whole = only((await chat.press(OLGA, offer, 'Добавить')).cards);
  expect(whole.buttons).toEqual(['Отправить', 'Позже…', 'Отмена', 'От кого…', 'Весь текст']);
  expect(whole.text).not.toContain('✂️');
  expect((await chat.look(preview)).text).toContain('🚫 отменено');
  expect((await chat.look(offer)).buttons).toEqual([]);
  const orders = await chat.store.db.selectFrom('orders').select('request').execute();
  expect(orders.map(({ request }) => JSON.parse(request).content.text)).toContain(text);
  expect(await states()).toEqual({ cancelled: 1, waiting: 1 });
});

describe('a list of numbers that comes in two messages', () => {
  test.each([
    ['a line each, with the text in the second', numbers(400).join('\n'), '\nIt is ready'],
    ['by commas, with the text in the second', numbers(400).join(', '), ' It is ready'],
  ])('%s: is previewed as one', async (_, list, text) => {
    const [first, second] = cut(`/sms ${list}${text}`, /,? |\n/g);
    await chat.say(NIKOLAI, first);
    const offer = only(await chat.say(NIKOLAI, second));
    expect(offer.text).toContain('This looks like the rest of /sms');
    const whole = only((await chat.press(NIKOLAI, offer, 'Add to the list')).cards);
    expect(whole.buttons).toContain('Send 400');
    expect(await states()).toEqual({ waiting: 400, ...(await states()) });
    expect((await states()).queued).toBeUndefined();
  });

  test('to be looked up: the preview says that some may be missing, and all are asked about at once', async () => {
    const [first, second] = cut(`/hlr ${numbers(400).join('\n')}`);
    const preview = only(await chat.say(NIKOLAI, first));
    expect(preview.text).toContain('some of the numbers may have come separately');
    const offer = only(await chat.say(NIKOLAI, second));
    const whole = only((await chat.press(NIKOLAI, offer, 'Add to the list')).cards);
    expect(whole.buttons).toContain('Look up 400');
  });

  test('or three: all are joined', async () => {
    const [first, more] = cut(`/hlr ${numbers(800).join('\n')}`);
    const [second, third] = cut(more);
    await chat.say(NIKOLAI, first);
    await chat.say(NIKOLAI, second);
    const offer = only(await chat.say(NIKOLAI, third));
    const whole = only((await chat.press(NIKOLAI, offer, 'Add to the list')).cards);
    expect(whole.buttons).toContain('Look up 800');
    expect(await states()).toMatchObject({ waiting: 800 });
  });

  test('cut in the middle of a number, where no space was near', async () => {
    const line = `/hlr ${numbers(400).join(',')}`;
    await chat.say(NIKOLAI, line.slice(0, 4096));
    const offer = only(await chat.say(NIKOLAI, line.slice(4096)));
    const whole = only((await chat.press(NIKOLAI, offer, 'Add to the list')).cards);
    expect(whole.buttons).toContain('Look up 400');
  });
});

describe('it is no continuation', () => {
  const long = `/sms +79991234567 ${'a'.repeat(4050)}`;
  const kinds = (cards: readonly Shown[]) => cards.map(({ card }) => card.kind);

  test('when it comes later', async () => {
    await chat.say(OLGA, long);
    expect(kinds(await chat.say(OLGA, 'b', { at: Date.now() + 60_000 }))).toEqual(['choices']);
  });

  test('when it is a command, or a reply', async () => {
    const preview = only(await chat.say(OLGA, long));
    expect(kinds(await chat.say(OLGA, '/health'))).toEqual(['health']);
    await chat.say(OLGA, long);
    expect(kinds(await chat.say(OLGA, 'b', { replyTo: preview }))).toEqual(['send']);
  });

  test('when the message before it was shorter', async () => {
    await chat.say(OLGA, '/sms +79991234567 hi');
    expect(kinds(await chat.say(OLGA, 'b'))).toEqual(['notice']);
  });

  test('when in a group somebody else says it, or in another topic', async () => {
    await chat.say(OLGA, long, { chat: GROUP, thread: 7 });
    expect(await chat.say(NIKOLAI, 'b', { chat: GROUP, thread: 7 })).toEqual([]);
    expect(await chat.say(OLGA, 'b', { chat: GROUP, thread: 8 })).toEqual([]);
    expect(kinds(await chat.say(OLGA, 'b', { chat: GROUP, thread: 7 }))).toEqual(['continuation']);
  });
});

test('what has been sent meanwhile is not sent again with its rest', async () => {
  const preview = only(await chat.say(OLGA, `/sms +79991234567 ${'a'.repeat(4050)}`));
  const offer = only(await chat.say(OLGA, 'b'));
  await chat.press(OLGA, preview, 'Отправить');
  const { toast, cards } = await chat.press(OLGA, offer, 'Добавить');
  expect(toast).toBe('Первая часть уже ушла. Остальное пошлите отдельной командой.');
  expect(cards).toEqual([]);
  expect(await states()).toEqual({ queued: 1 });
});

test('who may not send adds nothing to what somebody else sends', async () => {
  await chat.let(NIKOLAI, 'viewer');
  await chat.say(OLGA, `/sms +79991234567 ${'a'.repeat(4050)}`, { chat: GROUP });
  const offer = only(await chat.say(OLGA, 'b', { chat: GROUP }));
  const { toast } = await chat.press(NIKOLAI, offer, 'Добавить');
  expect(toast).toContain('оператор');
  expect(await states()).toEqual({ waiting: 1 });
});
