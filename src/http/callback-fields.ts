import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { type Charset, charsetNamed, decode } from './charset.ts';

/** A call that cannot be read; the message says why, and nothing of what was in it. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/** The parameters of one status or one incoming message, as text. */
export type Fields = Readonly<Record<string, string>>;

export interface CallbackRequest {
  /** What follows the "?", one character an octet, as Node hands it on. */
  readonly query: string;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/** Rows of one call; more is nothing that the provider does. */
const MAX_ROWS = 1_000;
/** Parameters of the query and of each row: the provider has some thirty. Each row gets those of the query too. */
const MAX_PARAMETERS = 64;
/** Lists within objects within lists: deeper there are no rows. */
const MAX_DEPTH = 4;

type Row = Map<string, string>;

/**
 * Reads a call of the account's handler: parameters in the query, in a form, in XML or in JSON, whichever the body
 * looks like; its content type is not relied upon. Several rows in one body are several calls, and what the query
 * says holds for each of them.
 *
 * The charset is the content type's, else the handler's own parameter `charset`, else what the XML declares, else
 * windows-1251, the provider's default.
 *
 * @throws Unreadable
 */
export function readFields({ query, contentType, body }: CallbackRequest): {
  charset: Charset;
  rows: Fields[];
} {
  const charset = charsetOf({ query, contentType, body });
  const common = formFields(query, charset);
  const text = decode(body, charset).trim();
  let rows: Row[];
  if (text === '') rows = [new Map()];
  else if (/^[{[]/.test(text)) rows = jsonRows(text);
  else if (text.startsWith('<')) rows = xmlRows(text);
  else rows = [formFields(body.toString('latin1').trim(), charset)];
  if (rows.length > MAX_ROWS) throw new Unreadable('too many rows');
  if ([common, ...rows].some((row) => row.size > MAX_PARAMETERS)) throw new Unreadable('too many parameters');
  return { charset, rows: rows.map((row) => Object.fromEntries(merged(common, row))) };
}

function charsetOf({ query, contentType = '', body }: CallbackRequest): Charset {
  const label =
    /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ??
    /(?:^|&)charset=([^&]+)/.exec(query)?.[1] ??
    /^\s*<\?xml\s[^>]*encoding\s*=\s*["']([^"']+)/.exec(body.toString('latin1', 0, 200))?.[1] ??
    'windows-1251';
  const charset = charsetNamed(label);
  if (charset === null) throw new Unreadable('a charset other than windows-1251, koi8-r and utf-8');
  return charset;
}

/** The handler's address may hold the name of a parameter without its value: an empty one gives way. */
function merged(common: Row, row: Row): Row {
  const all = new Map(common);
  for (const [name, value] of row) if (value !== '' || !all.has(name)) all.set(name, value);
  return all;
}

/** application/x-www-form-urlencoded, whose %XX are octets of the charset. */
function formFields(form: string, charset: Charset): Row {
  const text = (escaped: string) => decode(unescapeOctets(escaped), charset);
  const row: Row = new Map();
  for (const pair of form.split('&')) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
    if (name !== '' && !row.get(text(name))) row.set(text(name), text(value));
  }
  return row;
}

function unescapeOctets(escaped: string): Buffer {
  const octets = escaped
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(octets, 'latin1');
}

/** What ECMAScript hands a reviver beside the value ("JSON.parse source text access"). */
type SourceReviver = (name: string, value: unknown, context: { source?: string }) => unknown;

function jsonRows(text: string): Row[] {
  // An id or a number of many digits must not be rounded, nor a price lose its zeros: numbers stay as written.
  const asWritten: SourceReviver = (_, value, { source }) =>
    typeof value === 'number' || typeof value === 'boolean' ? (source ?? String(value)) : value;
  let value: unknown;
  try {
    value = JSON.parse(text, asWritten as Parameters<typeof JSON.parse>[1]);
  } catch {
    throw new Unreadable('not JSON');
  }
  return rowsOf(value, MAX_DEPTH);
}

function rowsOf(value: unknown, depth: number): Row[] {
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  if (Array.isArray(value)) return value.flatMap((one) => rowsOf(one, depth - 1));
  const entries = Object.entries(value);
  const nested = entries.filter(([, one]) => typeof one === 'object' && one !== null);
  if (nested.length > 0) return nested.flatMap(([, one]) => rowsOf(one, depth - 1));
  return [new Map(entries.map(([name, one]) => [name, one === null ? '' : String(one)]))];
}

/** The parser knows the five entities of XML itself, and fails at any other: a document type defines nothing. */
function xmlRows(text: string): Row[] {
  try {
    const { root } = parseXml(text);
    return root ? elementRows(root) : [];
  } catch {
    throw new Unreadable('not XML');
  }
}

const childrenOf = (element: XmlElement) =>
  element.children.filter((child): child is XmlElement => child instanceof XmlElement);
const isField = (element: XmlElement) =>
  childrenOf(element).length === 0 && Object.keys(element.attributes).length === 0;

/** A row is an element whose fields are its attributes and its children. */
function elementRows(element: XmlElement): Row[] {
  const children = childrenOf(element);
  if (!children.every(isField)) return children.flatMap(elementRows);
  return [
    new Map([
      ...Object.entries(element.attributes),
      ...children.map((child): [string, string] => [child.name, child.text.trim()]),
    ]),
  ];
}
