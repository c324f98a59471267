import { FormattedString } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import type { Locale } from '../../locale.ts';
import { type Button, shorten, type View, type ViewContext } from '../../show/view.ts';
import { mendedText } from '../../tables/mended.ts';
import type { TableProblem } from '../../tables/reading.ts';
import { buttonsIn } from '../button.ts';
import { nobodyWords } from '../table-words.ts';
import { listed } from '../words.ts';
import type { TableBody } from './body.ts';
import { refusalLine, shortName } from './refusal-line.ts';

/** Names of columns that are spelled out. */
const NAMED = 12;

/** Why nothing comes of a table, and what to do about it; of a workbook, which sheet was read and which were not. */
export function tableProblemWords(locale: Locale, problem: TableProblem): string {
  const [sheet, ...others] = ('sheets' in problem && problem.sheets) || [];
  const about =
    sheet === undefined
      ? []
      : [
          locale.t('table-other-sheets', {
            sheet: shortName(sheet),
            n: others.length,
            others: listed(
              locale,
              others.map((one) => locale.t('table-sheet-name', { sheet: shortName(one) })),
              NAMED,
            ),
          }),
        ];
  return [problemWords(locale, problem), ...about].join(' ');
}

function problemWords(locale: Locale, problem: TableProblem): string {
  const { t } = locale;
  switch (problem.kind) {
    case 'unknown-places':
      return t('table-unknown-places', {
        n: problem.names.length,
        names: listed(
          locale,
          problem.names.map((name) => `{${shortName(name)}}`),
        ),
        columns: listed(locale, problem.columns.map(shortName), NAMED),
      });
    case 'nobody':
      return nobodyWords(locale, problem);
    case 'gone':
    case 'failed':
    case 'rounded':
    case 'no-recipients':
      return t(`table-${problem.kind}`);
    default: {
      const { id, args } = refusalLine(locale, problem);
      return t(id, args);
    }
  }
}

function stateLine(locale: Locale, { state }: TableBody): string {
  switch (state.is) {
    case 'reading':
      return state.rows === 0 ? locale.t('table-reading') : locale.t('table-reading-rows', { n: state.rows });
    case 'cancelled':
      return locale.t('table-cancelled');
    case 'refused':
      return `❌ ${tableProblemWords(locale, state.problem)}`;
  }
}

function buttonsOf(locale: Locale, { state }: TableBody, mended: string | null): Button[] {
  const button = buttonsIn(locale);
  if (state.is === 'reading') return [button('cancel')];
  const [, encoding] = state.is === 'refused' ? state.encodings : [];
  return [
    ...(mended === null ? [] : [button('mend', 'table-mend')]),
    ...(encoding === undefined ? [] : [button(['encoding', encoding])]),
  ];
}

/** A table that is read, or why nothing comes of it. */
export async function tableView({ locale }: ViewContext, _card: Card, body: TableBody): Promise<View> {
  const mended = mendedText(body);
  const buttons = buttonsOf(locale, body, mended);
  const lines = [`📎 ${shortName(body.source.document.name)}`, stateLine(locale, body)];
  const offered = mended === null ? [] : [locale.t('table-mended'), FormattedString.code(shorten(mended))];
  return {
    as: 'text',
    text: FormattedString.join([...lines, ...offered], '\n'),
    buttons: buttons.length > 0 ? [buttons] : [],
    atRest: body.state.is !== 'reading',
    failed: body.state.is === 'refused',
  };
}
