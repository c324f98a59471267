import { isUtf8 } from 'node:buffer';
import { decodeText } from './alphabet.ts';
import type { DefaultAlphabet } from './provider.ts';

/** A message as SMPP brings it. */
export interface Octets {
  readonly octets: Buffer;
  readonly dataCoding: number;
  readonly defaultAlphabet: DefaultAlphabet;
}

export interface Reading {
  /** What could be read: empty when nothing could; U+FFFD stands for a character that could not. */
  readonly text: string;
  /** False: the octets tell more than the text. */
  readonly isWhole: boolean;
}

/** Octets that tell more than could be read of them, as they came. */
export interface Unread {
  readonly dataCoding: number;
  /** Hex. */
  readonly octets: string;
}

export const unreadOf = ({ octets, dataCoding }: Octets): Unread => ({
  dataCoding,
  octets: octets.toString('hex'),
});

type Coding =
  | DefaultAlphabet
  | 'ucs2'
  | 'octets'
  | 'iso-8859-5'
  | 'iso-8859-8'
  | 'euc-kr'
  | 'pictograms'
  | Jis;
type Jis = 'iso-2022-jp' | 'jis-x-0208' | 'jis-x-0212';

/**
 * The data_coding values of SMPP 3.4, 5.2.19. 4 is ISO-8859-1 at SMSC.ru, and 8-bit data elsewhere. 11, 12 and 15 are
 * reserved.
 */
const SMPP: readonly (Coding | 'default' | null)[] = [
  'default',
  'latin1', // IA5
  'octets',
  'latin1',
  'octets',
  'jis-x-0208',
  'iso-8859-5',
  'iso-8859-8',
  'ucs2',
  'pictograms',
  'iso-2022-jp',
  null,
  null,
  'jis-x-0212',
  'euc-kr', // KS C 5601
  null,
];

/**
 * How the octets are coded; null where no standard tells. From 0x10 on by coding groups (3GPP TS 23.038, 4): bits 7–6
 * are 0 with a message class, 1 for a message that is deleted once it was read, either with bit 5 for compression (3GPP
 * TS 23.042) and the alphabet in bits 3–2; 0xC0 and 0xD0 are message waiting in the default alphabet, 0xE0 in UCS-2;
 * 0xF0 is a message class with one bit for the alphabet. Reserved values are the default alphabet, as it asks.
 */
function codingOf(dataCoding: number, defaultAlphabet: DefaultAlphabet): Coding | null {
  const listed = SMPP[dataCoding];
  if (listed !== undefined) return listed === 'default' ? defaultAlphabet : listed;
  const group = dataCoding & 0xf0;
  if (group < 0x80) {
    if ((dataCoding & 0x20) !== 0) return null;
    return ([defaultAlphabet, 'octets', 'ucs2'] as const)[(dataCoding >> 2) & 3] ?? defaultAlphabet;
  }
  if (group === 0xe0) return 'ucs2';
  return group === 0xf0 && (dataCoding & 0x04) !== 0 ? 'octets' : defaultAlphabet;
}

/** Whether the octets are of the GSM alphabet, of which a header may name national tables. */
export const isGsm = ({ dataCoding, defaultAlphabet }: Omit<Octets, 'octets'>): boolean =>
  codingOf(dataCoding, defaultAlphabet) === 'gsm';

/** Controls that no text holds, characters that were not read, and those that each vendor gives a meaning of its own. */
const UNREADABLE = /[^\P{Cc}\t\n\f\r]|\p{Co}|\ufffd/u;

const wholly = (text: string): Reading => ({ text, isWhole: !UNREADABLE.test(text) });

