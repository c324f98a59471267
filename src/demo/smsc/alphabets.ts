/** Text and octets in the alphabets of providers, by tables of the simulator's own. */

export type Alphabet = 'gsm' | 'ascii' | 'latin1' | 'ucs2';

/** GSM 03.38, 6.2.1: the position is the code; 0x1B leads to the extension table. */
const gsmTable = [
  '@£$¥èéùìòÇ\nØø\rÅå',
  'Δ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ',
  ' !"#¤%&\'()*+,-./',
  '0123456789:;<=>?',
  '¡ABCDEFGHIJKLMNO',
  'PQRSTUVWXYZÄÖÑÜ§',
  '¿abcdefghijklmno',
  'pqrstuvwxyzäöñüà',
].join('');

const escapeCode = 0x1b;

/** GSM 03.38, 6.2.1.1: the code that follows the escape. */
const gsmExtension = new Map([
  [0x0a, '\f'],
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

const gsmCodes = new Map<string, number[]>();
for (const [code, character] of [...gsmTable].entries()) {
  if (code !== escapeCode) gsmCodes.set(character, [code]);
}
for (const [code, character] of gsmExtension) gsmCodes.set(character, [escapeCode, code]);

function decodeGsm(octets: Buffer): string | null {
  let text = '';
  for (let at = 0; at < octets.length; at += 1) {
    const code = octets.readUInt8(at);
    if (code === escapeCode) {
      at += 1;
      const character = gsmExtension.get(octets[at] ?? -1);
      if (character === undefined) return null;
      text += character;
    } else {
      const character = gsmTable[code];
      if (character === undefined) return null;
      text += character;
    }
  }
  return text;
}

/** The text, or null where the octets are none in that alphabet (half a character at either end, too). */
export function decode(octets: Buffer, alphabet: Alphabet): string | null {
  if (alphabet === 'gsm') return decodeGsm(octets);
  if (alphabet === 'ascii') return octets.every((code) => code < 0x80) ? octets.toString('latin1') : null;
  if (alphabet === 'latin1') return octets.toString('latin1');
  if (octets.length % 2 === 1) return null;
  const text = Buffer.from(octets).swap16().toString('utf16le');
  return text.isWellFormed() ? text : null;
}

/** The octets of one character, or null where the alphabet lacks it. */
function codesOf(character: string, alphabet: Alphabet): number[] | null {
  if (alphabet === 'gsm') return gsmCodes.get(character) ?? null;
  const code = character.charCodeAt(0);
  if (alphabet === 'ascii') return code < 0x80 ? [code] : null;
  if (alphabet === 'latin1') return code < 0x100 ? [code] : null;
  return [...Buffer.from(character, 'utf16le').swap16()];
}

/** Most octets of text in a message alone, and in one part of a longer message with an 8-bit reference. */
export const room: Record<Alphabet, { single: number; part: number }> = {
  gsm: { single: 160, part: 153 },
  ascii: { single: 160, part: 153 },
  latin1: { single: 140, part: 134 },
  ucs2: { single: 140, part: 134 },
};

/** The text as octets, or null where the alphabet lacks a character. */
export function encode(text: string, alphabet: Alphabet): Buffer | null {
  const octets: number[] = [];
  for (const character of text) {
    const codes = codesOf(character, alphabet);
    if (codes === null) return null;
    octets.push(...codes);
  }
  return Buffer.from(octets);
}

/** As `encode`, cut into parts where one message is too small; no character is cut in two. */
export function encodeParts(text: string, alphabet: Alphabet): Buffer[] | null {
  const whole = encode(text, alphabet);
  const { single, part } = room[alphabet];
  if (whole === null || whole.length <= single) return whole && [whole];
  const parts: Buffer[] = [];
  let start = 0;
  let end = 0;
  for (const character of text) {
    const size = codesOf(character, alphabet)?.length ?? 0;
    if (end + size - start > part) {
      parts.push(whole.subarray(start, end));
      start = end;
    }
    end += size;
  }
  parts.push(whole.subarray(start));
  return parts;
}

/** How many messages a text is paid as. */
export function countParts(text: string, alphabet: Alphabet): number {
  return encodeParts(text, alphabet)?.length ?? 0;
}
