import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
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

/** Where a second person has a say, or could have. */
function approvalLines({ locale }: ViewContext, approval: HelpBody['approval']): FormattedString[] {
  if (approval === undefined) return [];
  return typeof approval === 'string'
    ? [copyableText(locale, `help-approval-${approval}`)]
    : [copyableText(locale, 'help-approval', { n: approval.above })];
}

const lineOf = ({ locale }: ViewContext, { name, example }: HelpBody['commands'][number]): FormattedString =>
  fmt`${locale.t(`menu-${name}`)}: ${FormattedString.code(exampleLine(locale, name, example))}`;

/** What somebody may do here, a line each. */
export async function helpView(
  context: ViewContext,
  _card: Card,
  { commands, approval, isAsked }: HelpBody,
): Promise<View> {
  const { locale } = context;
  if (isAsked) {
    const lines = commands.map((one) => lineOf(context, one));
    const said = [locale.t('help-asked'), ...lines, locale.t('help-all')];
    return {
      as: 'text',
      text: FormattedString.join(said, '\n'),
      buttons: [],
      atRest: true,
      forAsker: true,
    };
  }
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
      const lines = found.map((one) => lineOf(context, one));
      const more = subject === 'send' ? approvalLines(context, approval) : [];
      return FormattedString.join(
        [FormattedString.bold(locale.t(`help-${subject}`)), ...lines, ...more],
        '\n',
      );
    });
  const [name = 'help'] = named.filter((one) => commands.some((command) => command.name === one));
  const more = copyableText(locale, 'help-more', { name });
  const text = FormattedString.join([...paragraphs, more], '\n\n');
  return { as: 'text', text, buttons: [], atRest: true, forAsker: true };
}
