import type { MessageRequest } from '../messages/request.ts';
import { type Card, findCard, rewriteCard, touchCards } from '../store/cards.ts';
import type { Tx } from '../store/database.ts';
import { findMessage } from '../store/history.ts';
import { endInvitation } from '../store/invitations.ts';
import { messagesOfCard, moveCardMessages } from '../store/outbox.ts';
import { setInbox } from '../store/people.ts';
import { may, type Role } from './access.ts';
import { type Ask, type Asker, answer, type ChatSettings, type Command } from './command.ts';
import { chooseLanguage, LANGUAGE_CHOICES, type LanguageChoice } from './language.ts';
import { isLanguage, localeFor, type Arguments as WordArguments } from './locale.ts';
import { send } from './send.ts';
import { askAgain } from './status.ts';
import { viewOf } from './views/index.ts';
import type { CardBody } from './views/kinds.ts';

export interface Press {
  readonly tx: Tx;
  /** `action:cardId`, as the button carried it. */
  readonly data: string;
  readonly chatId: number;
  readonly person: Asker;
  readonly settings: ChatSettings;
  readonly commands: readonly Command[];
  readonly now: number;
  readonly origin: string;
}

/** The toast: a text of the locale files. */
export type PressReply = { readonly id: string; readonly args?: WordArguments } | null;

interface Action {
  /** The least role that may press it. */
  role(card: Card): Role;
  run(press: Press, card: Card): Promise<PressReply>;
}

/** Messages cost operators' rights, look-ups viewers'. */
const byCard = (card: Card): Role => (card.kind === 'lookup' ? 'viewer' : 'operator');

function moving(event: Parameters<typeof moveCardMessages>[2], toast: string): Action {
  return {
    role: byCard,
    async run({ tx, now }, card) {
      const [message] = await messagesOfCard(tx.db, card.id, 1);
      const count = await moveCardMessages(tx, card.id, event, now);
      // What has to wait for the same text is not on its way yet: its card says when.
      if (event === 'send' && message?.waiting_for === 'guard' && count > 0) return null;
      return { id: count > 0 ? toast : 'button-late', args: { n: count } };
    },
  };
}

/** A press asks in the place of its card. */
function askFor(press: Press, card: Card): Ask {
  const language = isLanguage(card.language) ? card.language : press.settings.language;
  return {
    tx: press.tx,
    now: press.now,
    origin: press.origin,
    person: press.person,
    place: { chatId: card.chat_id, threadId: card.thread_id, isPrivate: card.chat_id > 0 },
    language,
    ownLanguage: language,
    messageId: card.telegram_id ?? 0,
    writtenAt: press.now,
    length: 0,
    repliedTo: card,
    repliedPerson: null,
    settings: press.settings,
    commands: press.commands,
  };
}

/** The provider refuses a request that it had within a minute, and a look-up costs money. */
const LOOK_AGAIN_MS = 60_000;

/** Asks the provider about the recipient of the card's message. */
function looking(channel: 'hlr' | 'ping'): Action {
  return {
    role: () => 'viewer',
    async run(press, card) {
      const [message] = await messagesOfCard(press.tx.db, card.id, 1);
      if (!message) return { id: 'button-stale' };
      const body = JSON.parse(card.body) as CardBody<'send'>;
      if (press.now - (body.looked?.[channel] ?? 0) < LOOK_AGAIN_MS) return { id: 'button-late' };
      const looked = { ...body.looked, [channel]: press.now };
      await rewriteCard(press.tx, card.id, { ...body, looked }, press.now);
      const request = { channel, to: message.recipient };
      await send(askFor(press, card), {
        command: channel,
        reading: `/${channel} +${message.recipient}`,
        requests: [request],
      });
      return null;
    },
  };
}

function switchingInbox(on: boolean): Action {
  return {
    role: () => 'operator',
    async run({ tx, person, now }, card) {
      const place = { chatId: card.chat_id, threadId: card.thread_id ?? 0 };
      await setInbox(tx, place, on ? person.id : null, now);
      await touchCards(tx, [card.id], now);
      return null;
    },
  };
}

