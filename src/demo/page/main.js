/** Joins the panes of the page with the demo world. */
import * as api from './api.js';
import { createChatList, placeKey, placesOf } from './chat-list.js';
import { createComposer } from './composer.js';
import { createConversation } from './conversation.js';
import { h } from './dom.js';
import { createFaults } from './faults.js';
import { listen } from './live.js';
import { createMails } from './mails.js';
import { createPhones } from './phones.js';
import { createTabs } from './tabs.js';
import { createWire } from './wire.js';

/** @typedef {import('./types.js').ChatMessage} ChatMessage */
/** @typedef {import('./types.js').Place} Place */

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @type {import('./types.js').World} */
let world;
/** @type {Map<number, ChatMessage[]>} */
const messages = new Map();
/** @type {Map<string, number>} */
const unread = new Map();
/** The newest event that the loaded state includes. */
let lastEvent = 0;
/** Who the person at the table writes as, by group. @type {Map<number, number>} */
const writers = new Map();
/** @type {Place} */
let place = { chat: 0, thread: null };

/** @param {unknown} error */
const complain = (error) => conversation.toast(error instanceof Error ? error.message : `${error}`);

/**
 * @param {Promise<unknown>} call
 * @returns {Promise<boolean>} whether it went well; if not, the person has been told
 */
const succeeds = (call) =>
  call.then(
    () => true,
    (error) => {
      complain(error);
      return false;
    },
  );

/** @param {number} person */
const nameOf = (person) =>
  person === world.bot.id ? 'Bot' : (world.people.find(({ id }) => id === person)?.name ?? `${person}`);

const chatHere = () => {
  const chat = world.chats.find(({ id }) => id === place.chat);
  if (!chat) throw new Error(`there is no chat ${place.chat}`);
  return chat;
};

const me = () => {
  const { id, person, members = [] } = chatHere();
  return person ?? writers.get(id) ?? members[0] ?? 0;
};

/** @param {string} text */
const copyText = (text) =>
  navigator.clipboard.writeText(text).then(
    () => conversation.toast(`Copied: ${text}`),
    () => conversation.toast(`The browser lets nothing be copied. The text: ${text}`),
  );

/** @param {string} text */
const say = (text) =>
  succeeds(api.write(place.chat, { from: me(), text, thread: place.thread ?? undefined }));

const composer = createComposer({
  menu: () => api.getMenu(place.chat, me()),
  start: () => say('/start'),
  send: ({ text, file, replyTo, edits }) => {
    if (edits !== undefined) return succeeds(api.edit(place.chat, edits, { from: me(), text }));
    return succeeds(
      api.write(place.chat, { from: me(), text, file, replyTo, thread: place.thread ?? undefined }),
    );
  },
});

const conversation = createConversation(byId('conversation'), composer.element, {
  writeAs: (person) => {
    writers.set(place.chat, person);
    showConversation();
    composer.focus();
  },
  say: (text) => say(text).then(composer.focus),
  drop: composer.setFile,
  command: composer.insert,
  reply: (message) => {
    composer.reply(message, nameOf(message.from));
    composer.focus();
  },
  edit: (message) => {
    composer.edit(message);
    composer.focus();
  },
  press: async (message, { text, data, url, copy }) => {
    if (copy !== undefined) await copyText(copy);
    else if (url !== null) window.open(url, '_blank', 'noopener');
    else await succeeds(api.press(place.chat, message.id, { from: me(), button: data ?? text }));
  },
});

const chatList = createChatList(byId('chats'), (chosen) => {
  goTo(chosen);
  tabs.choose('conversation');
  composer.focus();
});

const phones = createPhones(byId('phones'), {
  add: async (number) => {
    if (await succeeds(api.addPhone(number))) phones.reveal(number);
  },
  write: (number, message) => succeeds(api.writeFromPhone(number, message)),
  share: async (number) => {
    const contact = { phone: number, firstName: `Subscriber ${number.slice(-4)}` };
    const shared = api.write(place.chat, {
      from: me(),
      text: '',
      contact,
      thread: place.thread ?? undefined,
    });
    if (await succeeds(shared)) tabs.choose('conversation');
  },
});

const wire = createWire();
const mails = createMails();
const faults = createFaults(async (side, fault) => {
  const name = { smsc: 'SMSC', provider: 'HTTP API', mail: 'Mail server', telegram: 'Telegram' }[side];
  try {
    await api.setFault(side, fault);
    return fault.fault === 'none' ? `${name}: all faults cleared` : `${name}: ${fault.fault} is on`;
  } catch (error) {
    return `${name}: ${error instanceof Error ? error.message : error}`;
  }
});
byId('bench').append(faults, h('div', { class: 'wires' }, wire.element, mails.element));
const tabs = createTabs();

/** @param {Place} next */
function goTo(next) {
  place = next;
  unread.delete(placeKey(place));
  history.replaceState(null, '', `#${placeKey(place)}`);
  composer.moveTo(placeKey(place));
  showStarted();
  showConversation();
  showChats();
}

const showStarted = () => composer.showStarted(chatHere().started !== false);

