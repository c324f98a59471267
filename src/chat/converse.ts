import type { Message } from 'grammy/types';
import { CHANNELS } from '../messages/request.ts';
import { answer, decline } from './answer.ts';
import { hearBelow } from './below-card.ts';
import { addShared } from './book/contacts.ts';
import { answerNo, callOffLast, questionToCallOff } from './called-off.ts';
import { asideCard } from './cards/aside/body.ts';
import { continuationCard } from './cards/continuation/body.ts';
import { questionCard } from './cards/question/body.ts';
import { goesFromHere, offerAbove } from './choices.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { continuationOf, pieceBefore } from './continuation.ts';
import { sayWhatDecidesAbove } from './decided-by-buttons.ts';
import { holdsOption } from './grammar/option-behind.ts';
import { splitCommand } from './grammar.ts';
import { offerTopics } from './held/alone.ts';
import { offerAmid, offerHealth } from './held/amid-numbers.ts';
import { asTyped } from './keyboard.ts';
import { offerNumbers } from './numbers-said.ts';
import { namesRecipient, offerLine, offerSending, offerStopList } from './offer.ts';
import { may } from './people/access.ts';
import {
  answerQuestion,
  asksForRecipient,
  callsOff,
  openQuestion,
  pendingQuestion,
  questionOfHeld,
} from './question.ts';
import { unknownCommand } from './run.ts';
import { offerAdded } from './sending/added.ts';
import { openRejection, rejectFor } from './sending/rejecting.ts';
import { answerTime, askedForTime } from './sending/schedule.ts';
import { createApart } from './several-commands.ts';
import { shorten } from './show/view.ts';
import { createEar, type Spoken } from './spoken.ts';
import { answerWithTable, askedForTable } from './tables/ask.ts';
import { tableJustSent } from './tables/just-sent.ts';
import { reword, tableToReword } from './tables/reworded.ts';
import { numberOf } from './talks/reply.ts';
import { onceIn } from './telegram/once-in.ts';
import { attachmentOf, isSecondHand, repliedMessage, wordsOf } from './telegram/update.ts';
import { cardToChange, changeByReply } from './watch/changing-watch.ts';
import { offerWish } from './wishes/wishes.ts';

/** What came of a message. */
export interface Outcome {
  /** Whether an order in it was carried out; what could not be is answered by a card. */
  readonly isDone: boolean;
  /** The card with the question that it answered, or may have. */
  readonly question: string | null;
  /** The command line that it was, or became; '' for numbers and texts without one; null for the rest. */
  readonly line: string | null;
}

/** How to write a command is said once in this time (ms): who types has seen it by then. */
const HINT_MEMORY = 2_000;
/** Who pastes a long list, or passes a conversation on, sends hundreds of messages at once. */
const PASTE_HINT_MEMORY = 10_000;
/** Longer words (UTF-16 units) are pasted. */
const LONGEST_TYPED = 300;
/** Of what stands in a command's place and is none, so much is named (UTF-16 units). */
const NAME_LIMIT = 32;
/** The pictures of an album come as messages of their own, within this time (ms). */
const ALBUM_MEMORY = 60_000;
/** A command that says of which bot it is. */
const NAMES_BOT = /^\s*\/\w+@/;
/** The words of a few before the last one. */
const BEFORE_LAST = /^\s*(?:\p{L}+\s+){1,2}(?=\S+\s*$)/u;
/** Somebody is addressed by name, as one is in a group. */
const MENTION = /^\s*@(\w+)[\s,:]*/;

const noSuchChannel = (context: Context, { command }: Spoken<{ spec: { name: string } }>) =>
  decline(context, 'no-such-channel', { name: command.spec.name });