function choosingLanguage(choice: LanguageChoice): Action {
  return {
    role: (card) => (card.chat_id > 0 ? 'viewer' : 'admin'),
    async run({ tx, person, now }, card) {
      await chooseLanguage(tx, card.chat_id, person, choice, now);
      await touchCards(tx, [card.id], now);
      return null;
    },
  };
}

/** What a button may be called, who may press it, and what it does. Each acts once: the state it acts on is gone then. */
const actions: Readonly<Record<string, Action>> = {
  send: moving('send', 'button-sending'),
  cancel: moving('cancel', 'button-cancelled'),
  repeat: moving('repeat', 'button-sending'),
  leave: moving('leave', 'button-left'),
  hlr: looking('hlr'),
  ping: looking('ping'),
  resend: {
    role: () => 'operator',
    async run(press, card) {
      const [message] = await messagesOfCard(press.tx.db, card.id, 1);
      const body = JSON.parse(card.body) as CardBody<'send'>;
      if (!message || body.resent) return { id: 'button-late', args: { n: 0 } };
      const request = JSON.parse(message.request) as MessageRequest;
      await rewriteCard(press.tx, card.id, { ...body, resent: true }, press.now);
      await send(askFor(press, card), {
        command: request.channel,
        reading: '',
        requests: [request],
        account: message.account,
      });
      return null;
    },
  },
  report: {
    role: byCard,
    async run(press, card) {
      await answer(askFor(press, card), 'report', { of: card.id });
      return null;
    },
  },
  'ask-status': {
    role: () => 'viewer',
    async run({ tx, now }, card) {
      const { messageId } = JSON.parse(card.body) as CardBody<'history'>;
      const message = await findMessage(tx.db, messageId);
      if (!message) return { id: 'button-stale' };
      return (await askAgain(tx, message, card.id, now)) ? null : { id: 'button-asking' };
    },
  },
  'inbox-on': switchingInbox(true),
  'inbox-off': switchingInbox(false),
  ...Object.fromEntries(LANGUAGE_CHOICES.map((choice) => [`lang-${choice}`, choosingLanguage(choice)])),
  withdraw: {
    role: () => 'admin',
    async run({ tx, now }, card) {
      const { invitationId } = JSON.parse(card.body) as CardBody<'invitation'>;
      await endInvitation(tx, invitationId, null, now);
      await touchCards(tx, [card.id], now);
      return null;
    },
  },
  refresh: {
    role: () => 'viewer',
    async run({ tx, now }, card) {
      await touchCards(tx, [card.id], now);
      return null;
    },
  },
};

/** Every action that a button may carry. */
export const actionNames: readonly string[] = Object.keys(actions);

/** Whether the card, as it is now, has this button: what a client sends need not stand on any card. */
async function offers({ tx, settings, now }: Press, card: Card, action: string): Promise<boolean> {
  const language = isLanguage(card.language) ? card.language : settings.language;
  const locale = localeFor(language, settings.timeZone);
  const view = await viewOf({ db: tx.db, settings, locale, now }, card);
  return view.buttons.flat().some((button) => button.action === action);
}

/** Does what a button says, when it is this chat's, its card still has it, and this person may. */
export async function press(press: Press): Promise<PressReply> {
  const [name = '', cardId = ''] = press.data.split(':');
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  const card = await findCard(press.tx.db, cardId);
  if (!action || !card || card.chat_id !== press.chatId) return { id: 'button-stale' };
  const role = action.role(card);
  if (!may(press.person.role, role)) return { id: 'button-not-allowed', args: { role } };
  if (!(await offers(press, card, name))) {
    // Somebody was faster, or the card is behind: it is shown anew.
    await touchCards(press.tx, [card.id], press.now);
    return { id: 'button-late' };
  }
  return action.run(press, card);
}
