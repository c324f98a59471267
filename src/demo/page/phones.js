import { h, highlight } from './dom.js';
import { createPhone } from './phone.js';
import { interestingNumbers } from './subscriber.js';

/** @typedef {import('./types.js').Received} Received */
/** @typedef {import('./types.js').Written} Written */
/** @typedef {import('./phone.js').Handlers} Handlers */
/**
 * @typedef {{
 *   number: string,
 *   received: Received[],
 *   written: Written[],
 *   at: number,
 *   phone: import('./phone.js').Phone | null,
 * }} Subscriber what is known of one; the phone is there while it is shown
 */

/** Phones that are shown at a time: a campaign has thousands, each of which is dozens of elements. */
const SHOWN = 100;
/** Fewer are found by looking. */
const FEW = 12;

const count = new Intl.NumberFormat('en');

/** @param {number} latest @param {{ at: number }} message */
const later = (latest, { at }) => Math.max(latest, at);

/**
 * Whether its number has these figures, or anything on it these words.
 * @param {string} wanted
 * @returns {(subscriber: Subscriber) => boolean}
 */
function matching(wanted) {
  const words = wanted.trim().toLowerCase();
  const digits = /^[\d\s()+-]+$/.test(words) ? words.replace(/\D/g, '') : '';
  return ({ number, received, written }) =>
    (digits !== '' && number.includes(digits)) ||
    number.includes(words) ||
    received.some(({ text, from }) => text.toLowerCase().includes(words) || from.toLowerCase() === words) ||
    written.some(({ text }) => text.toLowerCase().includes(words));
}

/**
 * The subscribers' phones on the right: those on which something happened last.
 * @param {HTMLElement} root
 * @param {Handlers & { add: (number: string) => void }} handlers
 */