/** Reads a message, or several parts of one that follow each other. */
export function readOctets({ octets, dataCoding, defaultAlphabet }: Octets): Reading {
  const coding = codingOf(dataCoding, defaultAlphabet);
  switch (coding) {
    case null:
      return { text: '', isWhole: octets.length === 0 };
    case 'gsm':
    case 'ascii':
    case 'latin1': {
      const text = mislabelledUcs2(octets) ?? mislabelledUtf8(octets);
      if (text !== null) return wholly(text);
      return wholly(coding === 'gsm' ? readDefault(octets) : latin1(octets));
    }
    case 'octets': {
      // Nobody says that this is text: with controls in it, it is a ring tone or the like.
      const reading = wholly(mislabelledUtf8(octets) ?? latin1(octets));
      return reading.isWhole ? reading : { text: '', isWhole: false };
    }
    case 'ucs2': {
      if (isMislabelledAscii(octets)) return wholly(octets.toString('latin1'));
      const text = readUcs2(octets);
      return { text, isWhole: octets.length % 2 === 0 && !text.includes('\ufffd') };
    }
    case 'pictograms':
      // NTT DoCoMo's, among Shift_JIS.
      return wholly(decode(octets, 'shift_jis'));
    case 'iso-2022-jp':
    case 'jis-x-0208':
    case 'jis-x-0212':
      return wholly(readJis(octets, coding));
    default:
      return wholly(decode(octets, coding));
  }
}

const decode = (octets: Uint8Array, label: string): string => new TextDecoder(label).decode(octets);

/** Some SMSCs end a text with the NUL of a C string. */
const latin1 = (octets: Buffer): string =>
  octets.toString('latin1', 0, octets.findLastIndex((octet) => octet !== 0) + 1);

/** A mark that some write before a text, and which is none of it, says in which order its octets are (RFC 2781, 3.2). */
const LITTLE_ENDIAN = Buffer.from([0xff, 0xfe]);

function readUcs2(octets: Buffer): string {
  const isSwapped = octets.subarray(0, LITTLE_ENDIAN.length).equals(LITTLE_ENDIAN);
  const even = octets.length - (octets.length % 2);
  const swapped = () =>
    Buffer.concat([Buffer.from(octets.subarray(0, even)).swap16(), octets.subarray(even)]);
  return decodeText(isSwapped ? swapped() : octets, 'ucs2').replace(/^\ufeff/, '');
}

/** Latin letters, Greek, Cyrillic, Hebrew and Armenian, Arabic: the first octet of each in UCS-2, and of what stands between. */
const OF_LETTERS: ReadonlySet<number> = new Set([0x00, 0x03, 0x04, 0x05, 0x06]);
const BETWEEN: ReadonlySet<number> = new Set([
  ...[0x01, 0x02, 0x1e, 0x20, 0x21, 0x22, 0xfe],
  // Surrogates, as emoji have.
  ...[0xd8, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf],
]);

/**
 * UCS-2 that comes under the data_coding of another alphabet, as some SMSCs bring it: each other octet is the same few, which
 * no text has there in any of those ("@H@i"). Null: it is none.
 */
function mislabelledUcs2(octets: Buffer): string | null {
  const firsts = [...octets].filter((_, at) => at % 2 === 0);
  const ofLetters = firsts.filter((octet) => OF_LETTERS.has(octet));
  // A single character may be any two of another alphabet, but for "@" before an ASCII one.
  const isLong = octets.length > 2 || octets[0] === 0;
  if (!isLong || octets.length % 2 !== 0 || ofLetters.length * 2 < firsts.length) return null;
  if (!firsts.every((octet) => OF_LETTERS.has(octet) || BETWEEN.has(octet))) return null;
  const text = decodeText(octets, 'ucs2');
  return UNREADABLE.test(text) || /\p{Cn}/u.test(text) ? null : text;
}

/** UTF-8, where it is valid throughout and no ISO-8859-1, which has none of the octets that most letters take. Null: it is none. */
function mislabelledUtf8(octets: Buffer): string | null {
  if (!isUtf8(octets) || !UNREADABLE.test(latin1(octets))) return null;
  const text = octets.toString();
  return UNREADABLE.test(text) ? null : text;
}

