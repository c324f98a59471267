import { expect, test } from 'vitest';
import { chatForTest, OLGA } from '../support/chat.ts';

test.each(['/watch remove failed', '/watch off', '/watch убрать failed'])(
  '%s changes nothing and shows what is on, with the buttons that do',
  async (line) => {
    const chat = await chatForTest();
    await chat.say(OLGA, '/watch failed');
    const [list] = await chat.say(OLGA, line);
    expect(list?.text).toContain('/watch failed');
    expect(list?.buttons).toEqual(['Изменить', 'Убрать', 'Тихо 1 ч']);
  },
);

test.each([
  ['ru', 'Для /watch этого мало, нужно, например: heartbeat nightly 5m.'],
  ['en', '/watch needs more than that, such as: heartbeat nightly 5m.'],
])('a line that says too little is completed, in %s', async (language_code, words) => {
  const chat = await chatForTest();
  const [refused] = await chat.say({ ...OLGA, language_code }, '/watch heartbeat nightly');
  expect(refused?.text).toContain(words);
  expect(refused?.copied).toEqual(['/watch heartbeat nightly 5m']);
});

test('what was begun by /watch alone is on record as that', async () => {
  const chat = await chatForTest();
  await chat.say({ ...OLGA, language_code: 'en' }, '/watch');
  const [audit] = await chat.say({ ...OLGA, language_code: 'en' }, '/audit');
  expect(audit?.text).toMatch(/Olga: \/watch · /);
});
