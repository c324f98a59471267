import type { Outcome } from '../../files/recipients.ts';
import { badRecipientWords } from '../cards/bad-recipients.ts';
import { refusalWords } from '../cards/problem/view.ts';
import { csvLines } from '../csv.ts';
import type { Locale } from '../locale.ts';

type Unsent = Exclude<Outcome, { kind: 'message' }>;

/** Why nothing is sent for a row. */
function why(locale: Locale, one: Unsent): string {
  const { t } = locale;
  if (one.kind === 'duplicate') return t('unsent-duplicate', { row: one.first });
  const { problem, typed } = one;
  switch (problem.kind) {
    case 'bad-recipient': {
      const { reason, ...other } = problem.problem;
      return reason === 'rounded' || reason === 'unknown-name' || reason === 'two-contacts'
        ? t(`unsent-${reason}`)
        : badRecipientWords(locale, { typed, reason, ...other });
    }
    case 'missing':
      return t('unsent-missing', { names: problem.names.map((name) => `{${name}}`).join(', ') });
    case 'unusable':
      return t('unsent-unusable', { name: `{${problem.name}}`, value: problem.value });
    case 'other-text':
      return t('unsent-other-text', { row: problem.first });
    case 'refused':
      return refusalWords(locale, problem.reason);
    case 'no-recipient':
    case 'no-consent':
    case 'hidden':
    case 'stopped':
    case 'torn':
      return t(`unsent-${problem.kind}`);
  }
}

/** Lines of a file of rows for which nothing is sent. */
export const unsentLines = (locale: Locale, rows: readonly Unsent[]): string =>
  csvLines(
    rows.map((one) => [String(one.row), one.typed, why(locale, one)]),
    locale,
  );

/** The first line of it. */
export const unsentHeader = (locale: Locale): string =>
  csvLines([[locale.t('unsent-row'), locale.t('report-number'), locale.t('unsent-why')]], locale);
