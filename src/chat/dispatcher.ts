import type { CallbackQuery, ChatMemberUpdated, Message, Update, User } from 'grammy/types';
import { cardAt, reviveCards, translateUnseen } from '../store/chats/cards.ts';
import { heardAt, rememberWords } from '../store/chats/heard.ts';
import { migrateChat } from '../store/chats/migrate-chat.ts';
import { roomOf } from '../store/chats/rooms.ts';
import { isAnySetAside } from '../store/chats/set-aside.ts';
import type { Tx } from '../store/engine/database.ts';
import { findPerson, namePerson } from '../store/people/people.ts';
import { resumeWatches } from '../store/watch/watches.ts';
import { decline } from './answer.ts';
import { writeCard } from './cards/kind.ts';
import { noticeCard } from './cards/notice/body.ts';
import { cameToNothing } from './cards/table/body.ts';
import type { Command } from './command.ts';
import { type Context, inRoom, type Settings, settingsOf } from './context.ts';
import { lacksOf } from './continuation.ts';
import { createConversation } from './converse.ts';
import { splitCommand } from './grammar.ts';
import { ownLanguageOf } from './language.ts';
import { type Language, languageOf, localeFor } from './locale.ts';
import { type Role, roleIn, roleOf } from './people/access.ts';
import { accept, readToken } from './people/invitations.ts';
import { press } from './press.ts';
import { record } from './record.ts';
import { run } from './run.ts';
import { callOffEdited, isCancelled } from './sending/edited.ts';
import { tableOn } from './tables/on-card.ts';
import { resume } from './talks/inboxes.ts';
import { documentOf } from './telegram/document.ts';
import { before, digestOf, keepOutcome } from './telegram/heard.ts';
import { membership } from './telegram/membership.ts';
import { hearTitle, hearTopic } from './telegram/names.ts';
import { onceIn } from './telegram/once-in.ts';
import {
  authorOf,
  isAnonymousAdmin,
  isSecondHand,
  nameOf,
  repliedMessage,
  threadOf,
  wordsOf,
  writerOf,
} from './telegram/update.ts';

/** What a button's press is answered with. */
export interface Toast {
  readonly queryId: string;
  readonly text: string | null;
}

export interface Dispatcher {
  /** Does what an update asks for, all of it through `tx`. Returns what to answer a button's press with. */
  dispatch(tx: Tx, update: Update, origin: string): Promise<Toast | null>;
}

export interface DispatcherOptions {
  readonly settings: Settings;
  readonly commands: readonly Command[];
  /** Somebody without a role has been told so, or (no owners are set) whom to name as one. */
  readonly onStranger: (id: number) => void;
  /** Somebody is there who has, or once had, a role: their command menu may want to be set. */
  readonly onPerson: (chatId: number, person: { id: number; role: Role | null; language: Language }) => void;
}

/** A stranger is told once in this time (ms) that the bot is not for them. */
const REFUSAL_MEMORY = 24 * 3600 * 1000;
/** And once in this time (ms) why a link does not let them in: there may be a better one. */
const LINK_REFUSAL_MEMORY = 10_000;

/** A person as they are kept. */
const named = (user: User) => ({
  id: user.id,
  name: nameOf(user),
  telegramLanguage: languageOf(user.language_code),
});

