/** Text with the Bot API's message entities, as DOM nodes (Bot API: MessageEntity; offsets are UTF-16 units). */
import { dateTime } from './date-time.js';
import { h } from './dom.js';
import { expandableQuote } from './expandable-quote.js';

/** @typedef {import('./types.js').Entity} Entity */

const blocks = new Set(['pre', 'blockquote', 'expandable_blockquote']);

/**
 * A link of the bot's: only what a chat client would open; anything else is shown as plain text.
 * @param {string} address
 * @param {DocumentFragment} content
 */
function link(address, content) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol)) return h('span', {}, content);
  return h('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, content);
}

/**
 * @param {Entity} entity
 * @param {string} covered the text that the entity covers
 * @param {DocumentFragment} content the same, with the entities inside it
 * @param {string} language the reader's
 */
function wrap(entity, covered, content, language) {
  switch (entity.type) {
    case 'bold':
      return h('b', {}, content);
    case 'italic':
      return h('i', {}, content);
    case 'underline':
      return h('u', {}, content);
    case 'strikethrough':
      return h('s', {}, content);
    case 'code':
      return h('code', {}, content);
    case 'pre':
      return h('pre', {}, content);
    case 'expandable_blockquote':
      return expandableQuote(content);
    case 'date_time':
      return dateTime(entity.unix_time ?? 0, entity.date_time_format ?? '', content, language);
    case 'blockquote':
      return h('blockquote', {}, content);
    case 'spoiler':
      return h('span', { class: 'spoiler', tabindex: 0 }, content);
    case 'text_link':
      return link(entity.url ?? '', content);
    case 'url':
      return link(/^[a-z]+:/i.test(covered) ? covered : `https://${covered}`, content);
    case 'email':
      return link(`mailto:${covered}`, content);
    case 'bot_command':
      return h('button', { type: 'button', class: 'command', 'data-command': covered }, content);
    case 'mention':
    case 'hashtag':
    case 'phone_number':
      return h('span', { class: entity.type }, content);
    default:
      return content;
  }
}

/**
 * @param {string} text
 * @param {Entity[]} entities nested ones lie fully inside the outer one, as Telegram guarantees
 * @param {string} language the reader's
 * @returns {DocumentFragment}
 */
export function withEntities(text, entities, language) {
  const outerFirst = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return range(text, 0, text.length, outerFirst, language);
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Entity[]} entities those inside [start, end), outer ones first
 * @param {string} language the reader's
 * @returns {DocumentFragment}
 */
function range(text, start, end, entities, language) {
  const content = document.createDocumentFragment();
  let at = start;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    if (!entity) break;
    const stop = Math.min(entity.offset + entity.length, end);
    const inside = others.filter((other) => other.offset < stop);
    content.append(text.slice(at, entity.offset));
    const inner = range(text, entity.offset, stop, inside, language);
    content.append(wrap(entity, text.slice(entity.offset, stop), inner, language));
    // A block ends its line by itself: the line feed after it would show as an empty line.
    at = blocks.has(entity.type) && text[stop] === '\n' ? stop + 1 : stop;
    rest = others.filter((other) => other.offset >= stop);
  }
  content.append(text.slice(at, end));
  return content;
}
