import { isVeiled } from '../messages/codes.ts';
import { messagesOfCard } from '../store/attempts/outbox.ts';
import { type Card, findCard, newestCards } from '../store/chats/cards.ts';
import { isAnswered, settleHeard } from '../store/chats/heard.ts';
import { answer, decline } from './answer.ts';
import { saidFor, valuesBeside, valuesIn } from './book/answered.ts';
import { readLine } from './book/read-line.ts';
import { readBody } from './cards/kind.ts';
import { type QuestionBody, questionCard } from './cards/question/body.ts';
import { sendCard } from './cards/send/body.ts';
import type { Context } from './context.ts';
import { callOffGoing } from './going.ts';
import { writeLine } from './grammar/line.ts';
import { holdsOption } from './grammar/option-behind.ts';
import { recipientParser } from './grammar/recipients.ts';
import { typedWords } from './grammar/typed-words.ts';
import { type Arguments, type CommandSpec, type ReadResult, readArguments } from './grammar.ts';
import { offerTopics } from './held/alone.ts';
import { type Answered, heldAnswer } from './held/answers.ts';
import type { HeldWords } from './held/holding.ts';
import { momentSaid } from './held/times.ts';
import { offerNumbers } from './numbers-said.ts';
import { namesRecipient, offerLine } from './offer.ts';
import { mayUse } from './people/access.ts';
import { declineUse } from './people/not-allowed.ts';
import { record } from './record.ts';
import { refuse } from './refuse.ts';
import { answerWithSender } from './sending/from.ts';
import { asksForReached, writeToReached } from './sending/reached.ts';
import { hearCommand } from './spoken.ts';
import { askedForTable, keepText } from './tables/ask.ts';
import { answerWithNumber, asksForOwnNumber } from './tables/test-to.ts';
import { correspondentOf } from './talks/correspondent.ts';

/** What is said next in private answers the question that stands last there, for so long (ms). */
const OPEN_MS = 10 * 60_000;
/** Later, and this far up (cards), it is asked whether it does. */
const ASKED_ABOUT_MS = 24 * 3600 * 1000;
const LOOKED_AT = 5;

/** Does this card ask to whom something should go? */
export const asksForRecipient = (card: Card): boolean =>
  readBody(questionCard, card)?.missing === 'recipient';

/** What the answer to a question has to hold, in this order. */
export function wantsOf(
  spec: CommandSpec,
  { missing, kept }: Pick<QuestionBody, 'missing' | 'kept'>,
): QuestionBody['wants'] {
  // One that lacks its number alone: nothing is said of several then.
  const isAlone =
    (spec.text === 'code' && kept !== '') || (spec.recipients === 'one' && spec.text === 'none');
  if (isAlone) return ['one-phone'];
  const recipient = missing === 'recipient' ? [spec.recipientKind] : [];
  const code = spec.text === 'code' ? (['code'] as const) : [];
  // An answer with a recipient may hold options too, and without the bot's name it would be refused.
  const bot = missing === 'recipient' && spec.options.bot?.required ? (['bot'] as const) : [];
  const text = spec.text === 'required' && kept === '' ? (['text'] as const) : [];
  return [...recipient, ...bot, ...code, ...text];
}

/** The question that the next words in a private chat answer without being a reply to it; null: there is none. */
export async function openQuestion({ tx, place, writtenAt }: Context): Promise<Card | null> {
  const [last] = await newestCards(tx.db, place, 1);
  return last?.kind === questionCard.name && writtenAt - last.created_at < OPEN_MS ? last : null;
}

/** A question that nobody has answered, which words that are no order may belong to; null: there is none. */
export async function pendingQuestion({ tx, place, writtenAt }: Context): Promise<Card | null> {
  for (const card of await newestCards(tx.db, place, LOOKED_AT)) {
    if (card.kind !== questionCard.name || writtenAt - card.created_at > ASKED_ABOUT_MS) continue;
    return (await isAnswered(tx.db, card.id)) ? null : card;
  }
  return null;
}

/** The question of which the last answer is held back, and may not have been one; null: there is none. */
export async function questionOfHeld({ tx, place, writtenAt }: Context): Promise<Card | null> {
  const [draft, asked] = await newestCards(tx.db, place, 2);
  const held = draft && readBody(sendCard, draft)?.held;
  if (!draft || !held || asked?.kind !== questionCard.name || writtenAt - asked.created_at > ASKED_ABOUT_MS)
    return null;
  const [message] = await messagesOfCard(tx.db, draft.id, 1);
  return message?.state === 'waiting' ? asked : null;
}

const CANCEL = `(?:${typedWords('typed-cancel')})`;
/** `oops, wrong number`: one after the other, and nothing else. */
const CALLS_OFF = new RegExp(`^/?${CANCEL}(?:[\\s,.!]+${CANCEL}){0,9}[.!]*$`, 'iu');

