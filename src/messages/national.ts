import { decodeText } from './alphabet.ts';

/** National tables of the GSM alphabet that a message's header asks for, by their language identifiers (3GPP TS 23.038, 6.2.1.2.4). */
export interface NationalTables {
  /** Of single characters, each behind an escape; null: that of the default alphabet. */
  readonly single: number | null;
  /** Of all characters; null: the default alphabet. */
  readonly locking: number | null;
}

const ESCAPE = 0x1b;

const table = (codes: string, characters: string): ReadonlyMap<number, string> =>
  new Map(
    [...characters].map((character, at) => [Number.parseInt(codes.slice(at * 3, at * 3 + 2), 16), character]),
  );

/** What the tables of single characters have in common. */
const COMMON = ['0A 14 28 29 2F 3C 3D 3E 40 65 ', '\f^{}\\[~]|€'] as const;

const single = (codes: string, characters: string) => table(COMMON[0] + codes, COMMON[1] + characters);

/** Annex A.2: Turkish, Spanish, Portuguese. */
const SINGLE: Readonly<Record<number, ReadonlyMap<number, string>>> = {
  1: single('47 49 53 63 67 69 73', 'ĞİŞçğış'),
  2: single('09 41 49 4F 55 61 69 6F 75', 'çÁÍÓÚáíóú'),
  3: single(
    '05 09 0B 0C 0E 0F 12 13 15 16 17 18 19 1F 41 49 4F 55 5B 5C 61 69 6F 75 7B 7C 7F',
    'êçÔôÁáΦΓΩΠΨΣΘÊÀÍÓÚÃÕÂíóúãõâ',
  ),
};

/** Annex A.3: Turkish, Portuguese, where they differ from the default alphabet. */
const LOCKING: Readonly<Record<number, ReadonlyMap<number, string>>> = {
  1: table('04 07 0B 0C 1C 1D 40 60', '€ıĞğŞşİç'),
  3: table(
    '04 06 07 08 09 0B 0C 0E 0F 12 13 14 15 16 17 18 19 1A 1C 1D 1E 24 40 5B 5C 5D 60 7B 7C 7D',
    'êúíóçÔôÁáªÇÀ∞^\\€Ó|ÂâÊºÍÃÕÚ~ãõ`',
  ),
};

/** A text in these tables; null where they change nothing, or are of a language whose tables are not here. */
export function decodeNational(octets: Uint8Array, { single, locking }: NationalTables): string | null {
  const singles = single === null ? undefined : SINGLE[single];
  const all = locking === null ? undefined : LOCKING[locking];
  if (!singles && !all) return null;
  const plain = (octet: number) => all?.get(octet) ?? decodeText(Uint8Array.of(octet), 'gsm');
  let text = '';
  for (let at = 0; at < octets.length; at += 1) {
    const [octet = 0, next] = octets.subarray(at, at + 2);
    if (octet !== ESCAPE || next === undefined) {
      text += plain(octet);
      continue;
    }
    at += 1;
    const escaped = singles ? singles.get(next) : escapedByDefault(next);
    text += escaped ?? (next === ESCAPE ? ' ' : plain(next));
  }
  return text;
}

/** What stands behind an escape in the default alphabet; undefined: the same as without one. */
function escapedByDefault(octet: number): string | undefined {
  const escaped = decodeText(Uint8Array.of(ESCAPE, octet), 'gsm');
  return escaped === decodeText(Uint8Array.of(octet), 'gsm') ? undefined : escaped;
}
