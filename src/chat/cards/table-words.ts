import { lettersOf } from '../../files/columns.ts';
import type { Locale } from '../locale.ts';
import { type Button, shorten } from '../show/view.ts';
import type { TableProblem } from '../tables/reading.ts';
import { buttonsIn } from './button.ts';
import { refusalWords } from './problem/view.ts';
import type { SentTable } from './sent-table.ts';

/** Names of columns, sheets and files are cut here (UTF-16 units). */
const NAME_LENGTH = 60;
/** Pieces of a text that are named at the most. */
const FOREIGN = 3;

/** What comes of a table's rows. */
type Of = 'send' | 'lookup';

const nameOf = (name: string): string => shorten(name, NAME_LENGTH);

/** "orders.xlsx, sheet “November” · 1,204 recipients of 1,221 rows" */
export function tableName({ t }: Locale, { source, sheet, preview }: SentTable, whom: string): string {
  const name = nameOf(source.document.name);
  const named = sheet === null ? name : t('table-sheet', { name, sheet: nameOf(sheet) });
  return `${named} · ${whom} ${t('table-of-rows', { n: preview.rows })}`;
}

/** "the number is in column B “Phone”; {name} is A" */
export function columnLine(
  { t }: Locale,
  { columns: [column = 0], named, places, encodings }: SentTable,
): string {
  const letters = lettersOf(column);
  const line =
    named === null
      ? t('table-column', { letters })
      : t('table-column-named', { letters, name: nameOf(named) });
  const filled = places.map(
    ({ name, column }) =>
      `{${nameOf(name)}} — ${column === null ? t('table-of-contacts') : lettersOf(column)}`,
  );
  const [encoding] = encodings;
  return [
    [line, ...(filled.length > 0 ? [filled.join(', ')] : [])].join('; '),
    ...(encoding === undefined || encoding === 'utf-8' ? [] : [t('table-encoding', { encoding })]),
  ].join(' · ');
}

/** Pieces of the text that were perhaps to be filled, and are sent as they are. */
export const foreignLines = ({ t }: Locale, { foreign }: SentTable): string[] =>
  foreign.length === 0
    ? []
    : [
        t('table-foreign', {
          pieces: foreign
            .slice(0, FOREIGN)
            .map((one) => t('quoted', { words: nameOf(one) }))
            .join(', '),
          n: foreign.length,
        }),
      ];

/** What stands in the texts as web pages have it, and goes so. */
export const signLines = ({ t }: Locale, { preview: { signs } }: SentTable): string[] =>
  signs.length === 0
    ? []
    : [
        t('table-signs', {
          pieces: signs.map((one) => t('quoted', { words: one })).join(', '),
          n: signs.length,
        }),
      ];

/** Which of several columns of one name fills a place, and how another is named. */
export const twinLines = ({ t }: Locale, { twins }: SentTable): string[] =>
  twins.map(({ name, columns: [taken = 0, ...others] }) =>
    t('table-twins', {
      name: nameOf(name),
      taken: lettersOf(taken),
      others: others.map(lettersOf).join(', '),
      place: `{${lettersOf(others[0] ?? taken)}}`,
    }),
  );

/** Who had the same of the same file before, and when. */
export const beforeLines = (
  locale: Locale,
  { before }: SentTable,
  { of, now }: { readonly of: Of; readonly now: number },
): string[] =>
  before.map(({ name, at, n }) => locale.t(`table-before-${of}`, { name, time: locale.time(at, now), n }));

/** "2 without a number, 1 on the stop list" */
const whyUnsent = (
  { t }: Locale,
  why: readonly (readonly [string, number])[],
  missing: readonly string[] = [],
): string =>
  why
    .map(([kind, n]) =>
      kind === 'missing' && missing.length > 0
        ? t('table-unsent-missing-named', {
            n,
            places: missing.map((name) => `{${nameOf(name)}}`).join(', '),
          })
        : t(`table-unsent-${kind}`, { n }),
    )
    .join(', ');

/** Why nothing comes of any row. */
export function nobodyWords(
  locale: Locale,
  { rows: n, reason, bad, missing }: Extract<TableProblem, { kind: 'nobody' }>,
): string {
  if (reason) return locale.t('table-nobody-why', { n, why: refusalWords(locale, reason) });
  const why = Object.entries(bad);
  if (why.length === 0) return locale.t('table-nobody', { n });
  const words = locale.t('table-nobody-of', { n, list: whyUnsent(locale, why, missing) });
  return 'no-consent' in bad ? `${words} ${locale.t('consent-import')}` : words;
}

/** Why nothing comes of rows, and of how many; and in how many cells another number stands. */
export function unsentLines(
  locale: Locale,
  { preview: { duplicates, bad, missing, withBesides, withExtension } }: SentTable,
  of: Of,
): string[] {
  const { t } = locale;
  const why = [...(duplicates > 0 ? [['duplicate', duplicates] as const] : []), ...Object.entries(bad)];
  const besides = [
    ...(withBesides > 0 ? [t('table-besides', { n: withBesides })] : []),
    ...(withExtension > 0 ? [t('table-extension', { n: withExtension })] : []),
  ];
  if (why.length === 0) return besides;
  const n = why.reduce((sum, [, count]) => sum + count, 0);
  return [t(`table-unsent-of-${of}`, { n, list: whyUnsent(locale, why, missing) }), ...besides];
}

/** What can be said of how a table was read. */
export function tableButtons(locale: Locale, { columns, encodings, unsent }: SentTable): Button[] {
  const button = buttonsIn(locale);
  const [, column] = columns;
  const [, encoding] = encodings;
  return [
    ...(unsent === null ? [] : [button('unsent', 'report')]),
    ...(column === undefined ? [] : [button(['column', String(column)])]),
    ...(encoding === undefined ? [] : [button(['encoding', encoding])]),
  ];
}
