import { expect, test } from 'vitest';
import { tableProblemWords } from '../../../src/chat/cards/table/view.ts';
import { localeFor } from '../../../src/chat/locale.ts';
import type { TableProblem } from '../../../src/chat/tables/reading.ts';
import { LIMITS } from '../../../src/files/refusal.ts';
import { EN, RU } from '../../support/languages.ts';

const MIB = 1024 * 1024;

/** Each reason for which nothing comes of a table, with what has to be said of it in Russian and in English. */
const PROBLEMS: readonly (readonly [TableProblem, ru: RegExp, en: RegExp])[] = [
  [{ kind: 'foreign', format: 'xls' }, /\(\.xls\).+«Книга Excel \(\.xlsx\)»/, /\(\.xls\).+“Excel Workbook/],
  [{ kind: 'foreign', format: 'xlsb' }, /\(\.xlsb\).+\.xlsx/, /\(\.xlsb\).+\.xlsx/],
  [{ kind: 'foreign', format: 'opendocument' }, /LibreOffice.+\.xlsx/, /LibreOffice.+\.xlsx/],
  [{ kind: 'foreign', format: 'numbers' }, /Numbers.+\.xlsx/, /Numbers.+\.xlsx/],
  [{ kind: 'foreign', format: 'document' }, /документ/, /document/],
  [{ kind: 'foreign', format: 'pdf' }, /PDF/, /PDF/],
  [{ kind: 'foreign', format: 'image' }, /картинка/, /picture/],
  [{ kind: 'foreign', format: 'markup' }, /веб-страница/, /web page/],
  [{ kind: 'foreign', format: 'archive' }, /архив/, /archive/],
  [{ kind: 'foreign', format: 'unknown' }, /не таблица.+XLSX/, /no table.+XLSX/],
  [{ kind: 'encrypted' }, /паролем/, /password/],
  [{ kind: 'empty', hiddenSheets: [] }, /ничего нет/, /nothing/],
  [{ kind: 'empty', hiddenSheets: ['Май', 'Июнь'] }, /скрыты: Май, Июнь/, /hidden: Май, Июнь/],
  [{ kind: 'no-sheet', sheet: 'Май' }, /«Май»/, /“Май”/],
  [{ kind: 'limit', limit: 'bytes', most: 20 * MIB }, /20 МБ: больших Telegram/, /20 MB: Telegram/],
  [{ kind: 'limit', limit: 'rows', most: 1_000_000 }, /1.000.000/, /1,000,000/],
  [{ kind: 'limit', limit: 'columns', most: 1_000, row: 7 }, /Строка 7\. .+1.000/, /Row 7\. .+1,000/],
  [{ kind: 'limit', limit: 'cell', most: 32_767, row: 7 }, /Строка 7\. .+32.767/, /Row 7\. .+32,767/],
  [{ kind: 'limit', limit: 'entries', most: 10_000 }, /10.000 файлов/, /10,000 files/],
  [{ kind: 'limit', limit: 'unpacked', most: 300 * MIB }, /300 МБ/, /300 MB/],
  [{ kind: 'limit', limit: 'strings', most: 32 * MIB }, /много текста/, /too much text/],
  [{ kind: 'open-quote', row: 12 }, /строке 12 открыта кавычка/, /quote opens in row 12/],
  [{ kind: 'damaged', part: 'xl/workbook.xml' }, /xl\/workbook\.xml/, /xl\/workbook\.xml/],
  [{ kind: 'too-costly', over: 'memory' }, /памяти.+CSV/, /memory.+CSV/],
  [{ kind: 'too-costly', over: 'time' }, /долго.+CSV/, /long.+CSV/],
  [{ kind: 'gone' }, /больше не отдаёт.+снова/, /any more.+again/],
  [{ kind: 'failed' }, /не удалось.+снова/, /could not be read.+again/],
  [{ kind: 'no-recipients' }, /Номеров .+не нашлось/, /No column .+ numbers/],
  [
    { kind: 'no-recipients', sheets: ['Справка', 'Пациенты'] },
    /Прочитан лист «Справка», а есть ещё «Пациенты»\. Если нужен он/,
    /The sheet “Справка” was read, and there is “Пациенты” too\./,
  ],
  [
    { kind: 'unknown-places', names: ['фио'], columns: ['Имя', 'B'] },
    /\{фио\} нет.+Имя, B/,
    /\{фио\}.+Имя, B/,
  ],
  [
    { kind: 'unknown-places', names: ['a', 'b'], columns: ['A'] },
    /Столбцов \{a\}, \{b\}/,
    /columns \{a\}, \{b\}/,
  ],
  [{ kind: 'nobody', rows: 3, reason: null, bad: {} }, /некому: 3 строки, и ни в одной/, /3 rows, and none/],
  [
    { kind: 'nobody', rows: 3, reason: null, bad: { stopped: 2, 'no-consent': 1 } },
    /некому: 3 строки, 2 в стоп-листе, 1 без согласия\./,
    /3 rows, 2 on the stop list, 1 without a consent on record\./,
  ],
  [
    { kind: 'nobody', rows: 5, bad: {}, reason: { kind: 'bad-sender', from: 'МАГАЗИН' } },
    /5 строк\. .+МАГАЗИН/,
    /5 rows\. .+МАГАЗИН/,
  ],
];

const worded = (problem: TableProblem) =>
  [RU, EN].map((language) => tableProblemWords(localeFor(language, 'UTC'), problem));

test.each(PROBLEMS)('why nothing comes of a table is said in both languages: %o', (problem, ...expected) => {
  for (const [index, words] of worded(problem).entries()) expect(words).toMatch(expected[index] ?? /^$/);
});

test('each limit on a table is said', () => {
  const said = PROBLEMS.flatMap(([problem]) => (problem.kind === 'limit' ? problem.limit : []));
  expect(said.toSorted()).toEqual(Object.keys(LIMITS).toSorted());
});
