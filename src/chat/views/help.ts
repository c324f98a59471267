import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Card } from '../../store/cards.ts';
import type { Locale } from '../locale.ts';
import type { View, ViewContext } from '../show/view.ts';
import type { CardBody } from './kinds.ts';
import { optionUsage, usageLine } from './usage.ts';

/** Commands by subject, in this order; one that stands nowhere here comes last. */
const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  send: ['sms', 'email', 'call', 'viber', 'soc', 'tgm', 'bot'],
  ask: ['hlr', 'ping', 'status', 'error', 'health'],
  receive: ['inbox'],
  people: ['people', 'grant', 'revoke'],
};

/** An example as it is copied: {text} and the like stand for words of the reader's language. */
function exampleLine({ t }: Locale, command: string, example: string): string {
  const words = example.replace(/\{(\w+)\}/g, (_, name) => t(`sample-${name}`));
  return `/${command} ${words}`.trimEnd();
}

/** What somebody may do here, a line each. */
export async function helpView({ locale }: ViewContext, card: Card): Promise<View> {
  const { commands } = JSON.parse(card.body) as CardBody<'help'>;
  const named = Object.values(SUBJECTS).flat();
  const subjects = [
    ...Object.entries(SUBJECTS).map(
      ([subject, names]) => [subject, commands.filter(({ name }) => names.includes(name))] as const,
    ),
    ['other', commands.filter(({ name }) => !named.includes(name))] as const,
  ];
  const paragraphs = subjects
    .filter(([, found]) => found.length > 0)
    .map(([subject, found]) => {
      const lines = found.map(
        ({ name, example }) =>
          fmt`${locale.t(`menu-${name}`)}: ${FormattedString.code(exampleLine(locale, name, example))}`,
      );
      return FormattedString.join([FormattedString.bold(locale.t(`help-${subject}`)), ...lines], '\n');
    });
  const text = FormattedString.join([...paragraphs, locale.t('help-more')], '\n\n');
  return { as: 'text', text, buttons: [], atRest: true };
}

/** One command: what it does, how it is written, its options one by one, and examples to copy. */
export async function usageView({ locale }: ViewContext, card: Card): Promise<View> {
  const { command, usage, examples } = JSON.parse(card.body) as CardBody<'usage'>;
  const about = `about-${command}`;
  const head = [
    fmt`${FormattedString.bold(`/${command}`)}: ${locale.t(`menu-${command}`)}`,
    fmt`${locale.t('problem-usage')} ${usageLine(locale, usage)}`,
    ...(locale.has(about) ? [fmt`${locale.t(about)}`] : []),
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
  return { as: 'text', text: FormattedString.join(paragraphs, '\n\n'), buttons: [], atRest: true };
}
