import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { copyableText } from '../copyable.ts';
import type { UsageBody } from './body.ts';
import { exampleLine } from './example.ts';
import { optionUsage, usageLine } from './line.ts';

/** One command: what it does, how it is written, its options one by one, and examples to copy. */
export async function usageView(
  { locale }: ViewContext,
  _card: Card,
  { command, usage, examples }: UsageBody,
): Promise<View> {
  const about = `about-${command}`;
  const head = [
    fmt`${FormattedString.bold(`/${command}`)}: ${locale.t(`menu-${command}`)}`,
    fmt`${locale.t('problem-usage')} ${usageLine(locale, usage)}`,
    ...(locale.has(about) ? [copyableText(locale, about)] : []),
  ];
  const options = usage
    .filter((piece) => piece.kind === 'option')
    .map(
      ({ name, expected }) =>
        fmt`${FormattedString.code(optionUsage(name, expected))} ${locale.t(`option-${name}`)}`,
    );
  const copied = examples.map((example) => FormattedString.code(exampleLine(locale, command, example)));
  const paragraphs = [head, options, [fmt`${locale.t('help-examples')}`, ...copied]]
    .filter((lines) => lines.length > 0)
    .map((lines) => FormattedString.join(lines, '\n'));
  return {
    as: 'text',
    text: FormattedString.join(paragraphs, '\n\n'),
    buttons: [],
    atRest: true,
    forAsker: true,
  };
}
