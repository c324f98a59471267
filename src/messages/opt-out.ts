import { visible } from './invisible.ts';

/**
 * What a message that came in says on being written to at all: wholly a keyword, it stops that or begins it anew (the CTIA's
 * Messaging Principles, 5.1, ask for that whatever the case and marks around it); what merely contains such a word, or says
 * it otherwise, may mean anything, so a person decides.
 */
export type Wish = 'stop' | 'start' | 'perhaps';

const STOP = ['stop', 'stopall', 'unsubscribe', 'optout', 'revoke', 'стоп', 'отписаться'];
const START = ['start', 'unstop', 'старт'];

/** A keyword that a team adds is a word, or a few (UTF-16 units). */
const OWN_LENGTH = 40;
const OWN_WORDS = 3;
/** Nothing longer is wholly a keyword, however much it is spaced out; it is read up to there (UTF-16 units). */
const READ = 1000;

/** Cyrillic capitals that cannot be told from Latin ones: a phone's keyboard has them mixed up. */
const ALIKE: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
};

/** The words of a text alone, in small letters. */
const wordsOf = (text: string): string =>
  // A space without width may part two words.
  visible(text.slice(0, READ).replaceAll('\u200b', ' '))
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    // People leave out the accents of Latin letters, above all in capitals; й is no и.
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{Mn}+/gu, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{Mn}\p{Mc}\p{N}]+/gu, ' ')
    .trim();

/** Words as keywords are compared: without what spaces them out, and by the looks of their letters. */
const looksOf = (words: string): string =>
  words
    .replaceAll(' ', '')
    .toUpperCase()
    .replace(/[АВЕКМНОРСТУХ]/g, (letter) => ALIKE[letter] ?? letter);

/** A keyword as it is kept; null: it is none, or one of those that begin anew. */
export function keywordOf(typed: string): string | null {
  const words = wordsOf(typed);
  const isKeyword =
    /\p{L}{2}/u.test(words) && words.length <= OWN_LENGTH && words.split(' ').length <= OWN_WORDS;
  return isKeyword && !START.some((one) => looksOf(one) === looksOf(words)) ? words : null;
}

/** Whether a keyword is one without being added. */
export const isCommonKeyword = (keyword: string): boolean =>
  STOP.some((one) => looksOf(one) === looksOf(keyword));

/** How people say it otherwise, in words without marks. */
const OTHERWISE: readonly RegExp[] = [
  // Keywords elsewhere (47 CFR 64.1200): here they may as well answer what was asked, such as whether to deliver.
  /^(quit|end|cancel|remove)$/,
  /(^| )(отпис|отпиш)/,
  /(^| )(хватит|довольно|перестан\p{L}*|прекрат\p{L}*)( \p{L}+){0,2} (пис|спам|сла|шл|звон|присыл|отправл|рассыл|сообщен|смс|sms|беспоко|доста)/u,
  /(^| )не (надо |нужно |смейте |смей )?(мне |нам |меня |больше )*(пишите|писать|присыла\p{L}*|шлите|слать|звоните|звонить|отправля\p{L}*|беспоко\p{L}*|спам\p{L}*|доставайте)/u,
  /(^| )больше (мне |нам |меня |мой )*не (пишите|писать|присыла|шлите|слать|звон|отправля|беспоко)/,
  /(^| )(уберите|удалите|исключите|вычеркните)( \p{L}+){0,3} (номер|баз|рассыл|спис)/u,
  /(^| )(уберите|удалите|исключите|вычеркните) меня/,
  /(^| )отказ\p{L}* (от )?(\p{L}+ )?(рассыл|сообщен|смс|sms|уведомлен)/u,
  /(^| )спам/,
  /(^| )unsub(scrib| |$)/,
  /(^| )opt(ing)? ?out( |$)/,
  /(^| )(do not|don ?t|dont|never|please no|quit|no more) (ever )?(text|messag|sms|call|contact|writ|spam|bother|send)/,
  /(^| )(remove|delete) (me|my)( |$)/,
  /(^| )take (me|my number|my phone) off( |$)/,
  /(^| )leave me alone( |$)/,
  /(^| )spam/,
];

/** @param own the keywords that a team added, as {@link keywordOf} gave them */
export function wishOf(text: string, own: readonly string[]): Wish | null {
  const words = wordsOf(text);
  const looks = looksOf(words);
  const all = [...STOP, ...own.map(wordsOf)];
  const isWholly = (keyword: string) => looksOf(keyword) === looks;
  if (all.some(isWholly)) return 'stop';
  if (START.some(isWholly)) return 'start';
  const contains = (keyword: string) => ` ${words} `.includes(` ${keyword} `);
  return all.some(contains) || OTHERWISE.some((how) => how.test(words)) ? 'perhaps' : null;
}
