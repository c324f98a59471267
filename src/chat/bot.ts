import type { CallbackQuery, ChatMemberUpdated, Message, Update, User } from 'grammy/types';
import { cardAt, createCard, migrateChat, reviveCards } from '../store/cards.ts';
import type { Tx } from '../store/database.ts';
import { chatLanguage, findPerson, namePerson } from '../store/people.ts';
import { may, type Role, roleOf } from './access.ts';
import { press } from './buttons.ts';
import { type Ask, answer, type ChatSettings, type Command } from './command.ts';
import { completions, lineOf } from './corrections.ts';
import { readArguments, splitCommand, usageOf } from './grammar.ts';
import { isLanguage, type Language, languageOf, localeFor } from './locale.ts';
import { answerQuestion, replyToCard } from './reply.ts';
import { authorOf, nameOf, repliedMessage, threadOf, wordsOf } from './update.ts';

/** What a button's press is answered with. */
export interface Toast {
  readonly queryId: string;
  readonly text: string | null;
}

export interface Bot {
  /** Does what an update asks for, all of it through `tx`. Returns what to answer a button's press with. */
  handle(tx: Tx, update: Update, origin: string): Promise<Toast | null>;
}

export interface BotOptions {
  readonly settings: ChatSettings;
  readonly commands: readonly Command[];
  readonly username: string;
  /** Somebody without a role has been told so, or (no owners are set) whom to name as one. */
  readonly onStranger: (id: number) => void;
  /** A person with a role is there: their command menu may want to be set. */
  readonly onPerson: (chatId: number, person: { id: number; role: Role; language: Language }) => void;
}

/** A stranger is told once in this time (ms) that the bot is not for them. */
const REFUSAL_MEMORY = 24 * 3600 * 1000;
const REFUSALS_KEPT = 10_000;

