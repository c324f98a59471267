import fc from 'fast-check';
import type { Addressee } from './recipients.ts';

const BETWEEN = [', ', ', ', ', ', ',', '; ', ';', ' , ', ',\n', ' '] as const;
const ROW_ENDS = ['\n', '\n', '\n', ',\n', ';\n', ' \n', '\n\n', '\r\n'] as const;
export const NAMES = [
  'Мария',
  'Иван Петров',
  'Zoe\u0308',
  "O'Neil",
  'Клиент 12',
  'кв. 5',
  'Иван (курьер)',
  '李',
  'И.П.',
] as const;
const BESIDE = ['\t', '; ', '  ', ' ', ' - ', ', ', ' | ', '\u00a0'] as const;
const BEFORE = [
  '1. ',
  '2) ',
  '- ',
  '• ',
  '— ',
  '1\t',
  'Мария\t',
  'Иван: ',
  'Пётр; ',
  '*',
  '[12:40] Иван: ',
  '№ 3 ',
] as const;
/** The recipients of a line, as they are listed or pasted. */
export interface Head {
  readonly typed: string;
  readonly all: readonly Addressee[];
  readonly around: readonly string[];
  readonly isClear: boolean;
  /** A name stands behind the last one. */
  readonly isNamed: boolean;
}

/** A list in one line, perhaps with a name behind each. */
export const listed = (one: fc.Arbitrary<Addressee>): fc.Arbitrary<Head> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 3, arbitrary: fc.array(one, { minLength: 1, maxLength: 1 }) },
        { weight: 2, arbitrary: fc.array(one, { minLength: 2, maxLength: 7 }) },
      ),
      fc.array(fc.constantFrom(...BETWEEN), { minLength: 6, maxLength: 6 }),
      fc.array(fc.constantFrom(...NAMES), { minLength: 7, maxLength: 7 }),
      fc.integer({ min: 0, max: 7 }),
    )
    .map(([all, gaps, names, turn]) => {
      const isNamed = turn === 0 && all.length > 1;
      const behind = (index: number) =>
        index === all.length - 1 ? '' : isNamed ? ', ' : (gaps[index] ?? '');
      return {
        typed: all
          .map(({ typed }, index) => typed + (isNamed ? ` ${names[index]}` : '') + behind(index))
          .join(''),
        all,
        around: isNamed ? names.slice(0, all.length) : [],
        isNamed,
        isClear:
          !isNamed &&
          all.every(({ isClear }) => isClear) &&
          all.slice(1).every((_, index) => /^[,;] ?$/.test(gaps[index] ?? '')),
      };
    });

/** A column, as it is copied from a table or a messenger. */
export const column = (one: fc.Arbitrary<Addressee>): fc.Arbitrary<Head> =>
  fc
    .tuple(
      fc.array(
        fc.record({
          one,
          before: fc.option(fc.constantFrom(...BEFORE), { freq: 5, nil: '' }),
          beside: fc.option(fc.tuple(fc.constantFrom(...BESIDE), fc.constantFrom(...NAMES)), {
            freq: 2,
            nil: null,
          }),
        }),
        { minLength: 2, maxLength: 6 },
      ),
      fc.constantFrom('', '', '', 'Телефон\tИмя\n', 'Список:\n'),
      fc.constantFrom(...ROW_ENDS),
      fc.constantFrom('all', 'behind', 'none', 'none'),
    )
    .map(([rows, header, end, kept]) => {
      const used = rows.map((row) => ({
        one: row.one,
        before: kept === 'all' ? row.before : '',
        beside: kept === 'none' ? null : row.beside,
      }));
      const first = kept === 'all' ? header : '';
      return {
        typed:
          first +
          used
            .map(({ one: { typed }, before, beside }) => before + typed + (beside ?? []).join(''))
            .join(end),
        all: used.map((row) => row.one),
        around: [first, ...used.flatMap(({ before, beside }) => [before, beside?.[1] ?? ''])].filter(
          (piece) => piece !== '',
        ),
        isNamed: used.at(-1)?.beside !== null,
        isClear: kept === 'none' && used.every((row) => row.one.isClear),
      };
    });
