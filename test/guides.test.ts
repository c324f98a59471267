import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/* What there is to read can be found and followed, and is read in both languages where it is in two. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');
const files = (folder: string) => readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`);

const GUIDES = files('docs').filter((name) => name.endsWith('.md'));
const RUSSIAN = GUIDES.filter((name) => name.endsWith('.ru.md'));

/** As GitHub makes the address of a heading. */
const anchorsIn = (page: string) =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, words = '']) =>
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replace(/ /g, '-'),
  );

const linksIn = (name: string) =>
  [...read(name).matchAll(/\]\(([^):\s]+)\)/g)].map(([, link = '']) => {
    const [path = '', anchor] = link.split('#');
    return { file: path === '' ? name : join(dirname(name), path), anchor };
  });

const BLOCK = /^```.*?^```$/gms;
const CODE = /`([^`\n]+)`/g;
/** What is counted or filled in stands for itself. */
const filled = (label: string) => label.replace(/\{[^}]*\}|\d+|…/g, '#');

/** What stands on buttons in a language, and in its counted forms. */
function labelsIn(language: string): Set<string> {
  const lines = files(`src/chat/locales/${language}`).flatMap((name) => read(name).split('\n'));
  return new Set(
    lines.flatMap((line) => filled(/^(?:button-[\w-]+ =| +\*?\[\w+\]) (.+)$/.exec(line)?.[1] ?? '')),
  );
}
const LABELS = { ru: labelsIn('ru'), en: labelsIn('en') };

describe.each(['README.md', 'README.ru.md', 'SECURITY.md', ...GUIDES])('%s', (name) => {
  test('links to what is there', () => {
    for (const { file, anchor } of linksIn(name)) {
      expect(existsSync(join(ROOT, file)), file).toBe(true);
      if (anchor) expect(anchorsIn(read(file)), file).toContain(anchor);
    }
  });

  test('calls buttons what they are called in the chat', () => {
    const labels = LABELS[name.endsWith('.ru.md') ? 'ru' : 'en'];
    const prose = read(name).replace(BLOCK, '').replace(CODE, '');
    for (const [, label = ''] of prose.matchAll(/(?<!!)\[([^\]]+)\](?!\()/g)) {
      expect(labels, label).toContain(filled(label));
    }
  });
});

test('README leads to every guide, and the Russian one to those in Russian where there are', () => {
  const [english, russian] = ['README.md', 'README.ru.md'].map(
    (name) => new Set(linksIn(name).map(({ file }) => file)),
  );
  const inEnglish = GUIDES.filter((name) => !RUSSIAN.includes(name));
  expect(inEnglish.filter((name) => !english?.has(name))).toEqual([]);
  const inTwo = inEnglish.map((name) => RUSSIAN.find((one) => one === name.replace(/md$/, 'ru.md')) ?? name);
  expect(inTwo.filter((name) => !russian?.has(name))).toEqual([]);
});

/** Settings, and commands with the words that no language has as its own. */
const namedIn = (name: string) =>
  new Set([...read(name).matchAll(/\b[A-Z]{3,}(?:_[A-Z]+)+\b|(?<=`)\/[a-z]+\b/g)].map(([one]) => one));

test.each(RUSSIAN)('%s and its English leading to each other name the same commands and settings', (name) => {
  const english = name.replace('.ru.md', '.md');
  expect(linksIn(name).map(({ file }) => file)).toContain(english);
  expect(linksIn(english).map(({ file }) => file)).toContain(name);
  expect([...namedIn(name)].toSorted(), basename(name)).toEqual([...namedIn(english)].toSorted());
});

test.each(['README.ru.md', ...RUSSIAN])('%s leads to Russian guides where there are', (name) => {
  const own = name.replace('.ru.md', '.md');
  const led = linksIn(name).map(({ file }) => file);
  const other = led.filter((file) => file !== own && RUSSIAN.includes(file.replace(/md$/, 'ru.md')));
  expect(other).toEqual([]);
});

test('pictures are small enough to be looked at on a phone', () => {
  const pictures = files('docs').filter((name) => name.endsWith('.png'));
  expect(pictures.length).toBeGreaterThan(10);
  const large = pictures.filter((name) => statSync(join(ROOT, name)).size > 150 * 1024);
  expect(large).toEqual([]);
});
