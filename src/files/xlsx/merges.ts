import { columnAt } from '../columns.ts';
import { LIMITS } from '../refusal.ts';

/** Cells that were merged downwards: what stands in the first of them is seen beside each of their rows. */
export interface Merges {
  /** The row with what is seen in it; rows are asked for in their order. */
  fill(row: number, cells: readonly string[]): readonly string[];
}

interface Merge {
  readonly column: number;
  readonly last: number;
}

const MERGE = /<(?:[\w.-]+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})["']/g;
/** Bytes that a tag may be long. */
const TAG = 256;

/**
 * Finds the merged cells of a sheet, which stand behind all its rows (ECMA-376, part 1, 18.3.1.55): so it is unpacked
 * once more for them. Cells merged sideways are left as they are: they are titles.
 */
export async function readMerges(chunks: AsyncIterable<Buffer>): Promise<Merges> {
  const merges = new Map<number, Merge[]>();
  let rest = '';
  for await (const chunk of chunks) {
    const text = rest + chunk.toString('latin1');
    let end = 0;
    if (text.includes('mergeCell')) {
      for (const { index, 0: tag, 1: letters = '', 2: first, 3: last } of text.matchAll(MERGE)) {
        end = index + tag.length;
        const column = columnAt(letters);
        if (first === last || column >= LIMITS.columns) continue;
        const from = merges.get(Number(first)) ?? [];
        merges.set(Number(first), from);
        from.push({ column, last: Number(last) });
      }
    }
    rest = text.slice(Math.max(end, text.length - TAG));
  }
  return mergesOf(merges);
}

function mergesOf(merges: ReadonlyMap<number, readonly Merge[]>): Merges {
  let open: (Merge & { readonly text: string })[] = [];
  return {
    fill(row, cells) {
      open = open.filter(({ last }) => last >= row);
      const begun = merges.get(row) ?? [];
      if (open.length === 0 && begun.length === 0) return cells;
      const filled = [...cells];
      for (const { column, text } of open) {
        while (filled.length <= column) filled.push('');
        filled[column] ||= text;
      }
      open.push(...begun.map((merge) => ({ ...merge, text: cells[merge.column] ?? '' })));
      return filled;
    },
  };
}
