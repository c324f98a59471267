/** What the provider's handler may be called in; windows-1251 unless the handler's address says otherwise. */
export type Charset = 'windows-1251' | 'koi8-r' | 'utf-8';

const CHARSETS: readonly string[] = ['windows-1251', 'koi8-r', 'utf-8'] satisfies Charset[];

/** Reads a charset's name or one of its other names, such as cp1251 (WHATWG Encoding, 4.2); null: none of ours. */
export function charsetNamed(label: string): Charset | null {
  try {
    const { encoding } = new TextDecoder(label);
    return CHARSETS.includes(encoding) ? (encoding as Charset) : null;
  } catch {
    return null;
  }
}

export const decode = (octets: Uint8Array, charset: Charset): string =>
  new TextDecoder(charset).decode(octets);

/** Octets by character, for the charsets of one octet a character: Node has decoders for them, and no encoders. */
const tables = new Map<Charset, ReadonlyMap<string, number>>();

function tableOf(charset: Charset): ReadonlyMap<string, number> {
  const known = tables.get(charset);
  if (known) return known;
  const characters = [
    ...decode(
      Uint8Array.from({ length: 256 }, (_, octet) => octet),
      charset,
    ),
  ];
  const table = new Map(characters.map((character, octet) => [character, octet]));
  tables.set(charset, table);
  return table;
}

/** The text in that charset, or null when it has a character that the charset lacks. */
export function encode(text: string, charset: Charset): Buffer | null {
  if (charset === 'utf-8') return Buffer.from(text);
  const table = tableOf(charset);
  const octets: number[] = [];
  for (const character of text) {
    const octet = table.get(character);
    if (octet === undefined) return null;
    octets.push(octet);
  }
  return Buffer.from(octets);
}
