import { parsePhone } from '../../messages/recipient.ts';
import { messagesOfCard } from '../../store/attempts/outbox.ts';
import { numberOf, setNumber } from '../../store/people/people.ts';
import { answer, decline } from '../answer.ts';
import { type QuestionBody, questionCard } from '../cards/question/body.ts';
import type { Context } from '../context.ts';
import type { Did } from '../record.ts';
import { send } from '../sending/send.ts';

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
  const parsed = parsePhone(words.trim(), settings.country);
  if (!('digits' in parsed)) {
    await answer(context, questionCard, { ...asked, unread: words });
    return null;
  }
  await setNumber(tx, person.id, parsed.digits);
  return testTo(context, asked.test, parsed.digits);
}

/** Whether a question asks for the number to which tests go. */
export const asksForOwnNumber = (asked: QuestionBody): asked is QuestionBody & { readonly test: string } =>
  asked.test !== null;
