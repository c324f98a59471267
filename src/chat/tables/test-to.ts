import { parsePhone } from '../../messages/recipient.ts';
import { messagesOfCard } from '../../store/attempts/outbox.ts';
import { numberOf, setNumber } from '../../store/people/people.ts';
import { answer, decline } from '../answer.ts';
import { type QuestionBody, questionCard } from '../cards/question/body.ts';
import type { Context } from '../context.ts';
import { recipientsIn } from '../grammar/around.ts';
import { plainView } from '../grammar/glyphs.ts';
import { recipientParser } from '../grammar/recipients.ts';
import type { CommandSpec } from '../grammar/spec.ts';
import { wholeWords } from '../grammar/typed-words.ts';
import type { Did } from '../record.ts';
import { send } from '../sending/send.ts';

/** How one's own number is read. */
const OWN = {
  name: '',
  recipients: 'one',
  recipientKind: 'phone',
  options: {},
  text: 'none',
} as const satisfies CommandSpec;
const NOT = new RegExp(wholeWords('typed-not'), 'iu');

/** Sends what the first recipient of a card would get to whoever asks, and to nobody else; asks for their number once. */
export async function testToAsker(context: Context, cardId: string): Promise<Did | null> {
  const number = await numberOf(context.tx.db, context.person.id);
  if (number !== null) return testTo(context, cardId, number);
  await answer(context, questionCard, {
    command: 'bulk',
    rest: '',
    missing: 'recipient',
    kept: '',
    to: [],
    unread: '',
    wants: ['own-phone'],
    test: cardId,
    document: null,
    filling: null,
  });
  return null;
}

async function testTo(context: Context, cardId: string, to: string): Promise<Did | null> {
  const [first] = await messagesOfCard(context.tx.db, cardId, 1);
  if (!first || first.forgotten_at !== null) return decline(context, 'test-too-late');
  return send(context, { command: 'sms', reading: '', requests: [{ ...first.request, to }] });
}

/** Takes the number that was asked for, keeps it for the next test, and does this one. */
export async function answerWithNumber(
  context: Context,
  asked: QuestionBody & { readonly test: string },
  words: string,
): Promise<Did | null> {
  const { tx, person, settings } = context;
  const number = numberIn(words, settings.country);
  if (number === null) {
    await answer(context, questionCard, { ...asked, unread: words });
    return null;
  }
  await setNumber(tx, person.id, number);
  return testTo(context, asked.test, number);
}

/** The one number in an answer, whatever is said around it; null: there is none, another, or one that is said not to be it. */
function numberIn(words: string, country: string): string | null {
  const parsed = parsePhone(words.trim(), country);
  if ('digits' in parsed) return parsed.digits;
  const found = recipientsIn(words, plainView(words), OWN, recipientParser(OWN, country));
  const [number, ...others] = new Set(found.map(({ to }) => to));
  return number === undefined || others.length > 0 || NOT.test(words) ? null : number;
}

/** Whether a question asks for the number to which tests go. */
export const asksForOwnNumber = (asked: QuestionBody): asked is QuestionBody & { readonly test: string } =>
  asked.test !== null;
