import vocabulary from './codes.json' with { type: 'json' };
import type { MessageContent } from './request.ts';

/** How a code says what it is, in the languages that people of many countries are written to; lower case, NFC. */
const WORDS: ReadonlySet<string> = new Set(vocabulary.words);
/** The same of languages that write no spaces between words. */
const UNSPACED: readonly string[] = vocabulary.unspaced;

/** 4 to 8 digits by themselves, or twice three: no part of a longer number, an amount, a date or a time. */
const GROUP = /(?<![\d+])(?<!\d[.,:/ \u00a0-])(?:\d{4,8}|\d{3}[ \u00a0-]\d{3})(?![.,:/ \u00a0-]?\d)/g;

/** The texts of a message, as its recipient reads them. */
const textsOf = (content: MessageContent): string[] => [
  ...('subject' in content ? [content.subject] : []),
  ...('text' in content ? [content.text] : []),
];

/**
 * Whether a message is a code to log in or to confirm something with: a code in Telegram, a text that is nothing else
 * than such a group of digits and answers no question, or one with a single such group and a word for what it is.
 */
export function isCode(content: MessageContent): boolean {
  if (content.channel === 'tgm') return true;
  const text = textsOf(content).join('\n').normalize('NFC');
  const groups = text.match(GROUP) ?? [];
  if (groups.length !== 1) return false;
  if (text.trim() === groups[0]) return !('answers' in content);
  return namesCode(text);
}

/** Whether words speak of a code. */
export function namesCode(text: string): boolean {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  return UNSPACED.some((word) => text.includes(word)) || words.some((word) => WORDS.has(word));
}

/** What stands before what goes: `/tgm`. */
const COMMAND = /^\s*\/\S+/;

/** Whether a line that holds the digits of a code holds that code: nothing else, or a word for what it is. */
export const isLineOfCode = (line: string): boolean =>
  /^\s*\/tgm(?!\p{L})/iu.test(line) || !/\p{L}/u.test(line.replace(COMMAND, '')) || namesCode(line);

/** A sign for each digit. */
const veiled = (group: string): string => group.replace(/\d/g, '•');

/** Whether the digits of a code are gone from words. */
export const isVeiled = (words: string): boolean => /•{4}|•{3}[ \u00a0-]•{3}/.test(words);

/** What has the code of a message in it, with the digits gone. */
export const withoutCodeOf =
  (content: MessageContent) =>
  (words: string): string => {
    const groups =
      content.channel === 'tgm'
        ? [content.code]
        : textsOf(content).flatMap((text) => text.match(GROUP) ?? []);
    return groups.reduce(
      (rest, group) => rest.replace(new RegExp(`(?<!\\d)${group}(?!\\d)`, 'g'), veiled(group)),
      words,
    );
  };

/** A message that is a code, without it; any other as it is. */
export function withoutCode<Content extends MessageContent>(content: Content): Content {
  if (!isCode(content)) return content;
  const veil = withoutCodeOf(content);
  const fields = ['code', 'subject', 'text', 'comment'] as const;
  const kept = Object.entries(content).map(([name, value]) =>
    (fields as readonly string[]).includes(name) && typeof value === 'string'
      ? [name, veil(value)]
      : [name, value],
  );
  return Object.fromEntries(kept) as Content;
}
