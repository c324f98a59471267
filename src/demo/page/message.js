import { fileAddress } from './api.js';
import { h, icon, phoneNumber, time } from './dom.js';
import { withEntities } from './entities.js';

/** @typedef {import('./types.js').ChatMessage} ChatMessage */
/**
 * @typedef {{
 *   chat: number,
 *   group: boolean,
 *   as: number,
 *   language: string,
 *   bot: number,
 *   nameOf: (person: number) => string,
 *   find: (id: number) => ChatMessage | undefined,
 *   reply: (message: ChatMessage) => void,
 *   edit: (message: ChatMessage) => void,
 *   press: (message: ChatMessage, button: import('./types.js').Button) => Promise<void>,
 *   jump: (id: number) => void,
 * }} MessageContext
 */

const QUOTE_CHARACTERS = 90;

/**
 * The colour that stands for a person, in their avatar and above what they say.
 * @param {number} person
 */
export const tintOf = (person) => person % 5;

/**
 * One line that stands for a message: in a quote, in the list of chats.
 * @param {ChatMessage} message
 */
export function summary(message) {
  const text =
    message.text.replace(/\s+/g, ' ').trim() || message.file?.name || message.contact?.phone || 'message';
  return text.length > QUOTE_CHARACTERS ? `${text.slice(0, QUOTE_CHARACTERS)}…` : text;
}

/**
 * Some messages in a group are seen by one person alone, beside the bot (Bot API: EphemeralMessageParameters).
 * @param {ChatMessage} message
 * @param {number} person
 */
export const isSeenBy = ({ onlyFor, from }, person) =>
  onlyFor === undefined || onlyFor === person || from === person;

/** @param {number} bytes */
export function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/**
 * @param {ChatMessage} message
 * @param {MessageContext} context
 */
function quote(message, context) {
  const { replyTo } = message;
  if (replyTo === null) return null;
  const quoted = context.find(replyTo);
  return h(
    'button',
    { type: 'button', class: 'quote', onclick: () => context.jump(replyTo) },
    h('b', {}, quoted ? context.nameOf(quoted.from) : 'Deleted message'),
    h('span', {}, quoted ? summary(quoted) : '—'),
  );
}

/**
 * @param {ChatMessage} message
 * @param {MessageContext} context
 */
function attachment({ id, file }, context) {
  if (!file) return null;
  const address = fileAddress(context.chat, id);
  if (file.kind === 'photo' || /\.(png|jpe?g|gif|webp)$/i.test(file.name)) {
    return h(
      'a',
      { class: 'picture', href: address, target: '_blank' },
      h('img', { src: address, alt: file.name, loading: 'lazy' }),
    );
  }
  return h(
    'a',
    { class: 'file', href: address, download: file.name },
    h('span', { class: 'file-icon' }, icon('file')),
    h('span', {}, h('b', {}, file.name), h('small', {}, fileSize(file.size))),
  );
}

/**
 * @param {ChatMessage} message
 * @param {MessageContext} context
 */
function keyboard(message, context) {
  if (message.buttons.length === 0) return null;
  const rows = message.buttons.map((row) =>
    h(
      'div',
      { class: 'row' },
      ...row.map((button) => {
        const { text, url, copy, style } = button;
        const title = copy === undefined ? url : `Copies “${copy}”`;
        const element = h(
          'button',
          { type: 'button', title, 'data-style': style },
          text,
          copy !== undefined && icon('copy'),
        );
        element.onclick = async () => {
          element.classList.add('waiting');
          await context.press(message, button);
          element.classList.remove('waiting');
        };
        return element;
      }),
    ),
  );
  return h('div', { class: 'keyboard' }, ...rows);
}

/**
 * @param {ChatMessage} message
 * @param {MessageContext} context
 */
function tools(message, context) {
  const own = message.from === context.as;
  const tool = (/** @type {'reply' | 'edit'} */ name, /** @type {string} */ label) =>
    h(
      'button',
      { type: 'button', title: label, 'aria-label': label, onclick: () => context[name](message) },
      icon(name),
    );
  return h('div', { class: 'tools' }, tool('reply', 'Reply'), own && tool('edit', 'Edit'));
}

/**
 * @param {ChatMessage} message
 * @param {MessageContext} context
 * @returns {HTMLLIElement}
 */
export function renderMessage(message, context) {
  const own = message.from === context.as;
  const name = context.nameOf(message.from);
  const bot = message.from === context.bot;
  return h(
    'li',
    {
      class: `message ${own ? 'own' : 'their'}${message.buttons.length > 0 ? ' with-keyboard' : ''}`,
      'data-message-id': message.id,
      'data-from': message.from,
    },
    h(
      'div',
      { class: 'bubble' },
      context.group && !own
        ? h('b', { class: `sender tint-${bot ? 0 : tintOf(message.from)}` }, name)
        : h('span', { class: 'hidden' }, `${name}: `),
      message.onlyFor !== undefined && h('small', { class: 'only-you' }, 'Only you see this'),
      quote(message, context),
      attachment(message, context),
      message.contact &&
        h(
          'div',
          { class: 'file' },
          h('span', { class: 'file-icon' }, icon('person')),
          h(
            'span',
            {},
            h('b', {}, message.contact.firstName),
            h('small', {}, phoneNumber(message.contact.phone)),
          ),
        ),
      message.text !== '' &&
        h('div', { class: 'text' }, withEntities(message.text, message.entities, context.language)),
      h(
        'span',
        { class: 'meta' },
        message.reaction !== null && h('span', { class: 'reaction' }, message.reaction),
        message.silent && h('span', { class: 'silent', title: 'Came without a sound' }, icon('silent')),
        message.editedAt !== null && h('span', { class: 'edited' }, 'edited '),
        time(message.sentAt),
      ),
      tools(message, context),
    ),
    keyboard(message, context),
  );
}