/** Do these words call off what was begun? With a slash they are nothing else. */
export const callsOff = (words: string): boolean => CALLS_OFF.test(words.trim());

const STOP = new RegExp(`^/?(?:${typedWords('typed-stop')})[.!]*$`, 'iu');

/** How it is said that words call something off: whoever says stop may mean what is going on. */
export const callsOffAlone = (words: string): string =>
  STOP.test(words.trim()) ? 'called-off-alone' : 'called-off';

/**
 * Gives a command what it lacked, as it was said, and runs it again. Words that name a recipient, for a line that has
 * one, and a text for one that has a text can be meant in two ways; so can words that call it off, where a text is
 * asked for. Returns whether it was carried out.
 */
export async function answerQuestion(answering: Context, card: Card, words: string): Promise<boolean> {
  const context = { ...answering, mayBeUndone: true };
  const asked = readBody(questionCard, card);
  const command = context.commands.find(({ spec }) => spec.name === asked?.command);
  if (!asked || !command) return false;
  const { spec } = command;
  // In a group anybody may reply to a question, and whoever was asked may have another role by now.
  if (!mayUse(command, context.person.role, context.place)) {
    await declineUse(context, command);
    return false;
  }
  if (callsOff(words)) {
    // What came of the answer before may still wait a little: Telegram has people reply to a question by itself.
    if ((await isAnswered(context.tx.db, card.id)) && (await callOffGoing(context))) return false;
    // Whose number may not be read here is not named in a line either.
    const isText = spec.text === 'required' && asked.to.length > 0 && !words.trim().startsWith('/');
    if (isText)
      await refuseAmbiguous(context, spec, words, [{ ...(await hadIn(context, spec, asked)), text: words }]);
    else await decline(context, callsOffAlone(words), { command: spec.name });
    return false;
  }
  if (isVeiled(asked.rest)) {
    await decline(context, 'code-gone', { command: spec.name });
    return false;
  }
  if (asksForOwnNumber(asked)) {
    const did = await answerWithNumber(context, asked, words);
    await record(context, 'reply test', did);
    if (did) await settleHeard(context.tx, card.id);
    return did !== null;
  }
  if (asksForReached(asked)) {
    const did = await writeToReached(context, asked, words);
    await record(context, 'reply reached', did);
    if (did) await settleHeard(context.tx, card.id);
    return did !== null;
  }
  if (asked.missing === 'sender') {
    const did = await answerWithSender(context, asked, words);
    await record(context, 'reply sender', did);
    if (did) await settleHeard(context.tx, card.id);
    return did !== null;
  }
  if (asked.missing === 'values') {
    const values = valuesIn(words, asked);
    if (!values) {
      await offerOther(context, words);
      await answer(context, questionCard, { ...asked, unread: words });
      return false;
    }
    const reply = await asReply(context, asked);
    const { recipients } = await hadIn(context, spec, asked);
    const to = recipients.map((one) => one.to);
    const filled = { values: saidFor(asked.filling?.lacking ?? [], values), to };
    const asValues = { ...reply, ...asHeld(await heldAs(context, words, { card, asked, filled })) };
    const isDone = await context.rerun(asValues, spec.name, asked.rest, values);
    if (isDone) await settleHeard(context.tx, card.id);
    return isDone;
  }
  if (asked.missing === 'time') {
    const isSet = await context.rerun(context, spec.name, `${asked.rest} ${words}`);
    if (isSet) await settleHeard(context.tx, card.id);
    else if (!('at' in momentSaid(context, words).moment)) await answer(context, questionCard, asked);
    return isSet;
  }
  if (askedForTable(card)) {
    await keepText(context, asked, words);
    return false;
  }
  // Values may stand behind whom it goes to, as they would in the line of a template.
  const beside = asked.missing === 'recipient' ? valuesBeside(words, asked) : null;
  const line = beside?.line ?? words;
  const had = await hadIn(context, spec, asked);
  // Where the text alone is asked for, a name is how it begins.
  const said =
    asked.missing === 'text'
      ? readArguments(` ${line}`, spec, { country: context.settings.country })
      : await readLine(context, spec, ` ${line}`);
  const own = saidIn(said);
  const mayBeText = asked.missing === 'text' && spec.text === 'required';
  const hasBoth = asked.kept !== '' && own.text !== '';
  if (own.recipients.length > 0 && (mayBeText || hasBoth)) {
    const answered = mayBeText
      ? { ...had, text: line }
      : { ...had, recipients: own.recipients, text: asked.kept };
    await refuseAmbiguous(context, spec, line, [answered, { ...own, duplicates: [] }]);
    return false;
  }
  const namesNobody = !said.ok && said.problem.kind === 'no-recipient' && said.corrections.length === 0;
  if (asked.kept !== '' && namesNobody) {
    // What was kept is the whole text: it is asked again.
    await answer(context, questionCard, { ...asked, unread: words });
    return false;
  }
  // Kept as the text, they would go as soon as a number is said.
  const isKept = asked.missing === 'recipient' && spec.text === 'required' && namesNobody;
  if (isKept && (await heldAs(context, line, { card, asked, filled: null }))) {
    await offerTopics(context, words);
    await answer(context, questionCard, { ...asked, unread: words });
    return false;
  }
  const whole = wholeLine(context, spec, asked, had, line);
  const reply = await asReply(context, asked);
  const isText = spec.text === 'required' && (mayBeText || own.text !== '');
  const held = isText
    ? await heldAs(context, mayBeText ? line : own.text, { card, asked, filled: null })
    : beside &&
      (await heldAs(context, words, {
        card,
        asked,
        filled: { values: beside.said, to: own.recipients.map((one) => one.to) },
      }));
  const about = { ...reply, ...asHeld(held), document: context.document ?? asked.document };
  const isDone = await context.rerun(about, spec.name, whole, beside?.values ?? asked.filling?.values);
  if (isDone) await settleHeard(context.tx, card.id);
  return isDone;
}

