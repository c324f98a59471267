import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LANGUAGE_CHOICES, readLanguage } from '../../src/chat/language.ts';
import { FALLBACK, LANGUAGES, languageOf, localeFor, wordsIn } from '../../src/chat/locale.ts';

describe.each(LANGUAGES)('the folder %s', (language) => {
  const { t } = localeFor(language, 'UTC');

  test('is chosen by its name, its words and its Telegram', () => {
    for (const word of [language, ...wordsIn(language, 'language-words')]) {
      expect({ word, chooses: readLanguage(word.toUpperCase()) }).toEqual({ word, chooses: language });
    }
    for (const code of wordsIn(language, 'language-codes')) {
      // Bot API, setMyCommands: a language_code has two letters.
      expect(code).toMatch(/^[a-z]{2}$/);
      expect({ code, reads: languageOf(`${code}-XX`) }).toEqual({ code, reads: language });
    }
  });

  test('lists what people type in lower case, as it is compared', () => {
    for (const id of ['language-words', 'typed-auto', 'typed-on', 'typed-off']) {
      for (const word of wordsIn(language, id)) expect(word).toMatch(/^[\p{Ll}\p{Lo} ]+$/u);
    }
  });

  test('writes CSV files that can be read back', () => {
    expect(t('csv-separator')).toMatch(/^[,;]$/);
    expect(t('csv-decimal')).toMatch(/^[.,]$/);
    expect(t('csv-separator')).not.toBe(t('csv-decimal'));
  });
});

test.each(LANGUAGE_CHOICES)('%s is offered and taken', (choice) => {
  expect(readLanguage(choice)).toBe(choice);
});

test.each([
  ['ru-RU', 'ru'],
  ['kk', 'ru'],
  ['en-GB', 'en'],
  ['fr', FALLBACK],
  ['', FALLBACK],
  [undefined, FALLBACK],
])('a Telegram in %s reads %s', (code, language) => {
  expect(languageOf(code)).toBe(language);
});

describe('the code', () => {
  // Tables are read in the letters and by the habits of the programs that wrote them, and subscribers ask to be left
  // alone in their own words, whoever reads the bot; names are read, and sound alike, in whatever letters.
  const exclude = ['src/demo/**', 'src/files/**', 'src/messages/opt-out.ts', 'src/chat/latin.ts'];
  const code = globSync(['src/**/*.{ts,js}', 'commands/*.ts'], { exclude });
  const filesWith = (pattern: RegExp) => code.filter((path) => pattern.test(readFileSync(path, 'utf8')));

  test('has no words but those of the locale files', () => {
    expect(code.length).toBeGreaterThan(100);
    expect(filesWith(/\p{Script=Cyrillic}/u)).toEqual([]);
  });

  test('names a language only where none was chosen', () => {
    const names = new RegExp(`['"\`](${LANGUAGES.join('|')})['"\`]|[{,\\s](${LANGUAGES.join('|')}): `);
    expect(filesWith(names).sort()).toEqual(['src/chat/locale.ts', 'src/config-variables.ts']);
  });
});
