/**
 * The alphabets of a short message (3GPP TS 23.038) and how much of each fits in one.
 *
 *              bits   one message   a part of a long one
 *   gsm         7        160               153              septets, an extension character takes two
 *   ascii       7        160               153              as gsm: what of ASCII the phone has in GSM 03.38
 *   latin1      8        140               134              octets (ISO-8859-1)
 *   ucs2       16         70                67              UTF-16 code units, big-endian
 */
export const ALPHABETS = ['gsm', 'ascii', 'latin1', 'ucs2'] as const;
export type Alphabet = (typeof ALPHABETS)[number];

/** Units (septets, octets, code units) in a message that goes alone, and in each part of a long one. */
const LIMITS = {
  gsm: { single: 160, part: 153 },
  ascii: { single: 160, part: 153 },
  latin1: { single: 140, part: 134 },
  ucs2: { single: 70, part: 67 },
} as const satisfies Record<Alphabet, { single: number; part: number }>;

// 3GPP TS 23.038, 6.2.1; the place of each character is its code. 0x1B is the escape, so nothing stands there.
const GSM_BASIC =
  '@£$¥èéùìòÇ\nØø\rÅå' +
  'Δ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ' +
  ' !"#¤%&\'()*+,-./' +
  '0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNO' +
  'PQRSTUVWXYZÄÖÑÜ§' +
  '¿abcdefghijklmno' +
  'pqrstuvwxyzäöñüà';
const ESCAPE = 0x1b;

// 3GPP TS 23.038, 6.2.1.1: what follows an escape.
const GSM_EXTENSION: ReadonlyMap<number, string> = new Map([
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
]);

const GSM_CODES: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...[...GSM_BASIC].map((char, code): [string, number[]] => [char, [code]]).toSpliced(ESCAPE, 1),
  ...[...GSM_EXTENSION].map(([code, char]): [string, number[]] => [char, [ESCAPE, code]]),
]);

/** Phones and databases end a text at it, or put something else in its place. */
const NUL = '\0';

/** Units that a character takes; one that the alphabet lacks counts as if it were there. */
function unitsOf(char: string, alphabet: Alphabet): number {
  return alphabet === 'gsm' || alphabet === 'ascii'
    ? (GSM_CODES.get(char)?.length ?? char.length)
    : char.length;
}

function holds(char: string, alphabet: Alphabet): boolean {
  switch (alphabet) {
    case 'gsm':
      return GSM_CODES.has(char);
    case 'ascii':
      return char.charCodeAt(0) <= 0x7f && GSM_CODES.has(char);
    case 'latin1':
      return char.charCodeAt(0) <= 0xff && char !== NUL;
    case 'ucs2':
      return char.isWellFormed() && char !== NUL;
  }
}

/** Distinct characters of the text that the alphabet lacks, in order of appearance. A lone surrogate is in none, nor is NUL. */
export function unencodable(text: string, alphabet: Alphabet): string[] {
  const missing = new Set<string>();
  for (const char of text) if (!holds(char, alphabet)) missing.add(char);
  return [...missing];
}

/**
 * The octets of a text on the wire, or null when a character does not fit: nothing is ever replaced.
 * GSM goes one septet to the octet, as SMPP carries it.
 */
export function encodeText(text: string, alphabet: Alphabet): Buffer | null {
  for (const char of text) if (!holds(char, alphabet)) return null;
  switch (alphabet) {
    case 'gsm': {
      const octets: number[] = [];
      for (const char of text) octets.push(...(GSM_CODES.get(char) ?? []));
      return Buffer.from(octets);
    }
    case 'ascii':
    case 'latin1':
      return Buffer.from(text, 'latin1');
    case 'ucs2':
      return Buffer.from(text, 'utf16le').swap16();
  }
}

/**
 * The text that the octets stand for. Never fails: an escape before a code that the extension table lacks is
 * skipped (3GPP TS 23.038, 6.2.1.1, asks for the character of the basic table), an octet above 0x7F
 * in GSM becomes U+FFFD, and so do half a code unit and a lone surrogate in UCS-2.
 */
export function decodeText(bytes: Uint8Array, alphabet: Alphabet): string {
  const buffer = Buffer.from(bytes);
  switch (alphabet) {
    case 'gsm':
      return decodeGsm(buffer);
    case 'ascii':
    case 'latin1':
      return buffer.toString('latin1');
    case 'ucs2': {
      const whole = buffer.subarray(0, buffer.length - (buffer.length % 2)).swap16();
      return whole.toString('utf16le').toWellFormed() + (whole.length < buffer.length ? '\ufffd' : '');
    }
  }
}

function decodeGsm(octets: Buffer): string {
  let text = '';
  let escaped = false;
  for (const octet of octets) {
    if (octet === ESCAPE && !escaped) {
      escaped = true;
      continue;
    }
    const extension = escaped ? GSM_EXTENSION.get(octet) : undefined;
    // Two escapes in a row are reserved for a further table, and shown as a space until there is one.
    text += extension ?? (octet === ESCAPE ? ' ' : (GSM_BASIC[octet] ?? '\ufffd'));
    escaped = false;
  }
  return escaped ? `${text} ` : text;
}

/**
 * The alphabet that carries the text in the fewest parts, and among equals the one with the fewest bits a
 * character. When none holds the text (a lone surrogate, a NUL) it is the last of `among`; `unencodable` then says why.
 *
 * @param among what the connection can carry, narrow before wide
 */
export function narrowest(text: string, among: readonly Alphabet[]): Alphabet {
  const fitting = among.filter((alphabet) => unencodable(text, alphabet).length === 0);
  const [first, ...rest] = fitting;
  if (first === undefined) return among.at(-1) ?? 'ucs2';
  return rest.reduce((best, next) => (countParts(text, next) < countParts(text, best) ? next : best), first);
}

/**
 * Cuts a text into what each part of a message carries: one element when it fits alone. Neither an escape
 * pair nor a surrogate pair is cut, so a part may be one unit short. Joined, the parts are the text.
 */
export function splitParts(text: string, alphabet: Alphabet): string[] {
  const { single, part } = LIMITS[alphabet];
  const parts: string[] = [];
  let total = 0;
  let filled = 0;
  let start = 0;
  let end = 0;
  for (const char of text) {
    const units = unitsOf(char, alphabet);
    if (filled + units > part) {
      parts.push(text.slice(start, end));
      start = end;
      filled = 0;
    }
    total += units;
    filled += units;
    end += char.length;
  }
  if (total <= single) return [text];
  parts.push(text.slice(start));
  return parts;
}

/** How many parts the text takes in that alphabet; an empty text takes one. */
export function countParts(text: string, alphabet: Alphabet): number {
  return splitParts(text, alphabet).length;
}

/** Octets that one part of a long message carries beside its header. */
export function octetsPerPart(alphabet: Alphabet): number {
  return LIMITS[alphabet].part * (alphabet === 'ucs2' ? 2 : 1);
}
