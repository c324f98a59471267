import type { Entity } from './rich-text.ts';

/** What Telegram finds in a text by itself, in order of precedence: an e-mail's `@` is no mention. */
const PATTERNS: readonly { readonly type: string; readonly pattern: RegExp }[] = [
  { type: 'url', pattern: /(?<![\w@.])(?:https?|tg):\/\/[^\s<>"']*[^\s<>"'.,!?;:()]/giu },
  { type: 'email', pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]+\.)+[a-z]{2,24}(?![\w-])/giu },
  {
    type: 'url',
    pattern:
      /(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|org|net|ru|kz|ua|рф|io|me|dev|app|info|eu|de|uk)(?![\w-])(?:\/[^\s<>"']*[^\s<>"'.,!?;:()])?/giu,
  },
  {
    type: 'bot_command',
    pattern: /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>@])/gu,
  },
  { type: 'mention', pattern: /(?<![\p{L}\p{N}_])@[A-Za-z0-9_]{3,32}(?![\p{L}\p{N}_])/gu },
  { type: 'hashtag', pattern: /(?<![\p{L}\p{N}_])#(?=\d*[\p{L}_])[\p{L}\p{N}_]{1,256}/gu },
  { type: 'cashtag', pattern: /(?<![\p{L}\p{N}_$])\$[A-Z]{1,8}(?![\p{L}\p{N}_])/gu },
  { type: 'phone_number', pattern: /(?<![\w+])\+\d(?:[ ()-]?\d){8,14}(?!\d)/gu },
];

/** Inside these nothing is looked for. */
const OPAQUE = new Set(['code', 'pre', 'text_link', 'text_mention', 'custom_emoji', 'date_time']);

/** Commands, mentions, links and the like of a text, none of them across what `given` marks as code or link. */
export function findEntities(text: string, given: readonly Entity[]): Entity[] {
  const taken = given
    .filter((entity) => OPAQUE.has(entity.type))
    .map(({ offset, length }) => ({ offset, length }));
  const found: Entity[] = [];
  for (const { type, pattern } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const range = { offset: match.index, length: match[0].length };
      if (taken.some((other) => overlaps(other, range))) continue;
      taken.push(range);
      found.push({ type, ...range });
    }
  }
  return [...given, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

function overlaps(a: { offset: number; length: number }, b: { offset: number; length: number }): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