export function createBot({ settings, commands, username, onStranger, onPerson }: BotOptions): Bot {
  const byName = new Map(commands.map((command) => [command.spec.name, command]));
  const refused = new Map<number, number>();

  async function languageFor(tx: Tx, user: User, isPrivate: boolean, chatId: number): Promise<Language> {
    if (!isPrivate) {
      const chosen = await chatLanguage(tx.db, chatId);
      return isLanguage(chosen) ? chosen : settings.language;
    }
    const chosen = (await findPerson(tx.db, user.id))?.language;
    return isLanguage(chosen) ? chosen : languageOf(user.language_code);
  }

  async function askOf(tx: Tx, message: Message, user: User, origin: string): Promise<Ask> {
    const isPrivate = message.chat.type === 'private';
    const replied = repliedMessage(message);
    const repliedPerson = replied?.from;
    const role = await roleOf(tx.db, settings.ownerIds, user.id);
    const language = await languageFor(tx, user, isPrivate, message.chat.id);
    return {
      tx,
      now: Date.now(),
      origin,
      person: { id: user.id, name: nameOf(user), role },
      place: { chatId: message.chat.id, threadId: threadOf(message), isPrivate },
      language,
      messageId: message.message_id,
      writtenAt: message.date * 1000,
      repliedTo: replied ? ((await cardAt(tx.db, message.chat.id, replied.message_id)) ?? null) : null,
      repliedPerson:
        repliedPerson && replied && !replied.sender_chat
          ? { id: repliedPerson.id, name: nameOf(repliedPerson), isBot: repliedPerson.is_bot }
          : null,
      settings,
      commands,
    };
  }

  /** One line with their id and whom to ask, rarely; their words are not kept. */
  async function refuseStranger(ask: Ask): Promise<void> {
    const { id } = ask.person;
    const last = refused.get(id);
    if (last !== undefined && ask.now - last < REFUSAL_MEMORY) return;
    if (refused.size >= REFUSALS_KEPT) refused.clear();
    refused.set(id, ask.now);
    onStranger(id);
    const line = settings.ownerIds.length > 0 ? 'stranger' : 'stranger-no-owners';
    await answer(ask, 'notice', { lines: [{ id: line, args: { id: String(id) } }] });
  }

  async function run(ask: Ask, command: Command, rest: string): Promise<void> {
    const { spec } = command;
    if (command.role && !may(ask.person.role, command.role)) {
      const args = { role: command.role, command: spec.name };
      return void (await answer(ask, 'notice', { lines: [{ id: 'not-allowed', args }] }));
    }
    const read = readArguments(rest, spec, { country: settings.country });
    if (read.ok) return command.run(ask, { ...read, bad: [] });
    const { problem, reading, corrections, understood } = read;
    const missing =
      problem.kind === 'no-recipient' ? 'recipient' : problem.kind === 'missing-text' ? 'text' : null;
    // Bad numbers among good ones are listed in the preview, which is not sent before a person has seen it.
    if (problem.kind === 'bad-recipients' && problem.usable) {
      return command.run(ask, { ...problem.usable, reading, bad: problem.bad });
    }
    if (missing && (missing === 'text' || understood.text === '')) {
      return void (await answer(ask, 'question', { command: spec.name, rest, missing }));
    }
    const locale = localeFor(ask.language, settings.timeZone);
    const completed = completions(problem, spec, understood, locale).map((said) =>
      lineOf(spec, said, settings.country),
    );
    await answer(ask, 'problem', {
      command: spec.name,
      problem,
      reading,
      corrections: [...corrections, ...completed],
      usage: usageOf(spec),
    });
  }

  async function hear(tx: Tx, message: Message, origin: string): Promise<void> {
    if (message.migrate_to_chat_id !== undefined) {
      return migrateChat(tx, message.chat.id, message.migrate_to_chat_id);
    }
    const user = authorOf(message);
    if (!user) return;
    const ask = await askOf(tx, message, user, origin);
    const typed = splitCommand({ text: wordsOf(message), botUsername: username });
    const command = typed && byName.get(typed.name);
    if (!ask.person.role) {
      if (ask.place.isPrivate || command || ask.repliedTo) await refuseStranger(ask);
      return;
    }
    await namePerson(tx, user.id, ask.person.name, ask.now);
    onPerson(ask.place.chatId, { id: user.id, role: ask.person.role, language: ask.language });
    if (ask.place.isPrivate) await reviveCards(tx, ask.place.chatId, ask.now);
    const rerun = (name: string, rest: string) => {
      const named = byName.get(name);
      return named ? run(ask, named, rest) : Promise.resolve();
    };
    if (command) return run(ask, command, typed.rest);
    if (typed) {
      // In a group it may be another bot's.
      if (ask.place.isPrivate) {
        await answer(ask, 'notice', { lines: [{ id: 'unknown-command', args: { name: typed.name } }] });
      }
      return;
    }
    if (message.contact && ask.place.isPrivate)
      return rerun('sms', message.contact.phone_number.replace(/^\+?/, '+'));
    if (ask.repliedTo?.kind === 'question') return answerQuestion(ask.repliedTo, wordsOf(message), rerun);
    if (ask.repliedTo) return replyToCard(ask, ask.repliedTo, wordsOf(message));
    if (ask.place.isPrivate) await answer(ask, 'notice', { lines: [{ id: 'what-to-do' }] });
  }

  /** An edit never sends anything: it says so when it touched a command. */
  async function hearEdit(tx: Tx, message: Message, origin: string): Promise<void> {
    const user = authorOf(message);
    const typed = splitCommand({ text: wordsOf(message), botUsername: username });
    if (!user || !typed || !byName.has(typed.name)) return;
    const ask = await askOf(tx, message, user, origin);
    if (ask.person.role) await answer(ask, 'notice', { lines: [{ id: 'edited' }] });
  }

  async function pressed(tx: Tx, query: CallbackQuery): Promise<Toast> {
    const { message, from, data } = query;
    const toast = (text: string | null) => ({ queryId: query.id, text });
    const isPrivate = message?.chat.type === 'private';
    const chatId = message?.chat.id ?? from.id;
    const role = await roleOf(tx.db, settings.ownerIds, from.id);
    const language = await languageFor(tx, from, isPrivate, chatId);
    const locale = localeFor(language, settings.timeZone);
    if (!role) return toast(locale.t('stranger', { id: String(from.id) }));
    if (!message || !data) return toast(locale.t('button-stale'));
    const reply = await press({
      tx,
      data,
      chatId,
      person: { id: from.id, name: nameOf(from), role },
      settings,
      now: Date.now(),
      origin: `press ${query.id}`,
    });
    return toast(reply === null ? null : locale.t(reply.id, reply.args));
  }

  async function membership(tx: Tx, { chat, from, new_chat_member }: ChatMemberUpdated): Promise<void> {
    const joined = new_chat_member.status === 'member' || new_chat_member.status === 'administrator';
    if (!joined) return;
    if (chat.type === 'private') return reviveCards(tx, chat.id, Date.now());
    const role = await roleOf(tx.db, settings.ownerIds, from.id);
    if (!role) return;
    await createCard(tx, {
      chatId: chat.id,
      threadId: null,
      replyTo: null,
      kind: 'notice',
      body: { lines: [{ id: 'added-to-group' }] },
      language: settings.language,
      personId: from.id,
      now: Date.now(),
    });
  }

  return {
    async handle(tx, update, origin) {
      if (update.message) await hear(tx, update.message, origin);
      else if (update.edited_message) await hearEdit(tx, update.edited_message, origin);
      else if (update.my_chat_member) await membership(tx, update.my_chat_member);
      else if (update.callback_query) return pressed(tx, update.callback_query);
      return null;
    },
  };
}
