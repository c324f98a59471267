/** What a table of plain text may be written in, by the names of the Encoding Standard. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1251',
  'koi8-r',
  'ibm866',
  'windows-1252',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

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
/** Russian letters by how often they are used. */
const LETTERS = 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё';
/** What a character counts that is no Russian letter, as one that is never used; and a small letter's capital neighbour. */
const STRANGE = 2 * LETTERS.length;
/** Fewer letters than these may look like words in several encodings: what is met most goes first among these. */
const SEVERAL_WORDS = 24;
/** What a capital counts behind another then: in KOI8-R the small letters of Windows are capitals. */
const SHOUTED = 3;
/** What an encoding counts then, on average, that is seldom met beside the one of Windows. */
const SELDOM = 1.5;
/** Fewer letters than these may look like any words. */
const FEW_LETTERS = 12;
/** By so much do the letters of words differ from those of no words, on average. */
const APART = 6;

/**
 * Finds the encoding: by its mark, by where its zero bytes stand, by being UTF-8 throughout, by letters that stand within
 * Latin words, else by which of the Cyrillic ones makes Russian words of it. Null when it is no text.
 */
export async function findEncoding(chunks: AsyncIterable<Uint8Array>): Promise<FoundEncoding | null> {
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
  if (zeros.some((count) => count > 0)) return byZeros(sample.length, zeros);
  if (counts.spoiled === 0) return found('utf-8', 'certain');
  if (counts.spoiled * SPOILED < counts.foreign) return found('utf-8', 'likely');
  const letters = withoutMarks(withoutSpaces(Buffer.concat(high).subarray(0, SAMPLE)));
  return isWestern(letters) ? found('windows-1252', 'guess') : byLetters(letters);
}

const NO_BREAK_SPACE = 0xa0;
const isDigit = (byte = 0): boolean => byte >= 0x30 && byte <= 0x39;

/** Without what spreadsheets write between the digits of 1 234,50: a space in Windows' encodings, a letter in others. */
const withoutSpaces = (sample: Buffer): Uint8Array =>
  sample.filter((byte, at) => byte !== NO_BREAK_SPACE || !isDigit(sample[at - 1]));

/** Dashes, quotation marks, … ‰ § © ° and their like: the same in both encodings of Windows, and letters in others. */
const PRINT: ReadonlySet<number> = new Set([
  ...[0x82, 0x84, 0x85, 0x86, 0x87, 0x89, 0x8b, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9b],
  ...[0xa7, 0xa9, 0xab, 0xae, 0xb0, 0xb1, 0xb6, 0xb7, 0xbb],
]);

/** Without marks that stand in no word of other letters than ASCII's: Excel writes "10 – 20" for what is typed as "10 - 20". */
const withoutMarks = (sample: Uint8Array): Uint8Array =>
  sample.filter((byte, at) => {
    const isAlone = [sample[at - 1], sample[at + 1]].every(
      (beside = 0) => beside < 0x80 || PRINT.has(beside),
    );
    return !(PRINT.has(byte) && isAlone);
  });

const isLatin = (byte = 0): boolean => /[A-Za-z]/.test(String.fromCharCode(byte));

/** Whether most of what is no ASCII stands in Latin words, as in "Müller"; Cyrillic letters stand beside each other. */
function isWestern(sample: Uint8Array): boolean {
  let count = 0;
  let within = 0;
  for (const [at, byte] of sample.entries()) {
    if (byte < 0x80) continue;
    count += 1;
    if (isLatin(sample[at - 1]) || isLatin(sample[at + 1])) within += 1;
  }
  return within * 2 > count;
}

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

function byLetters(sample: Uint8Array): FoundEncoding {
  const letters = sample.filter((byte) => byte >= 0x80).length;
  const cyrillic: readonly Encoding[] = ['windows-1251', 'koi8-r', 'ibm866'];
  const ranked = cyrillic
    .map((encoding) => {
      const text = new TextDecoder(encoding).decode(sample);
      const seldom = encoding === 'windows-1251' ? 0 : SELDOM;
      const ofFew = letters < SEVERAL_WORDS ? seldom + shoutedIn(text) / Math.max(letters, 1) : 0;
      return { encoding, strangeness: strangeness(text) + ofFew };
    })
    .sort((one, other) => one.strangeness - other.strangeness);
  const [best, second] = ranked;
  const isLikely = letters >= FEW_LETTERS && (second?.strangeness ?? 0) - (best?.strangeness ?? 0) > APART;
  const order = ranked.map(({ encoding }) => encoding);
  const rest = ENCODINGS.filter((encoding) => !order.includes(encoding));
  return found(best?.encoding ?? 'windows-1251', isLikely ? 'likely' : 'guess', [...order, ...rest]);
}

const shoutedIn = (text: string): number => SHOUTED * (text.match(/(?<=[А-ЯЁ])[А-ЯЁ]/g)?.length ?? 0);

/** How little a text looks like Russian words: the average of its characters that are not ASCII. */
function strangeness(text: string): number {
  let sum = 0;
  let count = 0;
  for (const [char] of text.matchAll(/\P{ASCII}/gu)) {
    const rank = LETTERS.indexOf(char.toLowerCase());
    sum += rank < 0 ? STRANGE : rank;
    count += 1;
  }
  // One in another's place turns capitals and small letters round.
  const turned = text.match(/(?<=[а-яё])[А-ЯЁ]/g)?.length ?? 0;
  return (sum + turned * STRANGE) / Math.max(count, 1);
}
