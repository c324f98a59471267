import { isDateTimeFormat, isUnixTime } from './date-time.ts';
import type { NewerField } from './newer-fields.ts';
import { badRequest } from './refusal.ts';
import { bytesBefore, type Entity, isLink, type RichText } from './rich-text.ts';

const RESERVED = '_*[]()~`>#+-=|{}.!';

/** How a kind of entity opens and closes, and what Telegram's errors call it. */
interface Mark {
  readonly opens: string;
  readonly closes: string;
  readonly type: string;
  readonly called: string;
}
/** Longer marks stand before the shorter ones that they begin with. */
const MARKS: readonly Mark[] = [
  { opens: '```', closes: '```', type: 'pre', called: 'Pre' },
  { opens: '`', closes: '`', type: 'code', called: 'Code' },
  { opens: '__', closes: '__', type: 'underline', called: 'Underline' },
  { opens: '_', closes: '_', type: 'italic', called: 'Italic' },
  { opens: '*', closes: '*', type: 'bold', called: 'Bold' },
  { opens: '~', closes: '~', type: 'strikethrough', called: 'Strikethrough' },
  { opens: '||', closes: '||', type: 'spoiler', called: 'Spoiler' },
  { opens: '![', closes: ']', type: 'custom_emoji', called: 'CustomEmoji' },
  { opens: '[', closes: ']', type: 'text_link', called: 'TextUrl' },
];

interface OpenMark {
  readonly mark: Mark;
  readonly offset: number;
  /** Where in the source it opened, in UTF-16 units and in UTF-8 octets. */
  readonly at: number;
  readonly byte: number;
  readonly language: string;
}

interface OpenQuote {
  readonly offset: number;
  /** How many marks were open when it began: those opened since must be closed before it ends. */
  readonly depth: number;
}

interface Range {
  readonly offset: number;
  readonly length: number;
}

/**
 * Reads `parse_mode: MarkdownV2` (Bot API: MarkdownV2 style). Throws 400 "can't parse entities" in Telegram's wording;
 * `unknown` is what an older server does not take.
 */
export function parseMarkdownV2(source: string, unknown: ReadonlySet<NewerField> = new Set()): RichText {
  const open: OpenMark[] = [];
  const entities: Entity[] = [];
  let quote: OpenQuote | null = null;
  let text = '';
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    const inner = open.at(-1);
    const verbatim = inner?.mark.type === 'pre' || inner?.mark.type === 'code';
    if (char === '\\' && isAscii(source.charAt(at + 1))) {
      text += source.charAt(at + 1);
      at += 2;
    } else if (inner && closesHere(inner.mark)) {
      open.pop();
      at = close(inner, at + inner.mark.closes.length);
    } else if (verbatim ? char !== '`' : !RESERVED.includes(char)) {
      const ends = char === '\n' && source.charAt(at + 1) !== '>';
      if (quote && ends) quote = endQuote(quote, at, 1);
      text += char;
      at += 1;
    } else if (!verbatim && char === '>' && (at === 0 || source.charAt(at - 1) === '\n')) {
      quote ??= { offset: text.length, depth: open.length };
      at += 1;
    } else {
      at = openMark(at);
    }
  }
  if (quote) endQuote(quote, at, 0);
  const left = open.at(-1);
  if (left) throw unclosed(left);
  return { text, entities };

  function closesHere(mark: Mark): boolean {
    if (!source.startsWith(mark.closes, at)) return false;
    // An underline may open inside an italic: "__" never closes "_".
    return mark.type !== 'italic' || source.charAt(at + 1) !== '_';
  }

  function openMark(from: number): number {
    const mark = MARKS.find(({ opens }) => source.startsWith(opens, from));
    if (!mark || open.at(-1)?.mark.type === 'code' || open.at(-1)?.mark.type === 'pre') {
      throw unparsable(
        `Character '${source.charAt(from)}' is reserved and must be escaped with the preceding '\\'`,
      );
    }
    let end = from + mark.opens.length;
    let language = '';
    if (mark.type === 'pre') {
      const firstLine = /^([^\s`]*)(\s)/.exec(source.slice(end));
      if (firstLine) {
        language = firstLine[1] ?? '';
        end += language.length + (firstLine[2] === '\n' ? 1 : 0);
      }
    }
    open.push({ mark, offset: text.length, at: from, byte: bytesBefore(source, from), language });
    return end;
  }

  function close(opened: OpenMark, after: number): number {
    const { mark, offset } = opened;
    const range = { offset, length: text.length - offset };
    if (mark.type !== 'text_link' && mark.type !== 'custom_emoji') {
      if (range.length > 0)
        entities.push({ type: mark.type, ...range, ...(opened.language && { language: opened.language }) });
      return after;
    }
    let url = text.slice(offset);
    let end = after;
    if (source.charAt(after) === '(') {
      const target = /^\(((?:\\[\s\S]|[^)\\])*)\)/.exec(source.slice(after));
      if (!target) throw unparsable(`Can't find end of a URL at byte offset ${bytesBefore(source, after)}`);
      url = (target[1] ?? '').replace(/\\([\s\S])/g, '$1');
      end = after + target[0].length;
    } else if (mark.type === 'custom_emoji') {
      throw unparsable('The entity must contain a tg://emoji or tg://time URL');
    }
    const entity = mark.type === 'custom_emoji' ? emojiOrTime(url, range, unknown) : linkTo(url, range);
    if (entity && range.length > 0) entities.push(entity);
    return end;
  }

  /** A spoiler that opens as the last thing in a quote makes it expandable. The line break after it is inside it. */
  function endQuote({ offset, depth }: OpenQuote, end: number, lineBreak: 0 | 1): null {
    const last = open.at(-1);
    const expandable =
      last?.mark.type === 'spoiler' &&
      last.at === end - last.mark.opens.length &&
      !unknown.has('expandable_blockquote');
    if (expandable) open.pop();
    const left = open.length > depth ? open.at(-1) : undefined;
    if (left) throw unclosed(left);
    const type = expandable ? 'expandable_blockquote' : 'blockquote';
    const length = text.length + lineBreak - offset;
    if (length > 0) entities.push({ type, offset, length });
    return null;
  }
}

function linkTo(url: string, range: Range): Entity | null {
  return isLink(url) ? { type: 'text_link', ...range, url } : null;
}

/** What `![…](…)` stands for: a custom emoji, or a date (Bot API: MarkdownV2 style). */
function emojiOrTime(url: string, range: Range, unknown: ReadonlySet<NewerField>): Entity {
  const id = /^tg:\/\/emoji\?id=(\d+)$/.exec(url)?.[1];
  if (id) return { type: 'custom_emoji', ...range, custom_emoji_id: id };
  const query = new URLSearchParams(/^tg:\/\/time\?(.*)$/.exec(url)?.[1]);
  const at = Number(query.get('unix'));
  const format = query.get('format') ?? '';
  if (!isUnixTime(at) || !isDateTimeFormat(format) || unknown.has('date_time')) {
    throw unparsable('Invalid tg://emoji or tg://time URL specified');
  }
  return { type: 'date_time', ...range, unix_time: at, date_time_format: format };
}

function unclosed(left: OpenMark) {
  return unparsable(`Can't find end of ${nameOf(left)} entity at byte offset ${left.byte}`);
}

function nameOf({ mark, language }: OpenMark): string {
  return language ? 'PreCode' : mark.called;
}

function isAscii(char: string): boolean {
  return char !== '' && char.charCodeAt(0) > 0 && char.charCodeAt(0) < 127;
}

function unparsable(why: string) {
  return badRequest(`can't parse entities: ${why}`);
}
