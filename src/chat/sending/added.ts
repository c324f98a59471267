import { messagesOfCard } from '../../store/attempts/outbox.ts';
import { contactsNamed } from '../../store/book/contacts.ts';
import { newestCards } from '../../store/chats/cards.ts';
import { orderOfCard } from '../../store/orders/orders.ts';
import { decline } from '../answer.ts';
import { isName, keyOf } from '../book/names.ts';
import { ownersFor } from '../book/owners.ts';
import { typedArgument } from '../cards/copyable.ts';
import { readBody } from '../cards/kind.ts';
import { sendCard } from '../cards/send/body.ts';
import type { Context } from '../context.ts';
import { writeLine } from '../grammar/line.ts';
import { recipientParser, WHOLE_NUMBERS } from '../grammar/recipients.ts';
import { wholeWords } from '../grammar/typed-words.ts';
import { FIRST, plain } from '../held/lists.ts';
import { numbersAmid } from '../numbers-said.ts';
import { may } from '../people/access.ts';
import { asLine } from './sending-command.ts';

/** A preview stands as long as this (ms), so many cards up, for what is said of it without being a reply. */
const OPEN_MS = 30 * 60_000;
const LOOKED_AT = 5;
/** Of more recipients, or of a longer text (UTF-16 units), no line is written out. */
const MOST = 50;
const LONGEST = 1000;
/** Who says more (words) beside the numbers and names writes a text. */
const BESIDE = 3;

const ADDS = new RegExp(`${FIRST}${wholeWords('typed-adds')}`, 'iu');
const ALL_ADDS = new RegExp(wholeWords('typed-adds'), 'giu');
const wordsOf = (words: string): readonly string[] => words.match(/\p{L}[\p{L}\p{M}\p{N}_.-]*/gu) ?? [];

/** What is said beside the numbers of somebody who is to be added; null: something else is wanted. */
function besideAdded(words: string): readonly string[] | null {
  if (!ADDS.test(plain(words))) return null;
  const said = wordsOf(words.replace(WHOLE_NUMBERS, ' ').replace(ALL_ADDS, ' '));
  return said.length > BESIDE + (words.match(WHOLE_NUMBERS)?.length ?? 0) ? null : said;
}

/** Whether words want somebody to be added, and tell nobody anything. */
export const asksToAdd = (words: string): boolean => besideAdded(words) !== null;

/** The numbers that somebody wants to be added, by themselves or by name; none: they want something else. */
async function addedBy(context: Context, words: string): Promise<readonly string[]> {
  const said = besideAdded(words);
  if (said === null) return [];
  const numbers = numbersAmid(context, words);
  const keys = said.filter(isName).map(keyOf);
  const named = await contactsNamed(context.tx.db, ownersFor(context.person.id), keys);
  // A name beside its number says whose that is.
  return numbers.length > 0 ? numbers : [...new Set(named.map(({ number }) => `+${number}`))];
}

/**
 * Somebody wants a recipient more on the preview that stands: nothing is added to what they have seen, and the line for all
 * of them is offered. Returns whether it was that.
 */
export async function offerAdded(context: Context, words: string): Promise<boolean> {
  const { tx, place, writtenAt, person, settings } = context;
  const numbers = may(person.role, 'operator') ? await addedBy(context, words) : [];
  if (numbers.length === 0) return false;
  const cards = await newestCards(tx.db, place, LOOKED_AT);
  const preview = cards.find(
    (card) => writtenAt - card.created_at < OPEN_MS && readBody(sendCard, card) !== null,
  );
  const messages = preview ? await messagesOfCard(tx.db, preview.id, MOST + 1) : [];
  const [first] = messages;
  if (!preview || !first || first.state !== 'waiting' || !('text' in first.request)) return false;
  const command = context.commands.find(({ spec }) => spec.name === first.channel);
  const order = await orderOfCard(tx.db, preview.id);
  const { text } = first.request;
  const isWhole =
    command !== undefined &&
    order?.send_at == null &&
    text.length <= LONGEST &&
    messages.length <= MOST &&
    !messages.some((one) => one.isWorded || one.forgotten_at !== null || one.fallback.length > 0);
  if (!isWhole) {
    await decline(context, 'preview-not-added');
    return true;
  }
  const { request } = first;
  const { to: _, ...content } = request;
  const { options } = asLine({ content, fallback: [] } as Parameters<typeof asLine>[0]);
  const said = {
    recipients: [
      ...messages.map(({ recipient }) => recipient),
      ...numbers.map((number) => number.slice(1)),
    ].map((to) => ({ to, typed: `+${to}` })),
    duplicates: [],
    beside: [],
    options: options as Record<string, string>,
    text,
  };
  const line = writeLine(command.spec, said, recipientParser(command.spec, settings.country));
  await decline(context, 'preview-added', { line: typedArgument(line) });
  return true;
}
