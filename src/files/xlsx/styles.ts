import { getFormatFromId } from 'numfmt';
import { readWhole } from './xml.ts';

/**
 * The number format of each style that cells refer to by number (ECMA-376, part 1, 18.8.10 and 18.8.30). Those that have
 * no pattern in the file look as they do in the reader's language.
 */
export async function readNumberFormats(
  part: string,
  chunks: AsyncIterable<Buffer>,
  language: string,
): Promise<string[]> {
  const custom = new Map<string, string>();
  const ids: string[] = [];
  let inCellFormats = false;
  await readWhole(part, chunks, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') custom.set(numFmtId, formatCode);
      if (name === 'cellXfs') inCellFormats = true;
      if (name === 'xf' && inCellFormats) ids.push(numFmtId);
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return ids.map((id) => custom.get(id) ?? getFormatFromId(Number(id), language));
}
