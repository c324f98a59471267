import { exactTime, h, highlight, icon, phoneNumber, time } from './dom.js';
import { interestingNumbers, ruleOf } from './subscriber.js';

/** @typedef {import('./types.js').Received} Received */
/** @typedef {import('./types.js').Written} Written */
/** @typedef {{ frame: HTMLElement, screen: HTMLElement, to: HTMLInputElement | null }} Phone */

/** The number of the account, which a subscriber answers when no other number has written. */
const ACCOUNT_NUMBER = '79000000';

/** @type {Record<string, string>} */
const channelNames = {
  sms: 'SMS',
  email: 'E-mail',
  call: 'Call',
  viber: 'Viber',
  soc: 'Social',
  tgm: 'Telegram code',
  bot: 'Bot',
};

/** @param {Received} message */
function receivedBubble({ channel, from, text, parts, at, subject, voice, flash, bot, way }) {
  const extras = [flash && 'flash', voice && `voice ${voice}`, bot].filter(Boolean).join(' · ');
  return h(
    'li',
    { class: 'received', 'data-channel': channel },
    h(
      'p',
      { class: 'origin' },
      h('span', { class: `channel ${channel}` }, channelNames[channel] ?? channel),
      h('b', {}, phoneNumber(from)),
    ),
    subject !== undefined && h('p', { class: 'subject' }, subject),
    h('p', { class: 'words' }, text),
    h(
      'p',
      { class: 'small-print' },
      extras && `${extras} · `,
      parts === 1 ? '1 part' : `${parts} parts`,
      ` · by ${(way ?? 'smpp').toUpperCase()} · `,
      time(at),
    ),
  );
}

/** @param {Written} message */
function writtenBubble({ to, text, at }) {
  return h(
    'li',
    { class: 'written', title: exactTime(at) },
    h('p', { class: 'words' }, text),
    h('p', { class: 'small-print' }, `to ${phoneNumber(to)} · `, time(at)),
  );
}

/**
 * The subscribers' phones on the right.
 * @param {HTMLElement} root
 * @param {{
 *   add: (number: string) => void,
 *   write: (number: string, message: { to: string, text: string }) => Promise<boolean>,
 *   share: (number: string) => void,
 * }} handlers
 */
export function createPhones(root, handlers) {
  /** @type {Map<string, Phone>} */
  const phones = new Map();
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
  root.append(
    h('div', { class: 'phones-header' }, h('h2', {}, 'Phones'), adder),
    h('p', { class: 'hint' }, 'The last two digits of a number decide how its owner behaves.'),
    table,
  );

  /**
   * The form under the screen: the subscriber writes.
   * @param {string} number
   */
  const answerForm = (number) => {
    const to = h('input', {
      name: 'to',
      class: 'answer-to',
      value: ACCOUNT_NUMBER,
      inputmode: 'numeric',
      pattern: '[0-9]{3,15}',
      required: true,
      'aria-label': 'To',
    });
    const text = h('input', {
      name: 'reply',
      class: 'answer-text',
      placeholder: 'Write an SMS',
      required: true,
      autocomplete: 'off',
      'aria-label': `Write an SMS from ${phoneNumber(number)}`,
    });
    const send = h(
      'button',
      { type: 'submit', class: 'answer-send', title: 'Send', 'aria-label': 'Send the SMS' },
      icon('send'),
    );
    const form = h('form', { class: 'answer' }, h('label', {}, 'to ', to), text, send);
    form.onsubmit = async (event) => {
      event.preventDefault();
      const message = { to: to.value, text: text.value };
      text.value = '';
      if (!(await handlers.write(number, message))) text.value = message.text;
    };
    return { form, to };
  };

  /** @param {string} number */
  const build = (number) => {
    const isNumber = /^\d+$/.test(number);
    const rule = ruleOf(number);
    const screen = h('ol', {
      class: 'screen',
      'aria-live': 'polite',
      tabindex: 0,
      'aria-label': 'Messages on this phone',
    });
    const answer = isNumber ? answerForm(number) : null;
    const share =
      isNumber &&
      h(
        'button',
        {
          type: 'button',
          class: 'share',
          title: 'Share as a contact in the chat',
          'aria-label': 'Share as a contact in the chat',
          onclick: () => handlers.share(number),
        },
        icon('person'),
      );
    const frame = h(
      'article',
      {
        class: isNumber ? 'phone' : 'phone mailbox',
        'data-phone': number,
        'aria-label': phoneNumber(number),
      },
      h('header', {}, h('h3', {}, phoneNumber(number)), share),
      h(
        'p',
        { class: `rule ${rule.sign}` },
        isNumber ? h('b', {}, `…${rule.digits}`) : null,
        isNumber ? rule.says : 'always delivers',
      ),
      screen,
      answer?.form,
    );
    table.append(frame);
    return { frame, screen, to: answer?.to ?? null };
  };

  /** @param {string} number */
  const phoneOf = (number) => {
    const known = phones.get(number);
    if (known) return known;
    const built = build(number);
    phones.set(number, built);
    return built;
  };

  /**
   * @param {Phone} phone
   * @param {Received} message
   */
  const putReceived = ({ screen, to }, message) => {
    const bubble = receivedBubble(message);
    screen.append(bubble);
    if (to && /^\d{3,15}$/.test(message.from)) to.value = message.from;
    return bubble;
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
     * What the phone has on it, as a whole.
     * @param {string} number
     * @param {Received[]} received
     * @param {Written[]} written
     */
    load(number, received, written) {
      const phone = phoneOf(number);
      phone.screen.replaceChildren();
      const both = [
        ...received.map((message) => ({ at: message.at, put: () => putReceived(phone, message) })),
        ...written.map((message) => ({
          at: message.at,
          put: () => phone.screen.append(writtenBubble(message)),
        })),
      ];
      for (const { put } of both.sort((a, b) => a.at - b.at)) put();
      // One message alone is read from its beginning; to lay out each of thousands of phones takes a minute.
      if (both.length > 1) scrollToEnd(phone.screen);
    },

    /**
     * Takes away the phones of a world that is no more.
     * @param {string[]} numbers those that stay
     */
    keepOnly(numbers) {
      for (const [number, { frame }] of phones) {
        if (numbers.includes(number)) continue;
        frame.remove();
        phones.delete(number);
      }
    },

    /** @param {string} number */
    reveal(number) {
      const { frame } = phoneOf(number);
      frame.scrollIntoView({ block: 'nearest' });
      highlight(frame);
    },

    /**
     * @param {string} number
     * @param {Received} message
     */
    received(number, message) {
      const isNew = !phones.has(number);
      const phone = phoneOf(number);
      highlight(putReceived(phone, message));
      highlight(phone.frame);
      scrollToEnd(phone.screen);
      if (isNew) latest = phone.frame;
    },

    /**
     * @param {string} number
     * @param {Written} message
     */
    wrote(number, message) {
      const { screen } = phoneOf(number);
      screen.append(writtenBubble(message));
      scrollToEnd(screen);
    },
  };
}