/** Understands what people with a role write: commands, answers, replies, and what was meant as one of them. */
export function createConversation(
  commands: readonly Command[],
  username: string,
): (context: Context, message: Message) => Promise<Outcome> {
  const byName = new Map(commands.map((command) => [command.spec.name, command]));
  const hearOrder = createEar(commands);
  const refuseSeveral = createApart(byName, hearOrder, username);
  const hearChannel = createEar(
    CHANNELS.filter((name) => !byName.has(name)).map((name) => ({ spec: { name } })),
  );
  /** Words behind /bulk, as they fit a line that a tap copies. */
  const isLineToCopy = (words: string): boolean =>
    byName.has('bulk') && words.length <= LONGEST_TYPED && !/[\n`]/.test(words);
  const mayHint = onceIn(HINT_MEMORY);
  const mayHintAtPaste = onceIn(PASTE_HINT_MEMORY);
  const isNewAlbum = onceIn<string>(ALBUM_MEMORY);
  const isUnordered = onceIn<string>(ALBUM_MEMORY);

  /** Whether another file of its album was read for a caption, and nothing was said yet of those that have none. */
  function isLeftOut({ media_group_id: album }: Message, now: number): boolean {
    const isOrdered = album !== undefined && !isUnordered(album, now);
    if (album !== undefined) isUnordered.forget(album);
    return isOrdered;
  }

  /** Sends words by the table that they are about, after a preview. */
  async function sayByTable(context: Context, words: string): Promise<boolean> {
    const bulk = byName.get('bulk');
    const mark = bulk && holdsOption(words, bulk.spec) ? '' : '-- ';
    return context.rerun(context, 'bulk', ` ${mark}${words}`);
  }

  /** What was said instead of a command: it is done where nothing can come of it, else offered as a line to copy. */
  async function hearSpoken(context: Context, spoken: Spoken): Promise<boolean> {
    const { command, rest } = spoken;
    if (command.showsAlone && rest.trim() === '') return context.rerun(context, command.spec.name, '');
    if (!command.whenSaid) {
      const isOfHealth =
        command.spec.name === 'sms' && (await offerHealth(context, `${spoken.typed} ${rest}`, rest));
      if (!isOfHealth) await offerLine(context, spoken);
      return false;
    }
    const about = rest.trim().replace(/^\//, '').toLowerCase();
    const topic = byName.has(about) ? about : hearOrder(about)?.command.spec.name;
    return context.rerun(context, command.spec.name, topic === undefined ? '' : ` ${topic}`);
  }

  /** What is no order: an answer that came late perhaps, else chatter. */
  async function hint(context: Context, message: Message): Promise<string | null> {
    const { person, now } = context;
    const words = wordsOf(message);
    const isPasted = isSecondHand(message) || words.length > LONGEST_TYPED;
    if (words === '' || (isPasted && !mayHintAtPaste(person.id, now))) return null;
    const replied = repliedMessage(message);
    const isApart = Boolean(replied) || isSecondHand(message) || (await goesFromHere(context));
    const pending = isApart ? null : ((await pendingQuestion(context)) ?? (await questionOfHeld(context)));
    if (!pending) {
      if (
        !replied &&
        !isPasted &&
        ((await offerTopics(context, words)) ||
          (await offerAbove(context)) ||
          (await sayWhatDecidesAbove(context)))
      )
        return null;
      if (replied?.from?.is_bot) await decline(context, 'no-reply-to-this');
      else if (isPasted || mayHint(person.id, now)) await decline(context, 'what-to-do');
      return null;
    }
    await answer(context, asideCard, { questionId: pending.id, words, isOver: false });
    return pending.id;
  }

  return async (asked, message) => {
    let line: string | null = null;
    const context: Context = {
      ...asked,
      rerun(again, name, rest, values) {
        line = `/${name}${/^\s/.test(rest) ? rest : ` ${rest}`}`;
        return asked.rerun(again, name, rest, values);
      },
    };
    const outcome = (isDone: boolean, question: string | null = null): Outcome => ({
      isDone,
      question,
      line,
    });
    const nothing = async (said: Promise<unknown> | null = null) => {
      await said;
      return outcome(false);
    };
    const { repliedTo } = context;
    const { isPrivate } = context.place;
    const written = wordsOf(message);
    const [mention, named] = MENTION.exec(written) ?? [];
    const isNamed = mention !== undefined && named?.toLowerCase() === username.toLowerCase();
    // In private it goes without saying; in a reply it tells that the words are for no customer.
    const words = isNamed && isPrivate && !repliedTo ? written.slice(mention.length) : written;
    const isAddressed = isNamed && !isPrivate;
    const typed = splitCommand({ text: written, botUsername: username });
    const command = typed && byName.get(typed.name);
    const order = command ? null : hearOrder(isAddressed ? words.slice(mention.length) : words);
    const hasSlash = words.trimStart().startsWith('/');
    const replied = repliedMessage(message);
    const toBot = isAddressed || repliedTo !== null || replied?.from?.username === username;
    const secondHand = isSecondHand(message);
    const attachment = attachmentOf(message);
    const isFile = attachment === 'table' || attachment === 'file';
    const album = message.media_group_id;
    const isNew = album === undefined || isNewAlbum(album, context.now);
    // Commands that send words to somebody read no file.
    const readsFile = command?.readTable !== undefined || command?.spec.recipients === 'none';
    if (album !== undefined && isFile && readsFile) isUnordered(album, context.now);

    if (secondHand && (command || repliedTo || (order && isPrivate))) {
      return nothing(decline(context, 'second-hand'));
    }
    const isHeard = !secondHand && (isPrivate || toBot || Boolean(command));
    if (isHeard && (await refuseSeveral(context, words))) return nothing();
    if (typed && command) return outcome(await context.rerun(context, typed.name, typed.rest));
    const question = repliedTo?.kind === questionCard.name ? repliedTo : null;
    const isNext = isPrivate && !repliedTo && !secondHand && words !== '';
    const off = question || isNext ? asTyped(words).find(callsOff) : undefined;
    if (off !== undefined) {
      const rejection = question ? null : await openRejection(context);
      if (rejection) return outcome(await rejectFor(context, rejection, off));
      const asked = question ?? (await questionToCallOff(context));
      if (!asked) return nothing(callOffLast(context, off));
      return outcome(await answerQuestion(context, asked, off), asked.id);
    }
    // In a group it may be another bot's, unless it says whose it is, or replies to this one.
    if (typed && !isPrivate && !toBot && !NAMES_BOT.test(words)) return nothing();
    if (order?.isMarked && (isPrivate || hasSlash || toBot)) return outcome(await hearSpoken(context, order));
    const absent = isPrivate && !order ? hearChannel(words) : null;
    if (absent && (typed || absent.isMarked)) {
      return nothing(noSuchChannel(context, absent));
    }
    if (typed) return nothing(unknownCommand(context, typed.name, typed.rest));
    if (hasSlash && isPrivate) {
      const said = words.trim().slice(1);
      const [name = ''] = said.split(/\s/, 1);
      return nothing(unknownCommand(context, shorten(name, NAME_LIMIT), said.slice(name.length)));
    }

    const isTable = message.document !== undefined && message.edit_date === undefined;
    const before = question ?? (isTable && isPrivate && !replied ? await openQuestion(context) : null);
    const wanting = isTable && before ? askedForTable(before) : null;
    if (before && wanting && (words === '' || wanting.kept === '')) {
      const isDone = await answerWithTable(context, { card: before, asked: wanting, words });
      return outcome(isDone, before.id);
    }

    const isBare = attachment !== null && words === '';
    if (isBare && (isPrivate || question)) {
      if (isFile && isLeftOut(message, context.now)) return nothing(decline(context, 'sent-album'));
      return nothing(isNew ? decline(context, `sent-${attachment}`) : null);
    }
    const isFresh = !replied && !secondHand && message.edit_date === undefined;
    const rest = isFresh && words !== '' ? await continuationOf(context, words, username) : null;
    if (rest) {
      line = rest.line;
      return nothing(answer(context, continuationCard, rest.body));
    }
    const open = question ?? (isPrivate && isFresh && !attachment ? await openQuestion(context) : null);
    if (message.contact) {
      const number = numberOf(message.contact.phone_number, context.settings.country);
      if (open && asksForRecipient(open)) {
        return outcome(await answerQuestion(context, open, number), open.id);
      }
      if (!isPrivate) return nothing();
      if (!may(context.person.role, 'operator')) return nothing(offerNumbers(context, number));
      await addShared(context, { firstName: message.contact.first_name, number });
      return outcome(await context.rerun(context, 'sms', ` ${number}`));
    }
    if (open && words !== '') return outcome(await answerQuestion(context, open, words), open.id);
    const lacking = isNext && isFresh && !attachment ? await tableToReword(context, words) : null;
    if (lacking) return outcome(await reword(context, lacking, words), lacking.id);
    const changing = isNext && isFresh && !attachment ? await cardToChange(context, words) : null;
    if (changing) return outcome(await changeByReply(context, changing, words), changing.id);
    const asking = isFresh || repliedTo ? await askedForTime(context, words) : [];
    const rejection = isNext && isFresh && !attachment ? await openRejection(context) : null;
    // What was asked for is answered first, and a command's name is one.
    const mayWish = isNext && isFresh && !attachment && asking.length === 0 && !rejection;
    if (mayWish && (await answerNo(context, words))) return outcome(true);
    if (mayWish && (await offerAdded(context, words))) return nothing();
    if (mayWish && order?.rest.trim() !== '' && (await offerWish(context, words))) return nothing();
    if (isPrivate && !repliedTo && (await offerStopList(context, words))) return nothing();
    if (order && (repliedTo ? namesRecipient(context, order) : isPrivate || toBot)) {
      return outcome(await hearSpoken(context, order));
    }
    if (absent && !repliedTo) return nothing(noSuchChannel(context, absent));
    if (rejection) return outcome(await rejectFor(context, rejection, words));
    if (repliedTo)
      return outcome(await hearBelow(context, repliedTo, { words, order, asking, hear: hearSpoken }));
    if (asking.length > 0) return outcome(await answerTime(context, asking, words));
    if (isAddressed && mayHint(context.person.id, context.now))
      return nothing(decline(context, 'what-to-do'));
    if (!isPrivate) return nothing();
    if (words !== '' && (await offerNumbers(context, words))) {
      line = '';
      return nothing();
    }
    // One answer does for what is pasted in pieces.
    if (isFresh && (await pieceBefore(context))) return nothing();
    const table = isFresh && !attachment && words !== '' ? await tableJustSent(context) : null;
    if (table) return outcome(await sayByTable({ ...context, document: table }, words));
    const sms = byName.get('sms');
    if (isFresh && words !== '' && (await offerAmid(context, words))) return nothing();
    if (sms && words !== '' && !secondHand && (await offerSending(context, words, sms))) {
      line = '';
      return nothing();
    }
    if (attachment === 'table' && isNew && !secondHand && isLineToCopy(words)) {
      // With a preposition before it, it is no order.
      const about = hearOrder(words.replace(BEFORE_LAST, ''));
      if (about?.command.spec.name === 'stoplist' && about.rest.trim() === '')
        return nothing(decline(context, 'stop-list-import-how'));
      return nothing(decline(context, 'sent-table-words', { words }));
    }
    if (attachment) return nothing(isNew ? decline(context, `sent-${attachment}`) : null);
    return outcome(false, await hint(context, message));
  };
}
