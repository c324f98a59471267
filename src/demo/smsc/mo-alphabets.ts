/** What phones and their SMSCs write in: data_coding (SMPP 3.4, 5.2.19; 3GPP TS 23.038, 4) and the octets of a text. */

import { encode } from './alphabets.ts';

export const codings = [
  'gsm',
  'latin1-unannounced',
  'latin1',
  'jis-x-0208',
  'iso-8859-5',
  'iso-8859-8',
  'ucs2',
  'pictograms',
  'iso-2022-jp',
  'jis-x-0212',
  'ks-c-5601',
  'ucs2-flash',
  'ucs2-waiting',
  'compressed',
] as const;
export type Coding = (typeof codings)[number];

interface Coded {
  dataCoding: number;
  /** The text a character each, or null where the alphabet lacks one. */
  characters: Buffer[] | null;
}

const dataCodings: Record<Coding, number> = {
  gsm: 0,
  'latin1-unannounced': 0,
  latin1: 3,
  'jis-x-0208': 5,
  'iso-8859-5': 6,
  'iso-8859-8': 7,
  ucs2: 8,
  pictograms: 9,
  'iso-2022-jp': 10,
  'jis-x-0212': 13,
  'ks-c-5601': 14,
  'ucs2-flash': 0x18,
  'ucs2-waiting': 0xe0,
  compressed: 0x20,
};

/** A text in that coding, a character each, so that it can be cut between them. */
export function code(text: string, coding: Coding): Coded {
  const octetsOf = encoderOf(coding);
  const characters: Buffer[] = [];
  for (const character of text) {
    const octets = octetsOf(character);
    if (octets === null) return { dataCoding: dataCodings[coding], characters: null };
    characters.push(octets);
  }
  return { dataCoding: dataCodings[coding], characters };
}

type Encoder = (character: string) => Buffer | null;

function encoderOf(coding: Coding): Encoder {
  switch (coding) {
    case 'gsm':
      return (character) => encode(character, 'gsm');
    case 'latin1-unannounced':
    case 'latin1':
      return (character) => encode(character, 'latin1');
    case 'ucs2':
    case 'ucs2-flash':
    case 'ucs2-waiting':
      return (character) => encode(character, 'ucs2');
    case 'iso-8859-5':
    case 'iso-8859-8':
      return charset(coding);
    case 'jis-x-0208':
    case 'pictograms':
      return charset('shift_jis');
    case 'iso-2022-jp':
      return iso2022jp;
    case 'jis-x-0212':
      return charset('euc-jp');
    case 'ks-c-5601':
      return charset('euc-kr');
    case 'compressed':
      // No phone of today compresses: whatever stands there, nobody can read it.
      return (character) => Buffer.from(character);
  }
}

const known = new Map<string, ReadonlyMap<string, Buffer>>();

/** An encoder, by what the decoder of that name makes of each sequence of at most three octets. */
function charset(label: string): Encoder {
  const table = known.get(label) ?? reversed(label);
  known.set(label, table);
  return (character) => table.get(character) ?? null;
}

function reversed(label: string): Map<string, Buffer> {
  const decoder = new TextDecoder(label);
  const table = new Map<string, Buffer>();
  const note = (...octets: number[]) => {
    const text = decoder.decode(Uint8Array.from(octets));
    const isOne = [...text].length === 1 && text !== '\ufffd';
    if (isOne && !table.has(text)) table.set(text, Buffer.from(octets));
    return isOne;
  };
  for (let first = 0; first < 0x100; first += 1) {
    if (note(first)) continue;
    for (let second = 0x40; second < 0x100; second += 1) {
      note(first, second);
      // JIS X 0212 in EUC-JP.
      for (let third = 0xa1; label === 'euc-jp' && first === 0x8f && third < 0xff; third += 1) {
        note(first, second, third);
      }
    }
  }
  return table;
}

/** RFC 1468, with both escapes around each character: longer than need be, and as right. */
function iso2022jp(character: string): Buffer | null {
  const octets = charset('euc-jp')(character);
  if (octets === null || octets.length > 2 || octets[0] === 0x8e) return null;
  if (octets.length === 1) return octets;
  return Buffer.from([0x1b, 0x24, 0x42, ...octets.map((octet) => octet & 0x7f), 0x1b, 0x28, 0x42]);
}
