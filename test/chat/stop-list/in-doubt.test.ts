import { expect, test } from 'vitest';
import { become } from '../../support/become.ts';
import { chatForTest, NIKOLAI, OLGA, only } from '../../support/chat.ts';
import { statesOf } from '../../support/states.ts';

test.each([
  [OLGA, 'Отправить ещё раз', '⛔ Номер в стоп-листе.'],
  [NIKOLAI, 'Send again', '⛔ The number is on the stop list.'],
] as const)(
  'what is in doubt is not sent again to whoever is on the stop list by then',
  async (person, label, toast) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const card = only(await chat.say(person, '/sms +79991234567 hi'));
    await become(chat.store.db, { state: 'in_doubt', ready_at: null }, { card: card.card.id });
    await chat.say(OLGA, '/stoplist add +79991234567');
    const pressed = await chat.press(person, await chat.look(card), label);
    expect(pressed.toast).toBe(toast);
    expect(await statesOf(chat.store.db)).toEqual(['in_doubt']);
    await chat.store.close();
  },
);
