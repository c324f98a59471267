import type { Message, Update, User } from 'grammy/types';
import { commands } from '../../commands/index.ts';
import { writeButton } from '../../src/chat/button-data.ts';
import { viewOf } from '../../src/chat/cards/index.ts';
import { commandsAt } from '../../src/chat/command.ts';
import type { Settings } from '../../src/chat/context.ts';
import { createDispatcher, type Toast } from '../../src/chat/dispatcher.ts';
import { chatJobs } from '../../src/chat/jobs.ts';
import { followOnFor } from '../../src/chat/sending/chains.ts';
import type { View } from '../../src/chat/show/view.ts';
import type { Tables } from '../../src/chat/tables/reading.ts';
import { readTable } from '../../src/files/table.ts';
import { cancelWork } from '../../src/jobs/campaigns.ts';
import { createLog } from '../../src/log.ts';
import { type Card, cardShown, findCard } from '../../src/store/chats/cards.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { type GrantableRole, setRole } from '../../src/store/people/people.ts';
import { afterEveryTest } from './endings.ts';
import { doJobs } from './jobs.ts';
import { RU } from './languages.ts';
import { WIRE } from './outbox.ts';
import { RULES } from './rules.ts';
import { openTestStore } from './store.ts';
import { download } from './tables.ts';
import { expectTalliesRight } from './tallies.ts';

const log = createLog('silent');

export const OLGA: User = { id: 101, is_bot: false, first_name: 'Olga', language_code: 'ru' };
export const NIKOLAI: User = { id: 102, is_bot: false, first_name: 'Nikolai', language_code: 'en' };
export const STRANGER: User = { id: 109, is_bot: false, first_name: 'Stranger', language_code: 'en' };
export const ANONYMOUS: User = {
  id: 1087968824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};
export const GROUP = -1001;
/** The bot's own id, by which it writes. */
const BOT: User = { id: 1, is_bot: true, first_name: 'Demo', username: 'demo_bot' };

export const SETTINGS: Settings = {
  ownerIds: [OLGA.id],
  programs: [],
  guard: RULES.guard,
  username: 'demo_bot',
  linkKey: '1:demo',
  language: RU,
  timeZone: 'Europe/Moscow',
  country: 'RU',
  currency: 'RUB',
  accounts: ['demo'],
  wire: WIRE,
  sendMaxAge: 600_000,
  undoSend: 0,
  askAbove: { parts: 4, cost: null },
  approve: { above: null, cost: null, senders: [] },
  quotaZone: 'Europe/Moscow',
  partsPerSecond: 100,
  hlrCache: 0,
  hooksMayBePrivate: false,
  asksProvider: false,
};

/** A card as Telegram shows it. */
export interface Shown {
  readonly card: Card;
  readonly view: View;
  readonly text: string;
  /** Labels of its buttons, row by row. */
  readonly buttons: readonly string[];
  /** Pieces of the text that a tap copies. */
  readonly copied: readonly string[];
}

/** The card that came, or comes, where one is to come. */
export function only(cards: readonly Shown[]): Shown;
export function only(cards: Promise<readonly Shown[]>): Promise<Shown>;
export function only(cards: readonly Shown[] | Promise<readonly Shown[]>): Shown | Promise<Shown> {
  if (cards instanceof Promise) return cards.then((came) => only(came));
  const [card, ...more] = cards;
  if (!card || more.length > 0) throw new Error(`one card was expected, ${cards.length} came`);
  return card;
}

/** Where something is said, and what more the message carries. */
export interface Saying {
  /** Their private chat when left out. */
  readonly chat?: number;
  readonly thread?: number;
  readonly replyTo?: Shown | Partial<Message>;
  /** ms; now when left out. */
  readonly at?: number;
  readonly message?: Partial<Message>;
}

/** The bot over a store of its own; Telegram is not there, what it would be shown is. */
export interface ChatForTest {
  readonly store: Store;
  /** Ids of strangers of whom the log was told. */
  readonly strangers: number[];
  /** People whose menu was asked for, as "id role language". */
  readonly menus: string[];
  /** Gives a role, as if an owner had granted it. */
  let(person: User, role: GrantableRole): Promise<void>;
  /** Somebody writes; returns the cards that this brought about, in order. */
  say(person: User, text: string, saying?: Saying): Promise<Shown[]>;
  /** Any update, the same as often as one likes. */
  update(update: object, id?: number): Promise<{ toast: Toast | null; cards: Shown[] }>;
  /** The same, one behind the other: what the program does beside, and which cards came of it, is seen at the end. */
  updates(all: readonly object[]): Promise<Shown[]>;
  press(
    person: User,
    card: Shown,
    label: string,
    chat?: number,
  ): Promise<{ toast: string | null; cards: Shown[] }>;
  /** The card as it is now. */
  look(card: Shown): Promise<Shown>;
  /** A message as Telegram would deliver it. */
  message(person: User, text: string, saying?: Saying): Message;
}

const opened = new Set<Store>();
afterEveryTest(async () => {
  for (const store of opened) await store.close();
});

