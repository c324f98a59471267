import { plainView, QUOTES } from './glyphs.ts';
import { optionWordAt, skipSpaces } from './option-word.ts';
import { readOptions } from './options.ts';
import type { Refusal } from './reading.ts';
import type { CommandSpec } from './spec.ts';
import { typedWords } from './typed-words.ts';

// Options that stand where, or are written as, none is read: they would go to a customer as words.

/** What people put before an option that is written so in other programs. */
const DASHES = /^(?:-{1,2}|[–—/])(?=\p{L})/u;

/** `--from=SHOP` where the text would begin. */
export function dashedOption(line: string, view: string, at: number, spec: CommandSpec): Refusal | null {
  const dashes = DASHES.exec(view.slice(at))?.[0] ?? '';
  const word = dashes === '' ? null : optionWordAt(view, at + dashes.length, spec);
  if (!word?.name) return null;
  const before = line.slice(0, at);
  return {
    problem: { kind: 'ambiguous', typed: /^\S+/.exec(line.slice(at))?.[0] ?? '' },
    attempts: [before + line.slice(at + dashes.length), `${before}-- ${line.slice(at)}`],
  };
}

/** An option at the beginning of a row below the recipients. */
export function optionBelow(line: string, view: string, at: number, spec: CommandSpec): Refusal | null {
  const start = at + (/^\s*/.exec(view.slice(at))?.[0].length ?? 0);
  const word = optionWordAt(view, start, spec);
  if (!word?.name) return null;
  const before = line.slice(0, at).trimEnd();
  return {
    problem: { kind: 'ambiguous', typed: /^\S+/.exec(line.slice(start))?.[0] ?? '' },
    attempts: [`${before} ${line.slice(start)}`, `${before} -- ${line.slice(start)}`],
  };
}

/** Options that words begin with, as they were typed, and what stands behind them. */
export function optionsApart(words: string, spec: CommandSpec): { options: string; text: string } {
  const view = plainView(words);
  const at = skipSpaces(view, 0);
  if (!optionWordAt(view, at, spec)?.name) return { options: '', text: words.slice(at) };
  const read = readOptions(words, view, at, spec);
  if (!read.ok) return { options: '', text: words.slice(at) };
  const options = words.slice(at, read.text.at).trim();
  return {
    options: read.text.mark === 'dashes' ? options.replace(/\s*--$/, '') : options,
    text: words.slice(read.text.at),
  };
}

const namedAs = (id: string): RegExp => new RegExp(`(?:^|(?<=\\s))(?:${typedWords(id)})= *`, 'iu');
const RECIPIENT = namedAs('typed-part-recipient');
const TEXT = namedAs('typed-part-text');

/** The line of one whose recipients and text are named as options are, `to=+79991234567 text="Hello"`; null: none are. */
export function namedParts(line: string, spec: CommandSpec): string | null {
  const text = spec.recipients === 'none' ? null : TEXT.exec(line);
  const head = text ? line.slice(0, text.index) : line;
  const whom = spec.recipients === 'none' ? head : head.replace(RECIPIENT, '');
  if (!text) return whom === line ? null : whom;
  const said = line.slice(text.index + text[0].length);
  const pair = QUOTES.find(({ open }) => said !== '' && open.includes(said.charAt(0)));
  const close = pair ? [...said].findIndex((mark, at) => at > 0 && pair.close.includes(mark)) : -1;
  const isQuoted = close > 0 && optionsApart(said.slice(close + 1), spec).text === '';
  return isQuoted
    ? `${whom.trimEnd()}${said.slice(close + 1)} -- ${said.slice(1, close)}`
    : `${whom.trimEnd()} -- ${said}`;
}
