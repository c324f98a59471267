import { exactTime, h, icon, phoneNumber, time } from './dom.js';
import { ruleOf } from './subscriber.js';

/** @typedef {import('./types.js').Received} Received */
/** @typedef {import('./types.js').Written} Written */
/** @typedef {ReturnType<typeof createPhone>} Phone */

/** Messages on one screen: the newest. */
const KEPT_MESSAGES = 100;

/**
 * @typedef {{
 *   write: (number: string, message: { to: string, text: string }) => Promise<boolean>,
 *   share: (number: string) => void,
 * }} Handlers
 */

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
 * The form under the screen: the subscriber writes.
 * @param {string} number
 * @param {Handlers} handlers
 */
function answerForm(number, handlers) {
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
  return { form, to, text };
}

/**
 * A subscriber's phone, or mailbox.
 * @param {string} number
 * @param {Handlers} handlers
 */
export function createPhone(number, handlers) {
  const isNumber = /^\d+$/.test(number);
  const rule = ruleOf(number);
  const screen = h('ol', {
    class: 'screen',
    'aria-live': 'polite',
    tabindex: 0,
    'aria-label': 'Messages on this phone',
  });
  const answer = isNumber ? answerForm(number, handlers) : null;
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

  /** @param {HTMLElement} bubble */
  const put = (bubble) => {
    screen.append(bubble);
    while (screen.childElementCount > KEPT_MESSAGES) screen.firstElementChild?.remove();
    return bubble;
  };

  /** @param {Received} message */
  const receive = (message) => {
    if (answer && /^\d{3,15}$/.test(message.from)) answer.to.value = message.from;
    return put(receivedBubble(message));
  };

  /** @param {Written} message */
  const wrote = (message) => put(writtenBubble(message));

  return {
    frame,
    screen,
    receive,
    wrote,

    /** Somebody writes on it, or has begun to. */
    isInUse: () => frame.contains(document.activeElement) || (answer !== null && answer.text.value !== ''),

    /**
     * Puts the newest of both on the screen.
     * @param {readonly Received[]} received
     * @param {readonly Written[]} written
     */
    fill(received, written) {
      screen.replaceChildren();
      const both = [
        ...received.map((message) => ({ at: message.at, show: () => receive(message) })),
        ...written.map((message) => ({ at: message.at, show: () => wrote(message) })),
      ];
      for (const { show } of both.sort((a, b) => a.at - b.at).slice(-KEPT_MESSAGES)) show();
      return both.length;
    },
  };
}