export function createPhones(root, handlers) {
  /** In the order in which they came up. @type {Map<string, Subscriber>} */
  const subscribers = new Map();
  /** @type {Set<Subscriber>} */
  const shown = new Set();
  const table = h('div', { class: 'table' });
  const numbers = h(
    'datalist',
    { id: 'numbers' },
    ...interestingNumbers.map(({ number, says }) => h('option', { value: `+${number}` }, says)),
  );
  const wanted = h('input', {
    name: 'number',
    inputmode: 'tel',
    list: 'numbers',
    placeholder: '+7 999 555-00-06',
    'aria-label': 'Number of the phone to add',
    required: true,
    autocomplete: 'off',
  });
  const adder = h(
    'form',
    { class: 'adder' },
    wanted,
    numbers,
    h('button', { type: 'submit' }, 'Add a phone'),
  );
  adder.onsubmit = (event) => {
    event.preventDefault();
    handlers.add(wanted.value.replace(/\D/g, ''));
    wanted.value = '';
  };
  const finder = h('input', {
    type: 'search',
    name: 'find',
    class: 'finder',
    placeholder: 'Find a phone: figures of its number, or words on it',
    'aria-label': 'Find a phone by its number or by what is on it',
    autocomplete: 'off',
    hidden: true,
    oninput: () => draw(),
  });
  const extent = h('p', { class: 'hint', role: 'status', hidden: true });
  root.append(
    h('div', { class: 'phones-header' }, h('h2', {}, 'Phones'), adder),
    h('p', { class: 'hint' }, 'The last two digits of a number decide how its owner behaves.'),
    finder,
    extent,
    table,
  );

  const showExtent = (found = subscribers.size) => {
    finder.hidden = subscribers.size <= FEW;
    extent.hidden = found === shown.size && finder.value === '';
    const which = finder.value === '' ? 'newest' : 'newest found';
    extent.textContent =
      found > shown.size
        ? `The ${count.format(shown.size)} ${which} of ${count.format(found)} phones`
        : `${count.format(found)} of ${count.format(subscribers.size)} phones`;
  };

  /** @param {Subscriber} subscriber */
  const hide = (subscriber) => {
    subscriber.phone?.frame.remove();
    subscriber.phone = null;
    shown.delete(subscriber);
  };

  /** @param {Subscriber} subscriber */
  const build = (subscriber) => {
    const { number, received, written } = subscriber;
    const phone = createPhone(number, handlers);
    subscriber.phone = phone;
    shown.add(subscriber);
    // One message alone is read from its beginning; to lay out each of thousands of phones takes a minute.
    if (phone.fill(received, written) > 1) scrollToEnd(phone.screen);
    return phone;
  };

  /** Shows those on which something happened last, of those that are looked for. */
  const draw = () => {
    const found =
      finder.value === ''
        ? [...subscribers.values()]
        : [...subscribers.values()].filter(matching(finder.value));
    const newest = new Set(found.toSorted((one, other) => other.at - one.at).slice(0, SHOWN));
    for (const one of shown) if (!newest.has(one) && !one.phone?.isInUse()) hide(one);
    /** @type {Element | null} */
    let next = null;
    for (const one of found.filter((each) => newest.has(each)).reverse()) {
      const { frame } = one.phone ?? build(one);
      if (frame.parentNode !== table || frame.nextElementSibling !== next) table.insertBefore(frame, next);
      next = frame;
    }
    showExtent(found.length);
  };

  /**
   * Shows one behind all others, in the place of that on which nothing happened for the longest.
   * @param {Subscriber} subscriber
   */
  const showLast = (subscriber) => {
    table.append(build(subscriber).frame);
    const [oldest] = [...shown]
      .filter((one) => one !== subscriber && !one.phone?.isInUse())
      .sort((one, other) => one.at - other.at);
    if (shown.size > SHOWN && oldest) hide(oldest);
    showExtent();
  };

  /** @param {string} number */
  const subscriberOf = (number) => {
    const known = subscribers.get(number);
    if (known) return known;
    /** @type {Subscriber} */
    const made = { number, received: [], written: [], at: 0, phone: null };
    subscribers.set(number, made);
    return made;
  };

  /**
   * The phone of one on which something happened just now; null: others are looked for.
   * @param {Subscriber} subscriber
   * @param {boolean} isNew
   */
  const phoneNow = (subscriber, isNew) => {
    if (!subscriber.phone && isNew && finder.value === '') showLast(subscriber);
    else if (!subscriber.phone) draw();
    return subscriber.phone;
  };

  /** @type {Set<HTMLElement>} */
  const grown = new Set();
  /** @type {HTMLElement | null} */
  let latest = null;

  /** All that came since the last frame at once: each look at a height lays the page out anew. */
  const scroll = () => {
    const ends = [...grown].map((screen) => ({ screen, end: screen.scrollHeight }));
    for (const { screen, end } of ends) screen.scrollTop = end;
    latest?.scrollIntoView({ block: 'nearest' });
    grown.clear();
    latest = null;
  };

  /** @param {HTMLElement} screen */
  const scrollToEnd = (screen) => {
    if (grown.size === 0) requestAnimationFrame(scroll);
    grown.add(screen);
  };

  return {
    /**
     * All phones of the world, as a whole.
     * @param {readonly { number: string, received: Received[], written: Written[] }[]} all
     */
    load(all) {
      const before = [...shown];
      shown.clear();
      subscribers.clear();
      for (const { number, received, written } of all) {
        const at = written.reduce(later, received.reduce(later, 0));
        subscribers.set(number, { number, received, written, at, phone: null });
      }
      for (const { number, phone } of before) {
        const there = subscribers.get(number);
        if (!there || !phone?.isInUse()) phone?.frame.remove();
        else {
          there.phone = phone;
          shown.add(there);
          phone.fill(there.received, there.written);
        }
      }
      draw();
    },

    /** @param {string} number */
    reveal(number) {
      const subscriber = subscriberOf(number);
      subscriber.at = Date.now();
      finder.value = '';
      draw();
      const frame = subscriber.phone?.frame;
      if (!frame) return;
      frame.scrollIntoView({ block: 'nearest' });
      highlight(frame);
    },

    /** @param {string} number */
    add(number) {
      const isNew = !subscribers.has(number);
      const subscriber = subscriberOf(number);
      subscriber.at = Date.now();
      phoneNow(subscriber, isNew);
    },

    /**
     * @param {string} number
     * @param {Received} message
     */
    received(number, message) {
      const isNew = !subscribers.has(number);
      const subscriber = subscriberOf(number);
      subscriber.at = message.at;
      const there = subscriber.phone;
      subscriber.received.push(message);
      const phone = there ?? phoneNow(subscriber, isNew);
      if (!phone) return;
      const bubble = there ? phone.receive(message) : phone.screen.lastElementChild;
      if (bubble instanceof HTMLElement) highlight(bubble);
      highlight(phone.frame);
      scrollToEnd(phone.screen);
      if (isNew) latest = phone.frame;
    },

    /**
     * @param {string} number
     * @param {Written} message
     */
    wrote(number, message) {
      const isNew = !subscribers.has(number);
      const subscriber = subscriberOf(number);
      subscriber.at = message.at;
      const there = subscriber.phone;
      subscriber.written.push(message);
      if (there) there.wrote(message);
      const phone = there ?? phoneNow(subscriber, isNew);
      if (phone) scrollToEnd(phone.screen);
    },
  };
}