/** Whether somebody could read a question before they wrote: what Telegram numbers in a chat is numbered in its order. */
const isSeen = ({ repliedTo, messageId }: Context, { id, telegram_id }: Card): boolean =>
  repliedTo?.id === id || (telegram_id !== null && telegram_id < messageId);

/**
 * Why words that answer a question are hardly for a customer; null: they may go. Telegram has the next message reply to a
 * question that stands last: somebody who replies to one further up has chosen it.
 */
async function heldAs(
  context: Context,
  words: string,
  { card, asked, filled }: { readonly card: Card; readonly asked: QuestionBody } & Pick<Answered, 'filled'>,
): Promise<HeldWords | null> {
  const about = asked.about && (await findCard(context.tx.db, asked.about.cardId));
  const [last] = await newestCards(context.tx.db, context.place, 1);
  const isChosen = last?.id !== card.id;
  const { above } = (about && (await correspondentOf(context.tx.db, about))) || {};
  // What answers a customer is chosen too: "yes", or "tomorrow", may be all that they asked.
  const isTalk = above === 'asked' || above === 'said';
  const said = await heldAnswer(context, words, {
    to: asked.to[0] ?? '',
    above: isTalk ? above : 'reached',
    filled,
    isChosen: isChosen || isTalk,
  });
  if (said && said.heard.length > 0) return said;
  return isSeen(context, card) ? said : { held: 'early', heard: [] };
}

/** Offers what words that are no values would be offered without the question, which still stands. */
async function offerOther(context: Context, words: string): Promise<void> {
  const order = hearCommand(context.commands, words);
  if (order && namesRecipient(context, order)) await offerLine(context, order);
  else if (!(await offerNumbers(context, words))) await offerTopics(context, words);
}

/** What is held back waits for [Send]. */
const asHeld = (said: HeldWords | null) => said && { isDraft: true, ...said };

/** An answer to what a reply lacked goes to that person from where they were written to, as the reply would have gone. */
async function asReply(context: Context, { about }: QuestionBody): Promise<Context> {
  const card = about && (await findCard(context.tx.db, about.cardId));
  return about && card ? { ...context, repliedTo: card, isDraft: context.isDraft || about.isDraft } : context;
}

const refuseAmbiguous = (context: Context, spec: CommandSpec, typed: string, instead: Arguments[]) =>
  refuse(context, { command: spec, problem: { kind: 'ambiguous', typed }, reading: '', instead });

/** The line with the answer in its place, without the command's name. */
function wholeLine(
  { settings }: Context,
  spec: CommandSpec,
  { missing, kept, rest }: QuestionBody,
  had: Arguments,
  words: string,
): string {
  // What stands behind the mark is taken as it is.
  const mark = missing === 'text' && !holdsOption(words, spec) ? '-- ' : '';
  if (spec.recipients === 'none') return `${rest} ${mark}${words}`;
  if (missing === 'recipient') return kept === '' ? ` ${words}` : ` ${words.trimEnd()} -- ${kept}`;
  const line = writeLine(spec, { ...had, text: '' }, recipientParser(spec, settings.country));
  return `${line.slice(spec.name.length + 1)} ${mark}${words}`;
}

/** What the line that lacks something said. */
const hadIn = async (context: Context, spec: CommandSpec, { rest }: QuestionBody): Promise<Arguments> =>
  saidIn(await readLine(context, spec, rest));

const saidIn = (read: ReadResult): Arguments => (read.ok ? read : read.understood);
