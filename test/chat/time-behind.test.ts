import { describe, expect, test } from 'vitest';
import { type ChatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { AFTERNOON, beginAt } from '../support/on-friday.ts';
import { statesOf } from '../support/states.ts';

let chat: ChatForTest;
beginAt(AFTERNOON, (begun) => {
  chat = begun;
});

test.each([
  [
    OLGA,
    '❓ Время «18:30» написано за текстом: так оно ушло бы вместе с ним, и сразу. Пока ничего не отправлено.\n«/sms +79991234567 -- Ваш заказ готов at=18:30»',
    ['Отправить 27 нояб. 18:30', 'Отправить сейчас, как написано'],
  ],
  [
    NIKOLAI,
    '❓ The time “18:30” stands behind the text: it would go as a part of it, and at once. Nothing is sent yet.\n“/sms +79991234567 -- Ваш заказ готов at=18:30”',
    ['Send at 27 Nov 18:30', 'Send now, as it is written'],
  ],
] as const)('a time behind the text is asked about, and nothing goes', async (person, text, buttons) => {
  const card = only(await chat.say(person, '/sms +79991234567 Ваш заказ готов at=18:30'));
  expect(card.text).toBe(text);
  expect(card.buttons).toEqual(buttons);
  expect(await statesOf(chat.store.db)).toEqual([]);
});

describe.each([
  ['/sms +79991234567 Ваш заказ готов at=18:30', 'Ваш заказ готов', '27 нояб. 18:30', null],
  ['/sms +79991234567 from=SHOP Готов at=завтра 9:00', 'Готов', '28 нояб. 09:00', null],
  ['/sms +79991234567\nГотов\nat="завтра 9:00"', 'Готов', '28 нояб. 09:00', null],
  ['/sms ivan Готов at=+2h', 'Готов', '27 нояб. 17:00', '+2h'],
  ['/viber +79991234567 Готов AT=18:30 ', 'Готов', '27 нояб. 18:30', null],
] as const)('%s', (line, text, when, label) => {
  const asked = async () => {
    await chat.say(OLGA, '/contact add ivan +79991234567');
    return only(await chat.say(OLGA, line));
  };

  test('goes at that time without it in the text, where that is pressed', async () => {
    const card = await asked();
    const { cards } = await chat.press(OLGA, card, `Отправить ${label ?? when}`);
    const sent = only(cards);
    expect(sent.text).toContain(`«${text}»`);
    expect(sent.text).toContain(`⏰ ${when}`);
    expect(await statesOf(chat.store.db)).toEqual(['waiting']);
    const after = await chat.look(card);
    expect(after.buttons).toEqual([]);
    expect(after.text).toContain('вопрос закрыт');
  });

  test('goes at once with it, where that is pressed', async () => {
    const card = await asked();
    const { cards } = await chat.press(OLGA, card, 'Отправить сейчас, как написано');
    expect(only(cards).text.replace(/\s+/g, ' ')).toContain(
      line.slice(line.indexOf('отов')).trim().replace(/\s+/g, ' '),
    );
    expect(await statesOf(chat.store.db)).toEqual(['queued']);
  });
});

test.each([
  '/sms +79991234567 Ждём вас завтра 9:00',
  '/sms +79991234567 -- Ваш код at=18:30',
  '/sms +79991234567 at=18:30 Встреча at=19:00',
  '/sms +79991234567 look at=home',
  '/sms +79991234567 at=18:30 is when we meet',
  '/sms +79991234567 see cat=18:30x y',
])('nothing is asked about %s', async (line) => {
  expect(only(await chat.say(OLGA, line)).text).toContain('📤 SMS');
});

test('a message that is edited meanwhile is asked about no more, and what was sent by the button is not sent again', async () => {
  const message = chat.message(OLGA, '/sms +79991234567 Готов at=18:30');
  const card = only((await chat.update({ message })).cards);
  await chat.press(OLGA, card, 'Отправить сейчас, как написано');
  await chat.update({
    edited_message: { ...message, text: '/sms +79991234567 Готово', edit_date: message.date + 1 },
  });
  expect(await statesOf(chat.store.db)).toEqual(['queued']);
});

test('who may not send is not let to by its buttons', async () => {
  const card = only(await chat.say(OLGA, '/sms +79991234567 Готов at=18:30'));
  await chat.let(NIKOLAI, 'viewer');
  expect((await chat.press(NIKOLAI, card, 'Отправить сейчас, как написано')).toast).toContain('operator');
  expect(await statesOf(chat.store.db)).toEqual([]);
});

describe('a time that may mean another than it says', () => {
  test.each([
    [
      OLGA,
      '/sms +79991234567 at=2ч Готов',
      '❓ «2ч» можно понять по-разному, поэтому ничего не сделано.\nЧто имелось в виду? Нажмите кнопку, а чтобы скопировать — строку:\n/sms +79991234567 at=+2ч Готов\n/sms +79991234567 at=2026-11-28T02:00 Готов',
      ['+2ч', '28 нояб. 02:00'],
      ['⏰ 27 нояб. 17:00', '⏰ 28 нояб. 02:00'],
    ],
    [
      NIKOLAI,
      '/sms +79991234567 at=2h Ready',
      '❓ “2h” can be one time or another, so nothing was done.\nWhich one do you mean? Press a button, or tap a line to copy it:\n/sms +79991234567 at=+2h Ready\n/sms +79991234567 at=2026-11-28T02:00 Ready',
      ['+2h', '28 Nov 02:00'],
      ['⏰ 27 Nov 17:00', '⏰ 28 Nov 02:00'],
    ],
  ] as const)('is asked about, and each goes by a press', async (person, line, text, buttons, times) => {
    for (const [nth, label] of buttons.entries()) {
      const card = only(await chat.say(person, line.replace('4567', `456${nth}`)));
      expect(card.text).toBe(text.replaceAll('4567', `456${nth}`));
      expect(card.buttons).toEqual(buttons);
      const sent = only((await chat.press(person, card, label)).cards);
      expect(sent.text).toContain(times[nth]);
      expect((await chat.look(card)).buttons).toEqual([]);
    }
    expect(await statesOf(chat.store.db)).toEqual(['waiting', 'waiting']);
  });

  test('of one that is over the next day is asked about', async () => {
    const card = only(await chat.say(OLGA, '/sms +79991234567 at=14:30 Готов'));
    expect(card.text).toContain('«14:30» уже прошло');
    expect(card.text).toContain('Имелось в виду это?');
    expect(card.buttons).toEqual(['28 нояб. 14:30']);
  });

  test('one in place of another is set by a press, too', async () => {
    const sent = only(await chat.say(OLGA, '/sms +79991234567 at=18:30 Готов'));
    const card = only(await chat.say(OLGA, '/scheduled 1 2ч'));
    await chat.press(OLGA, card, '+2ч');
    expect((await chat.look(sent)).text).toContain('⏰ 27 нояб. 17:00');
  });

  test('a press does not send without the photo that came with it: there are lines to copy', async () => {
    const photo = { photo: [{ file_id: 'p', file_unique_id: 'p', width: 1, height: 1 }] };
    for (const caption of ['/sms +79991234567 at=2ч Готов', '/sms +79991234567 Готов at=18:30']) {
      const message = { ...chat.message(OLGA, ''), ...photo, text: undefined, caption };
      const card = only((await chat.update({ message })).cards);
      expect(card.buttons).toEqual([]);
      expect(card.copied).toHaveLength(2);
    }
    expect(await statesOf(chat.store.db)).toEqual([]);
  });
});

describe('in an answer, which is no line', () => {
  const answered = async (words: string) => {
    const card = only(await chat.say(OLGA, '/sms +79991234567 from=79000000 Вы записаны'));
    return only(await chat.say(OLGA, words, { replyTo: card }));
  };

  test('a time before the text is its time all the same, and the sender is the conversation’s', async () => {
    const card = await answered('at=завтра 9:00 Напоминаем о записи');
    expect(card.text).toContain('от 79000000');
    expect(card.text).toContain('«Напоминаем о записи»');
    expect(card.text).toContain('⏰ Выбрано: 28 нояб. 09:00');
    expect(await statesOf(chat.store.db)).toEqual(['queued', 'waiting']);
  });

  test('a time behind the text is asked about', async () => {
    const card = await answered('Напоминаем о записи at=18:30');
    expect(card.buttons).toEqual(['Отправить 27 нояб. 18:30', 'Отправить сейчас, как написано']);
    expect(await statesOf(chat.store.db)).toEqual(['queued']);
    const timed = only((await chat.press(OLGA, card, 'Отправить 27 нояб. 18:30')).cards);
    expect(timed.text).toContain('от 79000000\n«Напоминаем о записи»');
  });

  test('in a group the question does not tell a number that stood there for nobody', async () => {
    await chat.say(OLGA, '/contact add ivan +79991234567');
    const card = only(await chat.say(OLGA, '/sms ivan Вы записаны', { chat: GROUP }));
    const asked = only(await chat.say(OLGA, 'Ждём at=18:30', { chat: GROUP, replyTo: card }));
    expect(card.text).not.toContain('123-45-67');
    expect(asked.text.replace(/\D/g, '')).not.toContain('1234567');
    expect(asked.text).toContain('Ждём at=18:30');
  });

  test('so it is where the text was asked for', async () => {
    await chat.say(OLGA, '/sms +79991234567');
    expect(only(await chat.say(OLGA, 'at=18:30 Ваш заказ готов')).text).toContain('⏰ 27 нояб. 18:30');
    await chat.say(OLGA, '/sms +79991234567');
    const behind = only(await chat.say(OLGA, 'Ваш заказ готов at=19:30'));
    expect(behind.buttons).toEqual(['Отправить 27 нояб. 19:30', 'Отправить сейчас, как написано']);
    expect(await statesOf(chat.store.db)).toEqual(['waiting']);
  });
});

describe('of a word behind a time that may be its day, or the text', () => {
  test.each([
    [NIKOLAI, 'at=18:30 Evening', 'at=18:30 -- Evening'],
    [NIKOLAI, 'at=18:30 Friday', 'at=18:30 -- Friday'],
    [NIKOLAI, 'at=11:30pm Night', 'at=11:30pm -- Night'],
    [OLGA, 'at=18:30 Завтра', 'at=18:30 -- Завтра'],
    [OLGA, 'at=18:30 Вечером', 'at=18:30 -- Вечером'],
  ])('the line that is offered is another one, and is read: %# %s', async (who, typed, offered) => {
    await chat.let(NIKOLAI, 'operator');
    const line = `/sms +79991234567 ${typed}`;
    const card = only(await chat.say(who, line));
    expect(card.text).toContain(`/sms +79991234567 ${offered}`);
    expect(card.text.split('\n')).not.toContain(line);
    const sent = only(await chat.say(who, `/sms +79991234567 ${offered}`));
    expect(sent.text).toContain('⏰');
    expect(await statesOf(chat.store.db)).toEqual(['waiting']);
  });

  test('both readings are offered where there is a text behind it', async () => {
    const card = only(await chat.say(OLGA, '/sms +79991234567 at=18:30 Завтра ждём вас'));
    expect(card.text).toContain('/sms +79991234567 at=18:30 -- Завтра ждём вас');
    expect(card.text).toContain('/sms +79991234567 at="18:30 Завтра" ждём вас');
  });
});