/** Opens the store and the bot; the store is closed when the test ends, if not before. */
export async function chatForTest(
  changes: Partial<Settings> = {},
  open: Tables['open'] = readTable,
): Promise<ChatForTest> {
  const settings = { ...SETTINGS, ...changes };
  const rules = { ...RULES, guard: settings.guard };
  const store = await openTestStore(undefined, rules, followOnFor(settings));
  const { close } = store;
  opened.add(store);
  // The thread that reads beside, which test/store and test/conversations have, takes longer to begin than most tests.
  store.read = (work) => store.db.transaction().execute(work);
  store.close = async () => {
    opened.delete(store);
    await expectTalliesRight(store.db).finally(close);
  };
  const kinds = [cancelWork, ...chatJobs(settings, { download, open }, log)];
  return chatOver(store, { settings, meanwhile: () => doJobs(store, kinds) });
}

/** @param meanwhile what the program does beside whenever something was said */
export function chatOver(
  store: Store,
  { settings, meanwhile }: { readonly settings: Settings; meanwhile(): Promise<void> },
): ChatForTest {
  const strangers: number[] = [];
  const menus: string[] = [];
  let messageId = 100;
  let updateId = 0;
  const dispatcher = createDispatcher({
    settings,
    commands: commandsAt(commands, settings.wire),
    onStranger: (id) => strangers.push(id),
    onPerson: (_, { id, role, language }) => menus.push(`${id} ${role} ${language}`),
  });

  async function show(card: Card): Promise<Shown> {
    const view = await viewOf({ db: store.db, settings, now: Date.now() }, card);
    const { text, entities } = typeof view.text === 'string' ? { text: view.text, entities: [] } : view.text;
    return {
      card,
      view,
      text,
      buttons: view.buttons.flat().map(({ label }) => label),
      copied: entities
        .filter(({ type }) => type === 'code')
        .map(({ offset, length }) => text.slice(offset, offset + length)),
    };
  }

  function dispatch(update: object, id?: number): Promise<Toast | null> {
    updateId += 1;
    const whole = { update_id: id ?? updateId, ...update } as Update;
    return store.write((tx) => dispatcher.dispatch(tx, whole, `update ${whole.update_id}`));
  }

  /** Gives the cards that Telegram has not been shown yet a message each. */
  async function deliver(): Promise<Shown[]> {
    const fresh = await store.db
      .selectFrom('cards')
      .selectAll()
      .where('telegram_id', 'is', null)
      .where('failure', 'is', null)
      .orderBy('id')
      .execute();
    const shown: Shown[] = [];
    for (const card of fresh) {
      if ((await show(card)).view.withheld) continue;
      messageId += 1;
      const telegramId = messageId;
      await store.write((tx) => cardShown(tx, card, { telegramId, text: '', now: Date.now() }));
      shown.push(await show({ ...card, telegram_id: telegramId }));
    }
    return shown;
  }

  function repliedTo(reply: Shown | Partial<Message> | undefined): Partial<Message> {
    if (!reply) return {};
    const message = 'card' in reply ? { message_id: reply.card.telegram_id, from: BOT } : reply;
    return { reply_to_message: message } as Partial<Message>;
  }

  const chat: ChatForTest = {
    store,
    strangers,
    menus,
    message(person, text, { chat: chatId = person.id, thread, replyTo, at = Date.now(), message } = {}) {
      messageId += 1;
      return {
        message_id: messageId,
        from: person,
        chat:
          chatId > 0
            ? { id: chatId, type: 'private', first_name: person.first_name }
            : { id: chatId, type: 'supergroup', title: 'Alerts' },
        date: Math.floor(at / 1000),
        text,
        ...(thread === undefined ? {} : { is_topic_message: true, message_thread_id: thread }),
        ...repliedTo(replyTo),
        ...message,
      } as Message;
    },
    async update(update, id) {
      const toast = await dispatch(update, id);
      await meanwhile();
      return { toast, cards: await deliver() };
    },
    async updates(all) {
      for (const update of all) await dispatch(update);
      await meanwhile();
      return deliver();
    },
    let: ({ id, first_name: name }, role) =>
      store.write((tx) => setRole(tx, { id, name, role, by: OLGA.id, now: Date.now() })),
    async say(person, text, saying) {
      return (await chat.update({ message: chat.message(person, text, saying) })).cards;
    },
    async press(person, card, label, chatId = card.card.chat_id) {
      const button =
        (await chat.look(card)).view.buttons.flat().find((one) => one.label === label) ??
        card.view.buttons.flat().find((one) => one.label === label);
      if (button?.action === undefined)
        throw new Error(`the card has no [${label}], it has ${card.buttons.join(', ')}`);
      const message = chat.message(BOT, '', { chat: chatId });
      const { toast, cards } = await chat.update({
        callback_query: {
          id: String(updateId),
          from: person,
          chat_instance: '1',
          message: { ...message, message_id: card.card.telegram_id },
          data: writeButton(button, card.card.id),
        },
      });
      return { toast: toast?.text ?? null, cards };
    },
    async look({ card }) {
      const now = await findCard(store.db, card.id);
      if (!now) throw new Error('the card is gone');
      return show(now);
    },
  };
  return chat;
}