/** So many octets of ASCII in a row are no Chinese, which some of it could be (octets). */
const LEAST_ASCII = 8;

/** The other way round: letters of ASCII that come under UCS-2. */
const isMislabelledAscii = (octets: Buffer): boolean =>
  octets.length >= LEAST_ASCII && /^[\n\r\x20-\x7e]+$/.test(octets.toString('latin1'));

/** GSM, unless an octet says that it is none: then ISO-8859-1, all of it where that makes a text. */
function readDefault(octets: Buffer): string {
  if (octets.every((octet) => octet < 0x80)) return decodeText(octets, 'gsm');
  const text = latin1(octets);
  if (!UNREADABLE.test(text)) return text;
  return octets
    .toString('latin1')
    .replace(/\p{ASCII}+/gu, (run) => decodeText(Buffer.from(run, 'latin1'), 'gsm'));
}

/** Readings of Japanese in octets with their high bit set; the first is the one that is not taken for the other. */
const EIGHT_BIT = ['euc-jp', 'shift_jis'] as const;

/**
 * Japanese, in whatever form of its character sets: with their escapes (RFC 1468, RFC 1554), as bare pairs of octets, or
 * with the high bit set.
 */
function readJis(octets: Buffer, start: Jis): string {
  if (octets.some((octet) => octet >= 0x80)) {
    const [first, second] = EIGHT_BIT.map((label) => decode(octets, label)) as [string, string];
    return unread(second) < unread(first) ? second : first;
  }
  const shifted = withHighBits(octets, start);
  const text = shifted && decode(shifted, 'euc-jp');
  // One that has no escapes and no pairs is ASCII.
  return text === null || (!octets.includes(ESCAPE) && UNREADABLE.test(text)) ? latin1(octets) : text;
}

const unread = (text: string): number => text.split('\ufffd').length;

const ESCAPE = 0x1b;
/** What follows an escape, and the character set that it begins. JIS X 0201's Roman letters count as ASCII. */
const DESIGNATIONS: readonly (readonly [sequence: string, set: Jis | 'ascii' | 'kana'])[] = [
  ['(B', 'ascii'],
  ['(J', 'ascii'],
  ['(I', 'kana'],
  ['$@', 'jis-x-0208'],
  ['$B', 'jis-x-0208'],
  ['$(D', 'jis-x-0212'],
];
/** Octets of a character, and what EUC-JP puts before it. */
const SETS = {
  'iso-2022-jp': { octets: 1, mark: null },
  ascii: { octets: 1, mark: null },
  kana: { octets: 1, mark: 0x8e },
  'jis-x-0208': { octets: 2, mark: null },
  'jis-x-0212': { octets: 2, mark: 0x8f },
} as const;

/** Seven-bit JIS as EUC-JP, where the high bit tells the sets apart; null for an escape that begins none of them. */
function withHighBits(octets: Buffer, start: Jis): Buffer | null {
  const out: number[] = [];
  let set: keyof typeof SETS = start;
  for (let at = 0; at < octets.length; ) {
    const octet = octets.readUInt8(at);
    if (octet === ESCAPE) {
      const rest = octets.toString('latin1', at + 1, at + 4);
      const found = DESIGNATIONS.find(([sequence]) => rest.startsWith(sequence));
      if (!found) return null;
      at += 1 + found[0].length;
      set = found[1];
      continue;
    }
    const { octets: length, mark } = SETS[set];
    // Space and line feed are the same in each set.
    const isPlain = octet <= 0x20 || (length === 1 && mark === null);
    if (isPlain) {
      out.push(octet);
      at += 1;
      continue;
    }
    if (mark !== null) out.push(mark);
    for (const one of octets.subarray(at, at + length)) out.push(one | 0x80);
    at += length;
  }
  return Buffer.from(out);
}
