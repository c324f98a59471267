import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { FALLBACK, LANGUAGES, type Language, localeFor } from '../../src/chat/locale.ts';
import { RU } from '../support/languages.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** The locale files of a language as they are written: each id with its text. */
function messagesOf(language: Language): Map<string, string> {
  const messages = new Map<string, string>();
  for (const file of globSync(`src/chat/locales/${language}/*.ftl`, { cwd: root })) {
    for (const [, id = '', text = ''] of read(file).matchAll(
      /^([a-z][\w-]*) =((?:.*\n?)(?:[ }\t].*\n?|\n(?= ))*)/gm,
    )) {
      expect(messages.has(id), `${id} stands twice in ${language}`).toBe(false);
      messages.set(id, text);
    }
  }
  return messages;
}

const written = new Map(LANGUAGES.map((language) => [language, messagesOf(language)]));
const textsOf = (language: Language): ReadonlyMap<string, string> => written.get(language) ?? new Map();
const others = LANGUAGES.filter((language) => language !== FALLBACK);

/** The arguments that a text takes, through the texts that it uses too. */
function argumentsOf(language: Language, id: string): string[] {
  const text = textsOf(language).get(id) ?? '';
  const own = [...text.matchAll(/\$(\w+)/g)].map(([, name = '']) => name);
  const used = [...text.matchAll(/\{ ([a-z][\w-]*) \}/g)].flatMap(([, other = '']) =>
    argumentsOf(language, other),
  );
  return [...new Set([...own, ...used])].sort();
}

const source = [
  ...globSync('src/chat/**/*.ts', { cwd: root }),
  ...globSync('commands/*.ts', { cwd: root }),
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

test.each(others)('%s has every text, and no other', (language) => {
  const ids = (one: Language) => [...textsOf(one).keys()].sort();
  expect(ids(FALLBACK).length).toBeGreaterThan(100);
  expect(ids(language)).toEqual(ids(FALLBACK));
});

test.each(LANGUAGES)('every text of %s is one that Fluent can read', (language) => {
  const locale = localeFor(language, 'UTC');
  expect([...textsOf(language).keys()].filter((id) => !locale.has(id))).toEqual([]);
});

test.each(others)('a text of %s takes the same arguments as in every language', (language) => {
  for (const id of textsOf(FALLBACK).keys()) {
    expect({ id, takes: argumentsOf(language, id) }).toEqual({ id, takes: argumentsOf(FALLBACK, id) });
  }
});

test.each(source)('every text that $path names is there', ({ code }) => {
  const { whole, beginnings } = idsIn(code);
  const texts = textsOf(FALLBACK);
  expect(whole.filter((id) => !texts.has(id))).toEqual([]);
  expect(beginnings.filter((beginning) => ![...texts.keys()].some((id) => id.startsWith(beginning)))).toEqual(
    [],
  );
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
      'button-looking-up',
      'button-look-up-cancelled',
    ];
    // Bot API: answerCallbackQuery, text.
    for (const id of toasts) expect(locale.t(id, args).length).toBeLessThanOrEqual(200);
  });
});

const names = commands.map(({ spec }) => spec.name).join('|');

test.each(LANGUAGES)(
  'a command with words behind it is copied by a tap in %s, not sent without them',
  (language) => {
    const line = new RegExp(`/(?:${names}) (?:[+\\d]|(?:on|off|auto|sms|operator)(?![\\p{L}]))`, 'u');
    const sendable = [...textsOf(language)].filter(([, text]) => line.test(text.replace(/`[^`]*`/g, '')));
    expect(sendable.map(([id]) => id)).toEqual([]);
  },
);

test('Russian quotes are «these» wherever a Russian reads', () => {
  const others = [...textsOf(RU)].filter(([, text]) =>
    // A bracket that is read as one is written { "{" }.
    /[“”„"]/.test(text.replace(/="[^"]*"|\{ (?:"[{}]"|EXAMPLE\("\w+"\)) \}/g, '')),
  );
  expect(others.map(([id]) => id)).toEqual([]);
});