function showConversation() {
  const chat = chatHere();
  const { title, about } = placesOf(world).find((one) => placeKey(one) === placeKey(place)) ?? {
    title: `${place.chat}`,
    about: '',
  };
  const group = chat.person === undefined;
  const here = messages.get(place.chat) ?? [];
  conversation.show({
    place,
    title: group && place.thread !== null ? `${chat.title} › ${title}` : title,
    about,
    group,
    as: me(),
    language: world.people.find(({ id }) => id === me())?.language ?? 'en',
    bot: world.bot.id,
    people: (chat.members ?? []).map((id) => ({ id, name: nameOf(id) })),
    messages: here,
    provider: world.provider,
    stranger: world.people.some(({ id, role }) => id === chat.person && role === null),
    nameOf,
  });
  const last = here.findLast(({ thread }) => !group || thread === place.thread);
  if (last) answerIfAsked(last);
}

function showChats() {
  for (const one of placesOf(world)) {
    const group = world.chats.some(({ id, person }) => id === one.chat && person === undefined);
    const last = (messages.get(one.chat) ?? []).findLast(
      // What one person alone sees is not what the chat says.
      ({ thread, onlyFor }) => !group || (thread === one.thread && onlyFor === undefined),
    );
    chatList.update(one, {
      last,
      author: last ? nameOf(last.from) : '',
      unread: unread.get(placeKey(one)) ?? 0,
      current: placeKey(one) === placeKey(place),
    });
  }
}

/**
 * The bot may ask for a reply (Bot API: ForceReply): the composer then aims at that message.
 * @param {ChatMessage} message
 */
function answerIfAsked(message) {
  if (message.forceReply && message.from === world.bot.id) composer.reply(message, nameOf(message.from));
}

/** @param {number} chat @param {ChatMessage} message */
function put(chat, message) {
  const all = messages.get(chat) ?? [];
  messages.set(chat, all);
  const index = all.findIndex(({ id }) => id === message.id);
  if (index >= 0) all[index] = message;
  else all.push(message);
  const known = world.chats.find(({ id }) => id === chat);
  if (known?.person === message.from) known.started = true;
  const where = { chat, thread: known?.person === undefined ? message.thread : null };
  const key = placeKey(where);
  if (chat === place.chat) {
    conversation.put(message);
    showStarted();
  }
  if (index < 0 && key === placeKey(place)) answerIfAsked(message);
  if (index < 0 && key !== placeKey(place)) unread.set(key, (unread.get(key) ?? 0) + 1);
  if (index < 0 && message.from === world.bot.id) tabs.announce('conversation');
  showChats();
}

/** @param {number} chat @param {number} id */
function remove(chat, id) {
  messages.set(
    chat,
    (messages.get(chat) ?? []).filter((message) => message.id !== id),
  );
  if (chat === place.chat) conversation.remove(id);
  showChats();
}

/** @param {'live' | 'bound' | 'lost'} state @param {string} says */
function showLink(state, says) {
  const link = byId('link');
  link.dataset.state = state;
  link.textContent = says;
}

/** @param {number} binds */
function showBinds(binds) {
  if (binds === 0) showLink('live', `SMSC ${world.smsc} · no bind`);
  else showLink('bound', `SMSC ${world.smsc} · ${binds === 1 ? '1 bind' : `${binds} binds`}`);
}

const money = new Intl.NumberFormat('en', { maximumFractionDigits: 4 });

/** @param {number} balance */
function showBalance(balance) {
  byId('balance').textContent = `balance ${money.format(balance)}`;
}

/** Everything anew: at the start, and after a cut, in which anything may have happened. */
async function load() {
  const snapshot = await api.getSnapshot();
  world = snapshot.world;
  lastEvent = snapshot.lastEvent;
  showBinds(snapshot.binds);
  showBalance(snapshot.balance);
  for (const { id, messages: all } of snapshot.chats) messages.set(id, all);
  phones.load(snapshot.phones);
  wire.load(snapshot.submits);
  mails.load(snapshot.mails);
  mails.element.hidden = world.providerMail === null;
  chatList.show(world);
  const places = placesOf(world);
  const known = places.find((one) => placeKey(one) === location.hash.slice(1)) ?? places[0];
  if (known) goTo({ chat: known.chat, thread: known.thread });
}

/** @type {Record<string, (event: any) => void>} */
const happenings = {
  message: ({ chat, message }) => put(chat, message),
  edit: ({ chat, message }) => put(chat, message),
  delete: ({ chat, id }) => remove(chat, id),
  reaction: ({ chat, id, emoji }) => {
    const message = messages.get(chat)?.find((one) => one.id === id);
    if (message) put(chat, { ...message, reaction: emoji });
  },
  answer: ({ chat, text }) => {
    if (chat === place.chat && text) conversation.toast(text);
  },
  action: ({ chat }) => {
    if (chat === place.chat) conversation.typing();
  },
  phone: ({ number, message }) => {
    phones.received(number, message);
    tabs.announce('phones');
  },
  mo: ({ number, message }) => phones.wrote(number, message),
  phones: ({ number }) => phones.add(number),
  submit: ({ submit }) => wire.add(submit),
  mail: ({ mail }) => mails.add(mail),
  balance: ({ balance }) => showBalance(balance),
  bind: ({ binds }) => showBinds(binds),
  unbind: ({ binds }) => showBinds(binds),
};

/** What happens while everything is being loaded waits its turn; what was loaded already is not applied again. */
let turn = Promise.resolve();
listen({
  open: () => {
    turn = turn.then(load).catch(complain);
  },
  lost: () => showLink('lost', 'the demo world is gone · reconnecting…'),
  happened: (id, event) => {
    turn = turn
      .then(() => {
        if (id > lastEvent) happenings[event.type]?.(event);
      })
      .catch(complain);
  },
});
