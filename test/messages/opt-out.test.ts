import { expect, test } from 'vitest';
import { isCommonKeyword, keywordOf, wishOf } from '../../src/messages/opt-out.ts';

const OWN = ['баста', 'no more'];

test.each([
  'STOP',
  'stop',
  ' Stop. ',
  'S T O P',
  's-t-o-p!!!',
  '«СТОП»',
  'Стоп',
  'с т о п',
  'СТОП 🙏',
  'СТОП❗\ufe0f',
  'STOP ⛔\ufe0f',
  'стоп❤\ufe0f',
  '\u200fСТОП\ufe0f',
  'ST\u200cOP\u{e0020}',
  '⏹\ufe0f S\u034fTOP *\ufe0f\u20e3',
  // The letters of a Cyrillic keyboard and of a Latin one.
  'CTOП',
  'ОТПИСАТЬСЯ',
  'отписаться.',
  'Unsubscribe',
  'UNSUBSCRIBE!',
  'StopAll',
  'STOP ALL',
  'OPTOUT',
  'opt-out',
  'Opt out.',
  'REVOKE',
  'ＳＴＯＰ',
  'Баста!',
  'No more.',
])('%j is wholly a keyword', (text) => {
  expect(wishOf(text, OWN)).toBe('stop');
});

test.each(['START', 'start!', 'UNSTOP', 'Старт', 'с т а р т'])('%j takes a number off the list', (text) => {
  expect(wishOf(text, OWN)).toBe('start');
});

test.each([
  'стоп, везите!',
  'Стоп машина',
  'please stop texting me',
  'STOP 12345',
  'Stop. Thank you',
  'Count me in! We have got to STOP this bill',
  'QUIT',
  'end',
  'Cancel.',
  'Remove',
  'unsub',
  'хватит писать',
  'Хватит мне слать СМС!',
  'хватит уже присылать рекламу',
  'Перестаньте писать',
  'прекратите рассылку',
  'не пишите мне',
  'Не пишите мне больше!',
  'больше не пишите',
  'Больше мне не звоните',
  'не надо мне писать',
  'не присылайте больше ничего',
  'Отпишите меня от рассылки',
  'хочу отписаться от рассылки',
  'Удалите мой номер из базы',
  'уберите меня',
  'отказываюсь от рассылки',
  'это спам',
  'do not text me',
  "don't text me again",
  'Don’t message me',
  'please no more messages, I mean it',
  'Remove me from your list',
  'take me off your list',
  'unsubscribe me please',
  'I opt out of this',
  'leave me alone',
  'this is spam',
  'ну всё, баста, надоели',
])('%j may be meant so', (text) => {
  expect(wishOf(text, OWN)).toBe('perhaps');
});

test.each([
  '',
  '🙏',
  'Спасибо',
  'Когда привезёте?',
  'Не могу сейчас писать, позвоните',
  'встретимся на остановке',
  'автостоп',
  'стопка книг',
  'Напишите мне, когда будет готово',
  'не приезжайте раньше шести',
  'Thanks!',
  'When will it start?',
  'I bought a stopwatch',
  'старт в пять?',
  'Cancel my order',
  'at the end',
  'Call me when you are here',
  'Удалите из заказа молоко',
])('%j says nothing of it', (text) => {
  expect(wishOf(text, OWN)).toBeNull();
});

test.each([
  ['arrêt', 'Arret'],
  ['arrêt', 'ARRET'],
  ['arret', 'ARRÊT'],
  ['arret', 'arre\u0302t'],
])('%j is the keyword of %j, with accents or without', (own, text) => {
  expect(wishOf(text, [own])).toBe('stop');
  expect(wishOf(`${text}, merci`, [own])).toBe('perhaps');
});

test('and it is no other letter that has a mark of its own in Cyrillic', () => {
  expect(wishOf('долои', ['долой'])).toBeNull();
});

test('without a team’s own keywords theirs are words like others', () => {
  expect(wishOf('баста', [])).toBeNull();
});

test('what is far longer than any keyword is read at its beginning alone', () => {
  expect(wishOf(`${'не '.repeat(200_000)}стоп`, OWN)).toBeNull();
});

test.each([
  ['Баста!', 'баста'],
  ['  No   MORE ', 'no more'],
  ['ещё', 'еще'],
  ['Arrêt', 'arret'],
  ['İPTAL', 'iptal'],
  ['долой', 'долой'],
])('%j is kept as %j', (typed, kept) => {
  expect(keywordOf(typed)).toBe(kept);
});

test.each(['', '!!!', '7', 'ы', 'START', 'старт', 'one two three four', 'x'.repeat(41)])(
  '%j can be no keyword',
  (typed) => {
    expect(keywordOf(typed)).toBeNull();
  },
);

test('keywords that all have are known as such', () => {
  expect(['стоп', 'stop', 'баста'].map(isCommonKeyword)).toEqual([true, true, false]);
});
