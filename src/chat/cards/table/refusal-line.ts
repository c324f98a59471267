import type { LIMITS, Refusal } from '../../../files/refusal.ts';
import type { Locale } from '../../locale.ts';
import { shorten } from '../../show/view.ts';
import type { NoticeLine } from '../notice/body.ts';
import { listed } from '../words.ts';

/** Names that a table has are said back up to here (UTF-16 units). */
const NAME_LENGTH = 60;
const MIB = 1024 * 1024;
/** Limits that are counted in octets. */
const IN_MIB: ReadonlySet<keyof typeof LIMITS> = new Set<keyof typeof LIMITS>(['bytes', 'unpacked']);

export const shortName = (name: string): string => shorten(name, NAME_LENGTH);

/** Why a file is not read, and what to do about it. */
export function refusalLine(locale: Locale, refusal: Refusal): NoticeLine {
  switch (refusal.kind) {
    case 'foreign':
      return { id: `table-foreign-${refusal.format}` };
    case 'empty':
      return refusal.hiddenSheets.length === 0
        ? { id: 'table-empty' }
        : { id: 'table-empty-hidden', args: { sheets: listed(locale, refusal.hiddenSheets.map(shortName)) } };
    case 'no-sheet':
      return { id: 'table-no-sheet', args: { sheet: shortName(refusal.sheet) } };
    case 'limit': {
      const most = IN_MIB.has(refusal.limit) ? Math.floor(refusal.most / MIB) : refusal.most;
      const line = { id: `table-limit-${refusal.limit}`, args: { most } };
      return refusal.row === undefined
        ? line
        : { id: 'table-in-row', args: { words: locale.t(line.id, line.args), row: refusal.row } };
    }
    case 'open-quote':
      return { id: 'table-open-quote', args: { row: refusal.row } };
    case 'damaged':
      return { id: 'table-damaged', args: { part: shortName(refusal.part) } };
    case 'too-costly':
      return { id: `table-too-costly-${refusal.over}` };
    case 'encrypted':
      return { id: 'table-encrypted' };
  }
}
