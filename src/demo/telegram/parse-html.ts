import { isDateTimeFormat, isUnixTime } from './date-time.ts';
import type { NewerField } from './newer-fields.ts';
import { badRequest } from './refusal.ts';
import { bytesBefore, type Entity, isLink, type RichText } from './rich-text.ts';

/** Bot API: HTML style. */
const TAGS: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  'tg-emoji': 'custom_emoji',
  'tg-time': 'date_time',
};
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

interface OpenTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly offset: number;
}

/**
 * Reads `parse_mode: HTML`. Throws 400 "can't parse entities" in Telegram's wording, byte offsets included; `unknown` is
 * what an older server does not take.
 */
export function parseHtml(html: string, unknown: ReadonlySet<NewerField> = new Set()): RichText {
  const open: OpenTag[] = [];
  const entities: Entity[] = [];
  let text = '';
  let at = 0;
  while (at < html.length) {
    const char = html.charAt(at);
    if (char === '&') {
      const decoded = decodeReference(html.slice(at, at + 12));
      text += decoded?.char ?? '&';
      at += decoded?.length ?? 1;
    } else if (char !== '<') {
      text += char;
      at += 1;
    } else if (html.charAt(at + 1) === '/') {
      at = closeTag(at);
    } else {
      at = openTag(at);
    }
  }
  const left = open.at(-1);
  if (left) throw unparsable(`Can't find end tag corresponding to start tag "${left.name}"`);
  return { text, entities };

  function openTag(from: number): number {
    const name = /^[^\s>]*/.exec(html.slice(from + 1))?.[0] ?? '';
    const where = `at byte offset ${bytesBefore(html, from)}`;
    if (from + 1 + name.length >= html.length) throw unparsable(`Unclosed start tag ${where}`);
    const tag = name.toLowerCase();
    if (!Object.hasOwn(TAGS, tag) || (tag === 'tg-time' && unknown.has('date_time')))
      throw unparsable(`Unsupported start tag "${tag}" ${where}`);
    const { attributes, end } = readAttributes(html, from + 1 + name.length, tag, where);
    if (tag === 'span' && attributes.class !== 'tg-spoiler') {
      throw unparsable(`Tag "span" must have class "tg-spoiler" ${where}`);
    }
    if (tag === 'blockquote' && 'expandable' in attributes && unknown.has('expandable_blockquote'))
      throw unparsable(`Unexpected attribute "expandable" in the tag "blockquote" ${where}`);
    open.push({ name: tag, attributes, offset: text.length });
    return end;
  }

  function closeTag(from: number): number {
    const where = `at byte offset ${bytesBefore(html, from)}`;
    const tag = open.pop();
    if (!tag) throw unparsable(`Unexpected end tag ${where}`);
    const match = /^([^\s>]*)\s*(>?)/.exec(html.slice(from + 2));
    const name = (match?.[1] ?? '').toLowerCase();
    if (!match?.[2]) throw unparsable(`Unclosed end tag ${where}`);
    if (name !== '' && name !== tag.name) {
      throw unparsable(`Unmatched end tag ${where}, expected "</${tag.name}>", found "</${name}>"`);
    }
    const entity = entityOf(tag, text);
    if (entity) entities.push(entity);
    return from + 2 + match[0].length;
  }
}

function entityOf(tag: OpenTag, text: string): Entity | null {
  const type = TAGS[tag.name] ?? '';
  const range = { offset: tag.offset, length: text.length - tag.offset };
  if (range.length === 0) return null;
  if (type === 'text_link') {
    const url = tag.attributes.href || text.slice(tag.offset);
    return isLink(url) ? { type, ...range, url } : null;
  }
  if (type === 'blockquote' && 'expandable' in tag.attributes)
    return { type: 'expandable_blockquote', ...range };
  if (type === 'date_time') return dateTimeOf(tag, range);
  if (type === 'custom_emoji') return { type, ...range, custom_emoji_id: tag.attributes['emoji-id'] ?? '' };
  const language = /^language-(.+)$/.exec(tag.attributes.class ?? '')?.[1];
  return type === 'code' && language ? { type: 'pre', ...range, language } : { type, ...range };
}

/** A date that is none is dropped without an error, a format that is none is refused (TDLib, parse_html). */
function dateTimeOf({ attributes }: OpenTag, range: { offset: number; length: number }): Entity | null {
  const { unix = '', format = '' } = attributes;
  if (!isDateTimeFormat(format)) throw unparsable('Invalid date format used');
  if (!isUnixTime(Number(unix))) return null;
  return { type: 'date_time', ...range, unix_time: Number(unix), date_time_format: format };
}

function readAttributes(html: string, from: number, tag: string, where: string) {
  const attributes: Record<string, string> = {};
  let at = from;
  for (;;) {
    at += /^\s*/.exec(html.slice(at))?.[0].length ?? 0;
    if (at >= html.length) throw unparsable(`Unclosed start tag ${where}`);
    if (html.charAt(at) === '>') return { attributes, end: at + 1 };
    const match = /^([^\s=>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/.exec(html.slice(at));
    if (!match?.[1]) throw unparsable(`Empty attribute name in the tag "${tag}" ${where}`);
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    attributes[match[1].toLowerCase()] = value.replace(/&\w+;/g, (ref) => decodeReference(ref)?.char ?? ref);
    at += match[0].length;
  }
}

function decodeReference(source: string): { char: string; length: number } | null {
  const match = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{2,4}));?/.exec(source);
  if (!match) return null;
  const code = match[1] ? Number(match[1]) : match[2] ? Number.parseInt(match[2], 16) : null;
  const char =
    code === null
      ? NAMED[match[3] ?? '']
      : code > 0 && code < 0x10ffff
        ? String.fromCodePoint(code)
        : undefined;
  return char === undefined ? null : { char, length: match[0].length };
}

function unparsable(why: string) {
  return badRequest(`can't parse entities: ${why}`);
}
