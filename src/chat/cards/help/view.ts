import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/cards.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { copyableText } from '../copyable.ts';
import { exampleLine } from '../usage/example.ts';
import type { HelpBody } from './body.ts';

/** Commands by subject, in this order; one that stands nowhere here comes last. */
const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  send: ['sms', 'bulk', 't', 'email', 'call', 'viber', 'soc', 'tgm', 'bot', 'scheduled', 'stop'],
  talk: ['queue', 'history', 'inbox', 'stoplist', 'away', 'back'],
  ask: ['hlr', 'ping', 'status', 'error', 'health', 'balance', 'stats', 'quota'],
  book: ['contact', 'group', 'template'],
  chat: ['watch', 'settings', 'lang'],
  people: ['people', 'audit', 'export', 'forget', 'grant', 'revoke', 'token', 'hook'],
};
/** Whoever reads this has found them. */
const FOUND: readonly string[] = ['help', 'start'];

/** What somebody may do here, a line each. */
export async function helpView({ locale }: ViewContext, _card: Card, { commands }: HelpBody): Promise<View> {
  const named = Object.values(SUBJECTS).flat();
  const subjects = [
    ...Object.entries(SUBJECTS).map(
      ([subject, names]) =>
        [subject, names.flatMap((one) => commands.find(({ name }) => name === one) ?? [])] as const,
    ),
    ['other', commands.filter(({ name }) => ![...named, ...FOUND].includes(name))] as const,
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
  const [name = 'help'] = named.filter((one) => commands.some((command) => command.name === one));
  const more = copyableText(locale, 'help-more', { name });
  const text = FormattedString.join([...paragraphs, more], '\n\n');
  return { as: 'text', text, buttons: [], atRest: true, forAsker: true };
}
