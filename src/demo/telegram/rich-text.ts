import { isDateTimeFormat, isUnixTime } from './date-time.ts';
import { badRequest } from './refusal.ts';

/** Bot API: MessageEntity. Offset and length are in UTF-16 code units. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly custom_emoji_id?: string;
  readonly user?: { readonly id: number };
  /** Seconds since 1970. */
  readonly unix_time?: number;
  readonly date_time_format?: string;
}

export interface RichText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** Telegram keeps the first 100 entities of a message and drops the rest without an error. */
const ENTITIES_KEPT = 100;

/**
 * The text as Telegram stores it: no carriage returns, control characters as spaces, trimmed (at the start only up to
 * the first entity), entities moved along, cut and sorted.
 */
export function settle(rich: RichText): RichText {
  const kept: string[] = [];
  const moved: number[] = [];
  let length = 0;
  for (const unit of rich.text.split('')) {
    moved.push(length);
    const clean = cleanUnit(unit);
    kept.push(clean);
    length += clean.length;
  }
  moved.push(length);
  const cleaned = kept.join('');
  const at = (offset: number) => moved[Math.min(offset, moved.length - 1)] ?? length;
  const entities = rich.entities
    .map((entity) => ({
      ...entity,
      offset: at(entity.offset),
      length: at(entity.offset + entity.length) - at(entity.offset),
    }))
    .sort((a, b) => a.offset - b.offset);

  const end = cleaned.trimEnd().length;
  const firstEntity = entities.find((entity) => entity.length > 0)?.offset ?? end;
  let start = 0;
  while (start < Math.min(firstEntity, end) && (cleaned[start] === ' ' || cleaned[start] === '\n'))
    start += 1;
  return {
    text: cleaned.slice(start, end),
    entities: entities
      .map((entity) => ({
        ...entity,
        offset: entity.offset - start,
        length: Math.min(entity.offset + entity.length, end) - entity.offset,
      }))
      .filter((entity) => entity.length > 0)
      .slice(0, ENTITIES_KEPT),
  };
}

/** TDLib drops CR and the line and direction marks U+2028..U+202E, and takes other control characters for spaces. */
function cleanUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code === 13 || (code >= 0x2028 && code <= 0x202e)) return '';
  return code < 32 && code !== 10 ? ' ' : unit;
}

const KNOWN_TYPES = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
  'date_time',
]);
/** These are found by the server itself, so what a bot claims about them is dropped. */
const FOUND_BY_SERVER = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
]);

/**
 * Checks the `entities` of a call against the text. Throws 400 for a range that the text does not have, and for a type
 * that the server, which may be an older one, does not know.
 */
export function checkEntities(text: string, given: unknown, unknown: ReadonlySet<string>): Entity[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw badRequest("can't parse entities: expected an Array");
  const entities: Entity[] = [];
  for (const item of given) {
    const { type, offset, length } = item as Entity;
    if (typeof type !== 'string' || !Number.isInteger(offset) || !Number.isInteger(length)) {
      throw badRequest("can't parse MessageEntity: field must be of type Number");
    }
    if (!KNOWN_TYPES.has(type) || unknown.has(type)) {
      throw badRequest("can't parse MessageEntity: Unsupported type specified");
    }
    if (offset < 0) throw badRequest(`receive an entity with incorrect offset ${offset}`);
    if (length < 0) throw badRequest(`receive an entity with incorrect length ${length}`);
    if (type === 'date_time') checkDateTime(item as Entity);
    if (length === 0 || FOUND_BY_SERVER.has(type)) continue;
    checkRange(text, offset, length);
    if (type === 'text_link' && !isLink(String((item as Entity).url ?? ''))) {
      throw badRequest(`entity URL '${(item as Entity).url ?? ''}' is invalid: Wrong HTTP URL`);
    }
    entities.push(type === 'date_time' ? { date_time_format: '', ...(item as Entity) } : (item as Entity));
  }
  return entities;
}

function checkDateTime({ unix_time: at, date_time_format: format = '' }: Entity): void {
  if (at === undefined) throw badRequest('can\'t parse MessageEntity: Can\'t find field "unix_time"');
  if (typeof at !== 'number')
    throw badRequest('can\'t parse MessageEntity: Field "unix_time" must be of type Number');
  if (!isDateTimeFormat(format)) {
    throw badRequest("can't parse MessageEntity: Invalid date-time format specified");
  }
  if (!isUnixTime(at)) throw badRequest('invalid date specified');
}

function checkRange(text: string, offset: number, length: number): void {
  if (offset >= text.length) {
    throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  }
  if (offset + length > text.length) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${offset + length}`,
    );
  }
  if (splitsSurrogatePair(text, offset)) {
    throw badRequest(
      `entity begins in a middle of a UTF-16 symbol at byte offset ${bytesBefore(text, offset)}`,
    );
  }
  if (splitsSurrogatePair(text, offset + length)) {
    throw badRequest(
      `entity ends in a middle of a UTF-16 symbol at byte offset ${bytesBefore(text, offset + length)}`,
    );
  }
}

function splitsSurrogatePair(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1));
}

/** UTF-8 octets before a UTF-16 offset: Telegram's errors count in these. */
export function bytesBefore(text: string, offset: number): number {
  return Buffer.byteLength(text.slice(0, offset));
}

/** Whether a link or a button may point there: http, https, tg, mailto, tel, with a host that has a dot. */
export function isLink(url: string): boolean {
  if (/^(tg|mailto|tel|ton):/i.test(url)) return true;
  try {
    const { hostname, protocol } = new URL(/^[a-z]+:\/\//i.test(url) ? url : `http://${url}`);
    return /^https?:$/.test(protocol) && (hostname.includes('.') || hostname.startsWith('['));
  } catch {
    return false;
  }
}
