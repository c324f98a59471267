import { formatPhone, parsePhone } from '../../../messages/recipient.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { orderByNumber } from '../../../store/orders/orders.ts';
import type { Locale } from '../../locale.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { reasonHere } from '../bad-recipients.ts';
import { orderLine } from '../scheduled/view.ts';
import { listed } from '../words.ts';
import type { QuestionBody } from './body.ts';

/** After so long (ms) it was answered, or nobody will. */
const OPEN_MS = 3_600_000;
/** Recipients that are named; the rest is counted. */
const NAMED = 5;
/** Names of places are cut here (UTF-16 units). */
const NAME_LENGTH = 60;

/** Which order a question is about, by its number behind the command, as the list has it; none where it is about none. */
async function orderLines(
  context: ViewContext,
  card: Card,
  { missing, rest }: QuestionBody,
): Promise<string[]> {
  const order = missing === 'time' ? await orderByNumber(context.db, Number(rest)) : undefined;
  return order && order.forgotten_at === null
    ? [`${order.number}. ${await orderLine(context, card, order)}`]
    : [];
}

/** The command that asks, and for whom: "sms → +44 7812 345676". */
export function askedBy(locale: Locale, { command, to }: Pick<QuestionBody, 'command' | 'to'>): string {
  // There may be thousands, and it takes a while to group the digits of one.
  const names = to.map((address, index) => (index < NAMED ? formatPhone(address) : address));
  return names.length === 0 ? command : `${command} → ${listed(locale, names, NAMED)}`;
}

/** What is asked for when somebody has said a number alone. */
const NUMBERS: readonly string[] = [
  'own-phone',
  'one-phone',
  'phone',
] satisfies QuestionBody['wants'][number][];

/** Why nothing comes of an answer: of what looks like a number, what is wrong with it. */
function unreadWords({ locale, settings }: ViewContext, { unread, wants }: QuestionBody): string {
  const [missing = ''] = wants;
  const read = NUMBERS.includes(missing) ? parsePhone(unread, settings.country) : null;
  if (read && 'problem' in read && read.problem !== 'not-a-number') {
    const { problem: reason, expected } = read;
    const bad = {
      typed: unread,
      reason,
      ...(expected && { expected: { ...expected, digits: [...expected.digits] } }),
    };
    return locale.t('number-unread', {
      words: shorten(unread),
      reason: reasonHere(locale, bad, settings.country),
    });
  }
  return locale.t('question-unread', { words: shorten(unread), missing });
}

/** Asks for what a command lacks, to be given as a reply. */
export async function questionView(context: ViewContext, card: Card, asked: QuestionBody): Promise<View> {
  const { locale, now } = context;
  const { wants, kept, unread, filling, document, reached } = asked;
  const what = wants.join('-');
  const named = (filling?.lacking ?? []).map((name) => `{${shorten(name, NAME_LENGTH)}}`);
  const pairs = (filling?.lacking ?? []).map((name) => `${name}=…`).join(' ');
  return {
    as: 'question',
    text: [
      ...(unread === '' ? [] : [unreadWords(context, asked)]),
      locale.t(`question-${what}`, {
        command: askedBy(locale, asked),
        names: named.join(', '),
        pairs,
        n: reached?.n ?? 0,
        file: shorten(document?.name ?? '', NAME_LENGTH),
      }),
      ...(await orderLines(context, card, asked)),
      ...(kept === '' ? [] : [locale.t('quoted', { words: shorten(kept) })]),
      ...(unread === '' ? [] : [locale.t('question-leave')]),
    ].join('\n'),
    buttons: [],
    atRest: true,
    asks: now - card.created_at < OPEN_MS,
    hint: locale.t(`hint-${what}`, { pairs }),
  };
}
