import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startProgram } from './support/program.ts';
import { copyOfTree } from './support/tree.ts';

/** What is otherwise in the other language than in English, by file and id. */
const GERMAN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'language.ftl': {
    'language-name': 'Deutsch',
    'language-button': 'Deutsch',
    'language-words': 'deutsch, german, немецкий',
    'language-codes': 'de',
  },
  'help.ftl': { 'language-chosen': 'Mit /lang gewählt.' },
  'send.ftl': { delivered: '✅ zugestellt { $time } nach { $duration }' },
  'error-codes.ftl': { 'error-220': 'Warteschlange des Netzes ist voll' },
};

/** The program in a folder of its own, with one folder more in src/chat/locales. */
function treeWithGerman(): string {
  const tree = copyOfTree();
  const german = join(tree, 'src/chat/locales/de');
  cpSync(join(tree, 'src/chat/locales/en'), german, { recursive: true });
  for (const [file, words] of Object.entries(GERMAN)) {
    let texts = readFileSync(join(german, file), 'utf8');
    for (const [id, text] of Object.entries(words)) {
      const line = new RegExp(`^${id} = .*$`, 'm');
      expect(texts).toMatch(line);
      texts = texts.replace(line, () => `${id} = ${text}`);
    }
    writeFileSync(join(german, file), texts);
  }
  return tree;
}

test('a third language is a folder: /lang takes it, cards come in it, and groups may have it by the setting', async () => {
  const tree = treeWithGerman();
  // A number of the country whose numbers no output may hold would be taken for a leak.
  const lines = ['/lang', '/lang немецкий', '/error 220', '/sms +4915112345600 hi'];
  const says = lines.flatMap((line) => ['--say', line]);
  const { ended, output } = startProgram(['src/start.js', 'demo/main.ts', ...says], tree);
  expect(await ended, output()).toBe(0);
  const [offered, taken, error, sms] = output().split('You: ').slice(1);
  expect(offered).toContain('/lang de, /lang en, /lang ru');
  expect(offered).toContain('[Deutsch] [English]');
  expect(taken).toContain('Language: Deutsch\n     Mit /lang gewählt.');
  expect(taken).toContain('[English] [Русский] [Automatic]');
  expect(error).toContain('220 · Warteschlange des Netzes ist voll');
  expect(sms).toMatch(/✅ zugestellt \d\d:\d\d:\d\d nach \d+ s/);

  const settings = { BOT_TOKEN: '1:a', SMPP_SYSTEM_ID: 'shop', SMPP_PASSWORD: 'x', LANGUAGE: 'fr' };
  const wrong = startProgram(['src/start.js'], tree, settings);
  expect(await wrong.ended).toBe(1);
  expect(wrong.output()).toMatch(/^LANGUAGE: de or en or ru$/m);
}, 60_000);
