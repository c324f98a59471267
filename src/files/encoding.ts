import { strangeness } from './strangeness.ts';

/** What a table of plain text may be written in, by the names of the Encoding Standard. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1251',
  'koi8-r',
  'ibm866',
  'x-mac-cyrillic',
  'windows-1252',
  'iso-8859-15',
  'macintosh',
] as const;
export type Encoding = (typeof ENCODINGS)[number];
/** Those in which Excel writes tables for people of one alphabet or the other. */
export type OfWindows = 'windows-1251' | 'windows-1252';

/** An encoding that was found by what stands in a file. */
export interface FoundEncoding {
  readonly encoding: Encoding;
  /** `certain` by a mark or because all of it is valid so, `likely` by its letters, else a `guess`. */
  readonly certainty: 'certain' | 'likely' | 'guess';
  /** The others, the likelier ones first. */
  readonly others: readonly Encoding[];
}

const MARKS: readonly (readonly [encoding: Encoding, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** Bytes from which it is told. */
const SAMPLE = 64 * 1024;
/** Where one character in so many is not valid UTF-8, it is UTF-8 that something spoiled; of another encoding almost none is. */
const SPOILED = 10;
/** Zero bytes that are not a part of letters are one in more than so many. */
const STRAY = 10;
/** Fewer letters than these may look like words in several encodings: what is met most goes first among these. */
const SEVERAL_WORDS = 24;
/** What a capital counts behind another then: in KOI8-R the small letters of Windows are capitals. */
const SHOUTED = 5;
/** What an encoding counts then, on average, that is seldom met beside the one of Windows. */
const SELDOM = 3;
/** What an encoding of other alphabets counts than those of the people for whom it is read: enough where nothing else tells. */
const ELSEWHERE = 1;
/** Fewer letters than these may look like any words. */
const FEW_LETTERS = 12;
/** By so much do the letters of words differ from those of no words, on average. */
const APART = 6;

/**
 * Finds the encoding: by its mark, by where its zero bytes stand, by being UTF-8 throughout, else by which makes of it what
 * people write. Null when it is no text.
 * @param usual of Windows', where the bytes do not tell
 */
export async function findEncoding(
  chunks: AsyncIterable<Uint8Array>,
  usual: OfWindows = 'windows-1251',
): Promise<FoundEncoding | null> {
  const start: Uint8Array[] = [];
  const high: Uint8Array[] = [];
  const utf8 = new TextDecoder();
  const lengths = { start: 0, high: 0 };
  const counts = { foreign: 0, spoiled: 0 };
  for await (const chunk of chunks) {
    if (lengths.start < SAMPLE) lengths.start += start.push(chunk) && chunk.length;
    const text = utf8.decode(chunk, { stream: true });
    const foreign = text.match(/\P{ASCII}/gu) ?? [];
    counts.foreign += foreign.length;
    counts.spoiled += foreign.filter((char) => char === '\ufffd').length;
    if (foreign.length > 0 && lengths.high < SAMPLE) lengths.high += high.push(chunk) && chunk.length;
  }
  if (utf8.decode() !== '') counts.spoiled += 1;
  const sample = Buffer.concat(start).subarray(0, SAMPLE);
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => sample[at] === byte));
  if (marked) return found(marked[0], 'certain');
  const zeros = [0, 1].map((parity) => sample.filter((byte, at) => byte === 0 && at % 2 === parity).length);
  if (zeros.some((count) => count > 0) && !isStray(sample)) return byZeros(sample.length, zeros);
  if (counts.spoiled === 0) return found('utf-8', 'certain');
  if (counts.spoiled * SPOILED < counts.foreign) return found('utf-8', 'likely');
  return byLetters(Buffer.concat(high).subarray(0, SAMPLE), usual);
}

/** Text that a program filled up with a zero byte here and there: its digits and lines have none beside them, as in UTF-16. */
function isStray(sample: Uint8Array): boolean {
  const zeros = sample.filter((byte) => byte === 0).length;
  const controls = sample.filter((byte) => byte > 0 && byte < 0x09).length;
  const marks = [...sample.keys()].filter((at) => isDigit(sample[at]) || sample[at] === 0x0a);
  const paired = marks.filter((at) => sample[at - 1] === 0 || sample[at + 1] === 0);
  return zeros * STRAY < sample.length && controls === 0 && paired.length * 2 < marks.length;
}

const isDigit = (byte = 0): boolean => byte >= 0x30 && byte <= 0x39;

function found(
  encoding: Encoding,
  certainty: FoundEncoding['certainty'],
  order: readonly Encoding[] = ENCODINGS,
): FoundEncoding {
  return { encoding, certainty, others: order.filter((other) => other !== encoding) };
}

/** Latin letters, digits and separators have a zero byte in UTF-16, at one side of each; what has them anywhere is no text. */
function byZeros(length: number, [even = 0, odd = 0]: readonly number[]): FoundEncoding | null {
  const [most, least] = even > odd ? [even, odd] : [odd, even];
  if (least * 20 > most || most * 40 < length) return null;
  return found(even > odd ? 'utf-16be' : 'utf-16le', 'likely');
}

/** Encodings of a byte a letter, and which of Windows' has the same alphabet; those that are met most first. */
const BY_LETTERS: Readonly<Partial<Record<Encoding, OfWindows>>> = {
  'windows-1251': 'windows-1251',
  'windows-1252': 'windows-1252',
  'koi8-r': 'windows-1251',
  ibm866: 'windows-1251',
  'iso-8859-15': 'windows-1252',
  macintosh: 'windows-1252',
  'x-mac-cyrillic': 'windows-1251',
};

function byLetters(sample: Uint8Array, usual: OfWindows): FoundEncoding {
  const letters = Math.max(sample.filter((byte) => byte >= 0x80).length, 1);
  const ranked = ENCODINGS.flatMap((encoding) => {
    const ofWindows = BY_LETTERS[encoding];
    if (ofWindows === undefined) return [];
    const text = new TextDecoder(encoding).decode(sample);
    const seldom = encoding === ofWindows ? 0 : SELDOM;
    const ofFew = letters < SEVERAL_WORDS ? seldom + shoutedIn(text) / letters : 0;
    const elsewhere = ofWindows === usual ? 0 : ELSEWHERE;
    return { encoding, text, strange: strangeness(text) / letters + ofFew + elsewhere };
  }).sort((one, other) => one.strange - other.strange);
  const [best, ...others] = ranked;
  const second = others.find(({ text }) => text !== best?.text);
  const isLikely = letters >= FEW_LETTERS && (second?.strange ?? 0) - (best?.strange ?? 0) > APART;
  const order = ranked.map(({ encoding }) => encoding);
  const rest = ENCODINGS.filter((encoding) => !order.includes(encoding));
  return found(best?.encoding ?? usual, isLikely ? 'likely' : 'guess', [...order, ...rest]);
}

const shoutedIn = (text: string): number => SHOUTED * (text.match(/(?<=[А-ЯЁ])[А-ЯЁ]/g)?.length ?? 0);
