import type { CellReader, CellReading } from '../../files/cell.ts';
import { withoutDecimals } from '../../messages/recipient.ts';
import { recipientsIn } from './around.ts';
import { plainView } from './glyphs.ts';
import { EXTENSION, recipientParser } from './recipients.ts';
import type { CommandSpec } from './spec.ts';
import { wholeWords } from './typed-words.ts';

/** A number in a spreadsheet's notation, which keeps the first figures alone where there is no room for all. */
const SCIENTIFIC = /^(\d)[.,](\d+)E\+(\d+)$/i;
/** A number as an amount: "79,991,234,567". */
const GROUPED = /^\d{1,3}(?:,\d{3}){3,4}$/;

/** So much of a cell is looked at (UTF-16 units): what stands behind is a text, and to look through digits takes long. */
const LOOKED_AT = 150;

/** A digit or two behind a number in groups may be more of it: then it is another one, or none. */
const GROUPS = /\d[\s().-]+\d/;
const MORE_DIGITS = /^[\s().-]*\d{1,2}[\s().-]*$/;
/** So may one before it: a calling code that is written twice, or the prefix that is dialled at home. */
const PREFIX_BEFORE = /^\+\s*\d{1,3}[\s().-]*$|^[78][\s()-]*$/;

/** An extension as phones dial it: behind a # or a pause. */
const DIALLED_BEHIND = /^(?:#|,,)\d{1,6}#?(?![\d\p{L}])/u;
/** What sets an extension off from its number, and from its name in `;ext=7`. */
const APART = /^[\s,;.]+|=/g;

/** How a command's recipients are read in the cells of a table; numbers without a country code are of `country`. */
export function cellReader(spec: CommandSpec, country: string): CellReader {
  const label = new RegExp(wholeWords('typed-phone-label'), 'iu');
  return {
    read: (cell) => readCell(cell, spec, country),
    isLabel: (name) => label.test(name.normalize('NFC')),
  };
}

const PHONES: CommandSpec = {
  name: '',
  recipients: 'list',
  recipientKind: 'phone',
  options: {},
  text: 'none',
};

/** How the numbers of any table are read. */
export const phoneReader = (country: string): CellReader => cellReader(PHONES, country);

/** A number in a spreadsheet's notation as it is otherwise written; null: its last figures are not there. */
function withAllFigures(cell: string): string | null {
  const [, first, others = '', exponent] = SCIENTIFIC.exec(cell) ?? [];
  if (first === undefined) return cell;
  return others.length === Number(exponent) ? first + others : null;
}

function readCell(cell: string, spec: CommandSpec, country: string): CellReading {
  const written = withAllFigures(cell.trim());
  if (written === null) return { problem: { reason: 'rounded' } };
  const typed = withoutDecimals(written.replace(GROUPED, (amount) => amount.replaceAll(',', '')));
  const parse = recipientParser(spec, country);
  const parsed = parse(plainView(typed).trim());
  if ('to' in parsed) return { found: [{ to: parsed.to, typed }], words: '' };
  const start = typed.length > LOOKED_AT ? typed.slice(0, LOOKED_AT).replace(/\S*$/, '') : typed;
  const isPhone = spec.recipientKind === 'phone';
  // Nobody sees a row as it is sent: a letter O is taken for no 0 there.
  const [first, ...others] = recipientsIn(start, plainView(start), spec, parse).filter(
    ({ typed: one }) => !isPhone || !/\p{L}/u.test(one),
  );
  if (!first) return { problem: parsed };
  const behind = plainView(typed).slice(first.span.end);
  if (isPhone && GROUPS.test(first.typed) && MORE_DIGITS.test(behind)) return { problem: parsed };
  if (isPhone && PREFIX_BEFORE.test(plainView(typed).slice(0, first.span.start).trim()))
    return { problem: parsed };
  const around = [typed.slice(0, first.span.start - first.label), typed.slice(first.span.end)];
  const words = around.map(wordsOf).join(' ').trim();
  const isExtended = isPhone && (DIALLED_BEHIND.test(behind) || EXTENSION.test(behind.replace(APART, '')));
  return { found: [first, ...others], words, isExtended };
}

/** What sets words off from a number. */
const BESIDE = /[\s,;:|–—-]/;

/** Without that at their ends; one expression would go through a cell as often as there is any of it inside. */
function wordsOf(around: string): string {
  let [start, end] = [0, around.length];
  while (start < end && BESIDE.test(around.charAt(start))) start += 1;
  while (start < end && BESIDE.test(around.charAt(end - 1))) end -= 1;
  return around.slice(start, end);
}
