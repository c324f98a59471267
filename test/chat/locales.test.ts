import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { LANGUAGES, type Language, localeFor } from '../../src/chat/locale.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** The locale files of a language as they are written: each id with its text. */
function messagesOf(language: Language): Map<string, string> {
  const messages = new Map<string, string>();
  for (const file of globSync(`src/chat/locales/${language}/*.ftl`, { cwd: root.pathname })) {
    for (const [, id = '', text = ''] of read(file).matchAll(
      /^([a-z][\w-]*) =((?:.*\n?)(?:[ }\t].*\n?|\n(?= ))*)/gm,
    )) {
      expect(messages.has(id), `${id} stands twice in ${language}`).toBe(false);
      messages.set(id, text);
    }
  }
  return messages;
}

const written = { ru: messagesOf('ru'), en: messagesOf('en') };

/** The arguments that a text takes, through the texts that it uses too. */
function argumentsOf(language: Language, id: string): string[] {
  const text = written[language].get(id) ?? '';
  const own = [...text.matchAll(/\$(\w+)/g)].map(([, name = '']) => name);
  const used = [...text.matchAll(/\{ ([a-z][\w-]*) \}/g)].flatMap(([, other = '']) =>
    argumentsOf(language, other),
  );
  return [...new Set([...own, ...used])].sort();
}

const source = [
  ...globSync('src/chat/**/*.ts', { cwd: root.pathname }),
  ...globSync('commands/*.ts', { cwd: root.pathname }),
].map((path) => ({ path, code: read(path) }));

/** Ids as the code names them: whole, or (of a template) up to the first value. */
function idsIn(code: string): { whole: string[]; beginnings: string[] } {
  const literal = /(?:\bt\(|\bsay\(|\bid: |\blabel: )\s*(?:\w+ \? )?'([a-z][\w-]*)'/g;
  const template = /(?:\bt\(|\bid: |\bhas\()\s*`([a-z][\w-]*)\$\{/g;
  return {
    whole: [...code.matchAll(literal)].map(([, id = '']) => id),
    beginnings: [...code.matchAll(template)].map(([, beginning = '']) => beginning),
  };
}

test('both languages have the same texts', () => {
  const ids = (language: Language) => [...written[language].keys()].sort();
  expect(ids('ru')).toEqual(ids('en'));
});

test.each(LANGUAGES)('every text of %s is one that Fluent can read', (language) => {
  const locale = localeFor(language, 'UTC');
  expect([...written[language].keys()].filter((id) => !locale.has(id))).toEqual([]);
});

test('a text takes the same arguments in both languages', () => {
  for (const id of written.en.keys()) {
    expect({ id, takes: argumentsOf('ru', id) }).toEqual({ id, takes: argumentsOf('en', id) });
  }
});

test.each(source)('every text that $path names is there', ({ code }) => {
  const { whole, beginnings } = idsIn(code);
  const ids = [...written.en.keys()];
  expect(whole.filter((id) => !written.en.has(id))).toEqual([]);
  expect(beginnings.filter((beginning) => !ids.some((id) => id.startsWith(beginning)))).toEqual([]);
});

describe.each(LANGUAGES)('in %s', (language) => {
  const locale = localeFor(language, 'UTC');

  test.each(commands)('/$spec.name has words for the menu, and for each option in /help', ({ spec }) => {
    expect(locale.t(`menu-${spec.name}`).length).toBeLessThanOrEqual(256);
    for (const name of Object.keys(spec.options)) expect(locale.t(`option-${name}`)).not.toBe('');
  });

  test('a toast fits into what Telegram shows above a chat', () => {
    const args = { id: '1234567890', n: 12_345, role: 'operator' };
    const toasts = [
      'stranger',
      'button-stale',
      'button-late',
      'button-left',
      'button-sending',
      'button-cancelled',
    ];
    // Bot API: answerCallbackQuery, text.
    for (const id of toasts) expect(locale.t(id, args).length).toBeLessThanOrEqual(200);
  });
});
