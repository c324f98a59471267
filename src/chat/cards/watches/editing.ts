import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Watch } from '../../../store/watch/watches-at-hand.ts';
import { choicesFor, filtersIn, switchesOf } from '../../../watch/edit.ts';
import { filtersOf, writeWatch } from '../../../watch/line.ts';
import { termsFor, WEEKDAYS } from '../../../watch/terms.ts';
import type { WatchKind } from '../../../watch/watched.ts';
import { type Button, shorten, type ViewContext } from '../../show/view.ts';
import { weekdayName } from '../../times/weekdays.ts';
import { inThrees } from '../button.ts';
import { copyableText, typedArgument } from '../copyable.ts';

/** A label has room for so much of a filter (UTF-16 units). */
const LABEL_LENGTH = 24;

/** What can be written to whoever does not know it. */
const EXAMPLES: Partial<Record<WatchKind, string>> = {
  usual: 'code=253,254',
  failed: 'code=253,254',
  delivered: 'from=SHOP',
  doubt: 'from=SHOP',
  incoming: 'from=SHOP',
  campaign: 'from=SHOP',
  alerts: 'severity=critical',
  link: 'silent=yes',
};

/** One watch, and how it is changed: by a button, or in words. */
export function editingLines({ locale }: ViewContext, { watched }: Watch): FormattedString[] {
  const { kind } = watched;
  const names = filtersOf(kind).map((name) => `\`${name}=\``);
  const example = EXAMPLES[kind] ?? termsFor(kind).join(' ');
  return [
    fmt`✏️ ${locale.t(`watch-${kind}`)}: ${FormattedString.code(writeWatch(watched))}`,
    copyableText(locale, 'watch-editing', { example: typedArgument(example) }),
    ...(kind === 'alerts' || names.length === 0
      ? []
      : [copyableText(locale, 'watch-editing-names', { names: names.join(', ') })]),
  ];
}

/** What is at hand, each as it would be said in words. */
export function editingButtons({ locale }: ViewContext, { watched }: Watch): Button[][] {
  const change = (word: string, label: string): Button => ({
    action: 'change',
    // A colon parts what a button carries.
    arg: word.replace(':', '.'),
    label,
  });
  const named = (word: string): string => {
    const day = WEEKDAYS.indexOf(word);
    return day === -1 ? word : weekdayName(locale.language, day + 1);
  };
  return [
    ...choicesFor(watched).map((row) => row.map((word) => change(word, named(word)))),
    ...inThrees(
      filtersIn(watched).map((option) => {
        const what = shorten(option, LABEL_LENGTH);
        return change(option.replace(/=.*/s, '='), locale.t('button-watch-without', { what }));
      }),
    ),
    switchesOf(watched).map((word) => change(word, locale.t(`button-watch-${word.replace('=', '-')}`))),
    [{ action: 'edit', label: locale.t('button-watch-edited') }],
  ];
}
