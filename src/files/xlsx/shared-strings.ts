import { within } from '../refusal.ts';
import { readWhole } from './xml.ts';

/** What keeping a string takes besides its characters. */
const UNITS_OF_EACH = 8;

/** The strings that cells refer to by number (ECMA-376, part 1, 18.4), without their looks and reading aids. */
export async function readSharedStrings(part: string, chunks: AsyncIterable<Buffer>): Promise<string[]> {
  const strings: string[] = [];
  const text = richText();
  let length = 0;
  await readWhole(part, chunks, {
    open(name) {
      if (name === 'si') text.begin();
      text.open(name);
    },
    text: text.text,
    close(name) {
      text.close(name);
      if (name !== 'si') return;
      const string = text.end();
      length += string.length + UNITS_OF_EACH;
      within('strings', length);
      strings.push(string);
    },
  });
  return strings;
}

/** Collects the text of a string item: of its runs one after another, but not of what tells how to pronounce it. */
export function richText() {
  let collected = '';
  let isText = false;
  let isPhonetic = false;
  return {
    begin() {
      collected = '';
    },
    open(name: string) {
      if (name === 'rPh') isPhonetic = true;
      if (name === 't') isText = !isPhonetic;
    },
    text(piece: string) {
      if (isText) collected += piece;
    },
    close(name: string) {
      if (name === 'rPh') isPhonetic = false;
      if (name === 't') isText = false;
    },
    end: () => unescaped(collected),
  };
}

/**
 * Characters that XML cannot have stand as _x000D_ (ECMA-376, part 1, 22.9.2.19); line ends become \n. What is no
 * character of any text goes, or becomes U+FFFD.
 */
export const unescaped = (text: string): string =>
  (text.includes('_x') ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code) => characterOf(code)) : text)
    .replace(/\r\n?/g, '\n')
    .toWellFormed();

const characterOf = (code: string): string =>
  code === '0000' ? '' : String.fromCharCode(Number.parseInt(code, 16));