export function createDispatcher({
  settings,
  commands,
  onStranger,
  onPerson,
}: DispatcherOptions): Dispatcher {
  const { username } = settings;
  const byName = new Map(commands.map((command) => [command.spec.name, command]));
  /** For each stranger, and each chat with an anonymous admin. */
  const mayRefuse = onceIn(REFUSAL_MEMORY);
  const mayRefuseLink = onceIn(LINK_REFUSAL_MEMORY);
  const converse = createConversation(commands, username);

  const rerun: Context['rerun'] = async (context, name, rest, values) => {
    const command = byName.get(name);
    return command ? run(context, command, rest, values) : false;
  };

  async function settingsFor(tx: Tx, user: User, chatId: number): Promise<Settings> {
    const own = ownLanguageOf(user, chatId, settings.language);
    return inRoom(settings, await roomOf(tx.db, chatId), own);
  }

  async function contextOf(tx: Tx, message: Message, user: User, origin: string): Promise<Context> {
    const { chat } = message;
    const replied = repliedMessage(message);
    const writer = replied && writerOf(replied);
    const own = ownLanguageOf(user, chat.id, settings.language);
    const [room, role, repliedTo = null] = await Promise.all([
      roomOf(tx.db, chat.id),
      roleOf(tx.db, settings.ownerIds, user.id),
      replied ? cardAt(tx.db, chat.id, replied.message_id) : null,
    ]);
    const here = inRoom(settings, room, own);
    return {
      tx,
      now: Date.now(),
      origin,
      person: { id: user.id, name: nameOf(user), role },
      place: { chatId: chat.id, threadId: threadOf(message), isPrivate: chat.type === 'private', room },
      language: here.language,
      ownLanguage: own,
      messageId: message.message_id,
      words: wordsOf(message),
      writtenAt: (message.edit_date ?? message.date) * 1000,
      lacks: lacksOf(message),
      document: documentOf(message) ?? (replied && documentOf(replied)) ?? (repliedTo && tableOn(repliedTo)),
      isDraft: false,
      repliedTo,
      repliedPerson: writer
        ? {
            id: writer.id,
            name: nameOf(writer),
            isBot: writer.is_bot,
            isForwarded: replied.forward_origin !== undefined,
          }
        : null,
      pressedOn: null,
      replaces: null,
      answers: [],
      settings: here,
      commands,
      rerun,
    };
  }

  /** The menu follows roles and languages; somebody who never had a role sees everyone's. */
  async function followMenu(tx: Tx, user: User, chatId: number): Promise<void> {
    const [person, { language }] = await Promise.all([
      findPerson(tx.db, user.id),
      settingsFor(tx, user, chatId),
    ]);
    const role = roleIn(settings.ownerIds, user.id, person);
    if (role || person) onPerson(chatId, { id: user.id, role, language });
  }

  /** One line with their id and whom to ask, rarely; their words are not kept. */
  async function refuseStranger(context: Context): Promise<void> {
    const { id } = context.person;
    if (!mayRefuse(id, context.now)) return;
    onStranger(id);
    const line = settings.ownerIds.length > 0 ? 'stranger' : 'stranger-no-owners';
    await decline(context, line, { id: String(id) });
  }

  /** Somebody, known or not, opened an invitation's link. */
  async function open(context: Context, token: string): Promise<void> {
    const { tx, now, place, person } = context;
    const refusal = await accept(context, token);
    if (!refusal) await record(context, 'command start', { arg: 'invitation' });
    if (!refusal || person.role) await reviveCards(tx, place.chatId, now);
    if (refusal && (person.role || mayRefuseLink(person.id, now))) {
      await decline(context, refusal.id, refusal.args);
    }
  }

  /** Who writes as the group is nobody in particular, and may nothing; this says why nothing happens. */
  async function refuseAnonymous(tx: Tx, message: Message): Promise<void> {
    const { chat } = message;
    const now = Date.now();
    if (!mayRefuse(chat.id, now)) return;
    await writeCard(tx, noticeCard, {
      body: { lines: [{ id: 'anonymous' }] },
      chatId: chat.id,
      threadId: threadOf(message),
      replyTo: message.message_id,
      language: (await settingsOf(tx.db, chat.id, settings)).language,
      personId: null,
      now,
    });
  }

  async function hear(tx: Tx, message: Message, origin: string): Promise<void> {
    const { chat } = message;
    if (message.migrate_to_chat_id !== undefined) {
      return migrateChat(tx, chat.id, message.migrate_to_chat_id, Date.now());
    }
    await hearTitle(tx, chat);
    await hearTopic(tx, message);
    const typed = splitCommand({ text: wordsOf(message), botUsername: username });
    const isCommand = typed !== null && byName.has(typed.name);
    const user = authorOf(message);
    if (!user) return isCommand && isAnonymousAdmin(message) ? refuseAnonymous(tx, message) : undefined;
    const isPrivate = chat.type === 'private';
    const [context, isAnyBack] = await Promise.all([
      contextOf(tx, message, user, origin),
      isPrivate && isAnySetAside(tx.db, chat.id),
    ]);
    const token = typed?.name === 'start' && context.place.isPrivate ? readToken(typed.rest) : null;
    if (context.person.role) {
      await namePerson(tx, named(user), context.now);
      // Should they lose it, they are told.
      mayRefuse.forget(user.id);
    }
    if (token !== null && !isSecondHand(message)) {
      await open(context, token);
    } else if (context.person.role) {
      if (isAnyBack) {
        await translateUnseen(tx, chat.id, context.language);
        await reviveCards(tx, chat.id, context.now);
        await resume(context, { chatId: chat.id }, 'there');
        await resumeWatches(tx, { chatId: chat.id }, ['blocked', 'not-started']);
      }
      await keepOutcome(context, message, await converse(context, message));
    } else if (context.place.isPrivate || isCommand || context.repliedTo) {
      await refuseStranger(context);
    }
    await tx.unawaited(followMenu(tx, user, chat.id));
  }

  /**
   * An edit mends what was not carried out, and a caption by which nothing came of a table: it is read again, as
   * written by then, and what still waits is called off for it. What was carried out stays, and what is not known did
   * nothing that could be mended.
   */
  async function hearEdit(tx: Tx, message: Message, update: string): Promise<void> {
    const user = authorOf(message);
    const heard = user && (await heardAt(tx.db, message.chat.id, message.message_id));
    const digest = digestOf(message, settings);
    // An edit may leave the words as they are: a link got its preview, a file another name.
    if (!heard || heard.digest === digest) return;
    // However often it is edited, it is one message, and carried out once.
    const origin = `message ${message.chat.id} ${message.message_id}`;
    const context = await contextOf(tx, message, user, origin);
    if (!context.person.role) return;
    const { card, question } = await before(context, heard);
    const isDone = heard.outcome === 'done' && !(card && cameToNothing(card));
    const isCalledOff = isDone && card !== null && (await callOffEdited(context, card));
    if (isDone && !isCalledOff) {
      await decline(context, card && (await isCancelled(tx.db, card)) ? 'edited-cancelled' : 'edited');
      return rememberWords(tx, heard, digest);
    }
    const instead = isCalledOff ? { origin: update } : { replaces: card };
    const again = { ...context, ...instead, repliedTo: context.repliedTo ?? question };
    await keepOutcome(again, message, await converse(again, message));
  }

  async function pressed(tx: Tx, query: CallbackQuery): Promise<Toast> {
    const { message, from, data } = query;
    const toast = (text: string | null) => ({ queryId: query.id, text });
    const chatId = message?.chat.id ?? from.id;
    const role = from.is_bot ? null : await roleOf(tx.db, settings.ownerIds, from.id);
    const here = await settingsFor(tx, from, chatId);
    const locale = localeFor(here.language, here.timeZone);
    if (!role) return toast(locale.t('stranger', { id: String(from.id) }));
    const now = Date.now();
    await namePerson(tx, named(from), now);
    if (!message || !data) return toast(locale.t('button-stale'));
    const reply = await press({
      tx,
      data,
      chatId,
      messageId: message.message_id,
      person: { id: from.id, name: nameOf(from), role },
      settings: here,
      commands,
      rerun,
      now,
      origin: `press ${query.id}`,
    });
    await tx.unawaited(followMenu(tx, from, chatId));
    return toast(reply.toast && locale.t(reply.toast.id, reply.toast.args));
  }

  async function entered(tx: Tx, change: ChatMemberUpdated): Promise<void> {
    const { chat, from } = change;
    await hearTitle(tx, chat);
    if (chat.type === 'private') {
      await translateUnseen(tx, chat.id, (await settingsFor(tx, from, chat.id)).language);
    }
    await membership(tx, settings, change);
  }

  return {
    async dispatch(tx, update, origin) {
      if (update.message) await hear(tx, update.message, origin);
      else if (update.edited_message) await hearEdit(tx, update.edited_message, origin);
      else if (update.my_chat_member) await entered(tx, update.my_chat_member);
      else if (update.callback_query) return pressed(tx, update.callback_query);
      return null;
    },
  };
}
