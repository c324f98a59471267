import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/* README.ru.md is the newcomer's half of README.md: what is typed is the same in both, but for sample words. */

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const RUSSIAN = read('README.ru.md');
const headings = (text: string) =>
  [...text.matchAll(/^(#+) (.+)$/gm)].map(([, level, words]) => ({ level, words }));
const [, beyond] = /\(README\.md#([\w-]+)\)/.exec(RUSSIAN) ?? [];
/** As GitHub makes the address of a heading. */
const anchor = (words: string) =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\d\s-]/gu, '')
    .replace(/ /g, '-');
const ENGLISH = (() => {
  const all = read('README.md');
  const end = headings(all).find(({ words = '' }) => anchor(words) === beyond);
  return all.slice(0, all.indexOf(`\n${end?.level} ${end?.words}\n`));
})();

test('both have the same headings, up to where the Russian one leads on', () => {
  expect(headings(ENGLISH).length).toBeGreaterThan(3);
  expect(headings(RUSSIAN).map(({ level }) => level)).toEqual(headings(ENGLISH).map(({ level }) => level));
});

test('both have the same commands to start it', () => {
  const blocks = (text: string) => [...text.matchAll(/^```\n(.*?)^```$/gms)].map(([, block]) => block);
  expect(blocks(ENGLISH).length).toBeGreaterThan(1);
  expect(blocks(RUSSIAN)).toEqual(blocks(ENGLISH));
});

/** What stands as code, without the words that each language has of its own. */
const typed = (text: string) =>
  [...text.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, code = '']) =>
    code.startsWith('/')
      ? code
          .replace(/="[^"]*"/g, '=""')
          .split(/\s+/)
          .filter((word, index) => index === 0 || /[=\d+@]|^(on|en|sms|operator|throttled)$/.test(word))
          .join(' ')
      : code.trim(),
  );
const paragraphs = (text: string) =>
  text
    .replace(/^```\n.*?^```$/gms, '')
    .split(/\n\n|\n(?=[|\d])/)
    .map((one) => [...new Set(typed(one))].toSorted())
    .filter((codes) => codes.length > 0);

test('each row and paragraph of one names the commands, options and settings that the other names', () => {
  expect(paragraphs(RUSSIAN)).toEqual(paragraphs(ENGLISH));
  expect(typed(RUSSIAN).length).toBeGreaterThan(50);
});

test('where the Russian one leads on there is such a heading', () => {
  const anchors = headings(read('README.md')).map(({ words = '' }) => anchor(words));
  const links = [...RUSSIAN.matchAll(/\(README\.md#([\w-]+)\)/g)].map(([, link]) => link);
  expect(links.length).toBeGreaterThan(2);
  expect(anchors).toEqual(expect.arrayContaining(links));
});
