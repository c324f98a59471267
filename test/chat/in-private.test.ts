import { expect, test } from 'vitest';
import { chatForTest, GROUP, OLGA } from '../support/chat.ts';

const ENGLISH = { ...OLGA, language_code: 'en' };

test.each(['/token add shop may=messages', '/hook add https://shop.example/sms'])(
  'what %s shows is answered in private where it was asked for in a group, and the group is told so',
  async (line) => {
    const chat = await chatForTest();
    await chat.say(ENGLISH, '/help');
    const cards = await chat.say(ENGLISH, line, { chat: GROUP });
    expect(cards.map(({ card, copied }) => [card.chat_id, copied.length])).toEqual([
      [OLGA.id, 1],
      [GROUP, 0],
    ]);
  },
);
