import type { Encoding } from '../../files/encoding.ts';
import type { TableAbout } from '../../files/table.ts';

/** Encodings by how likely a person means them who says that it is another. */
const CYCLE: readonly Encoding[] = [
  'utf-8',
  'windows-1251',
  'koi8-r',
  'ibm866',
  'windows-1252',
  'iso-8859-15',
  'macintosh',
  'x-mac-cyrillic',
  'utf-16le',
  'utf-16be',
];

/** All of them, this one first. */
export function beginningWith<T>(all: readonly T[], first: T): readonly T[] {
  const at = all.indexOf(first);
  return [...all.slice(at), ...all.slice(0, at)];
}

/** In which a table may be written, the one that was taken first; where that is certain, no other. */
export function encodingsOf(about: TableAbout | null, chosen: Encoding | null): readonly Encoding[] {
  if (about?.kind !== 'text') return [];
  const { encoding, certainty } = about.encoding;
  return certainty === 'certain' && chosen === null ? [encoding] : beginningWith(CYCLE, encoding);
}
