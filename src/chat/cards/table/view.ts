import type { LIMITS } from '../../../files/refusal.ts';
import type { Card } from '../../../store/cards.ts';
import type { Locale } from '../../locale.ts';
import { type Button, shorten, type View, type ViewContext } from '../../show/view.ts';
import type { TableProblem } from '../../tables/reading.ts';
import { buttonsIn } from '../button.ts';
import { nobodyWords } from '../table-words.ts';
import { listed } from '../words.ts';
import type { TableBody } from './body.ts';

/** Names that a table has are said back up to here (UTF-16 units). */
const NAME_LENGTH = 60;
/** Names of columns that are spelled out. */
const NAMED = 12;
const MIB = 1024 * 1024;

const nameOf = (name: string): string => shorten(name, NAME_LENGTH);

/** Limits that are counted in octets. */
const IN_MIB: ReadonlySet<keyof typeof LIMITS> = new Set<keyof typeof LIMITS>(['bytes', 'unpacked']);

/** Why nothing comes of a table, and what to do about it. */
export function tableProblemWords(locale: Locale, problem: TableProblem): string {
  const { t } = locale;
  switch (problem.kind) {
    case 'foreign':
      return t(`table-foreign-${problem.format}`);
    case 'empty':
      return problem.hiddenSheets.length === 0
        ? t('table-empty')
        : t('table-empty-hidden', { sheets: listed(locale, problem.hiddenSheets.map(nameOf)) });
    case 'no-sheet':
      return t('table-no-sheet', { sheet: nameOf(problem.sheet) });
    case 'limit': {
      const most = IN_MIB.has(problem.limit) ? Math.floor(problem.most / MIB) : problem.most;
      const words = t(`table-limit-${problem.limit}`, { most });
      return problem.row === undefined ? words : t('table-in-row', { words, row: problem.row });
    }
    case 'open-quote':
      return t('table-open-quote', { row: problem.row });
    case 'damaged':
      return t('table-damaged', { part: nameOf(problem.part) });
    case 'too-costly':
      return t(`table-too-costly-${problem.over}`);
    case 'unknown-places':
      return t('table-unknown-places', {
        n: problem.names.length,
        names: listed(
          locale,
          problem.names.map((name) => `{${nameOf(name)}}`),
        ),
        columns: listed(locale, problem.columns.map(nameOf), NAMED),
      });
    case 'nobody':
      return nobodyWords(locale, problem);
    case 'encrypted':
    case 'gone':
    case 'failed':
    case 'no-recipients':
      return t(`table-${problem.kind}`);
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

function buttonsOf(locale: Locale, { state }: TableBody): Button[] {
  const button = buttonsIn(locale);
  if (state.is === 'reading') return [button('cancel')];
  const [, encoding] = state.is === 'refused' ? state.encodings : [];
  return encoding === undefined ? [] : [button(['encoding', encoding])];
}

/** A table that is read, or why nothing comes of it. */
export async function tableView({ locale }: ViewContext, _card: Card, body: TableBody): Promise<View> {
  const buttons = buttonsOf(locale, body);
  return {
    as: 'text',
    text: `📎 ${nameOf(body.source.document.name)}\n${stateLine(locale, body)}`,
    buttons: buttons.length > 0 ? [buttons] : [],
    atRest: body.state.is !== 'reading',
    failed: body.state.is === 'refused',
  };
}
