import { h, highlight, icon } from './dom.js';
import { keepOpen } from './expandable-quote.js';
import { isSeenBy, renderMessage } from './message.js';
import { welcome } from './welcome.js';

/** @typedef {import('./types.js').ChatMessage} ChatMessage */
/** @typedef {import('./types.js').Place} Place */
/**
 * @typedef {{
 *   place: Place, title: string, about: string, group: boolean, as: number, language: string, bot: number,
 *   people: { id: number, name: string }[], messages: ChatMessage[], stranger: boolean, provider: string,
 *   nameOf: (person: number) => string,
 * }} View what the middle of the page shows
 */

const TOAST_MS = 5_000;
/** Bot API: sendChatAction is shown for 5 seconds or less. */
const TYPING_MS = 5_000;
/** So near to the end one is reading along, and new messages scroll into view. */
const NEAR_END_PX = 120;

/**
 * The conversation in the middle.
 * @param {HTMLElement} root
 * @param {HTMLElement} composer
 * @param {{
 *   writeAs: (person: number) => void,
 *   say: (text: string) => void,
 *   drop: (file: File) => void,
 *   reply: (message: ChatMessage) => void,
 *   edit: (message: ChatMessage) => void,
 *   command: (command: string) => void,
 *   press: (message: ChatMessage, button: import('./types.js').Button) => Promise<void>,
 * }} handlers
 */
export function createConversation(root, composer, handlers) {
  /** @type {View | null} */
  let view = null;
  let typingTimer = 0;
  let toastTimer = 0;

  const header = h('header', { class: 'conversation-header' });
  const log = h('ol', {
    class: 'log',
    role: 'log',
    'aria-live': 'polite',
    'aria-label': 'Messages',
    tabindex: 0,
  });
  const toEnd = h(
    'button',
    {
      type: 'button',
      class: 'to-end',
      title: 'Newest messages',
      'aria-label': 'Newest messages',
      hidden: true,
    },
    icon('down'),
  );
  const toast = h('p', { class: 'toast', role: 'status', hidden: true });
  root.append(header, h('div', { class: 'wall' }, log, toEnd, toast), composer);

  const nearEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
  const scrollToEnd = () => {
    log.scrollTop = log.scrollHeight;
  };
  let atEnd = true;
  log.onscroll = () => {
    atEnd = nearEnd();
    toEnd.hidden = atEnd;
  };
  // The drawer, a longer draft or a turned phone leave less room: whoever was reading the end still does.
  new ResizeObserver(() => atEnd && scrollToEnd()).observe(log);
  // Pictures grow the log after they load; the capture phase is where load events of children can be heard.
  log.addEventListener('load', () => atEnd && scrollToEnd(), true);
  toEnd.onclick = scrollToEnd;
  log.onclick = (event) => {
    const command = event.target instanceof Element && event.target.closest('[data-command]');
    if (command instanceof HTMLElement) handlers.command(command.dataset.command ?? '');
  };
  root.ondragover = (event) => event.preventDefault();
  root.ondrop = (event) => {
    event.preventDefault();
    const dropped = event.dataTransfer?.files[0];
    if (dropped) handlers.drop(dropped);
  };

  /** @param {number} id */
  const elementOf = (id) => log.querySelector(`[data-message-id="${id}"]`);

  /** @param {ChatMessage} message */
  const render = (message) => {
    if (!view) throw new Error('no chat is shown');
    const { place, group, as, language, bot, nameOf, messages } = view;
    return renderMessage(message, {
      chat: place.chat,
      group,
      as,
      language,
      bot,
      nameOf,
      find: (id) => messages.find((one) => one.id === id),
      reply: handlers.reply,
      edit: handlers.edit,
      press: handlers.press,
      jump: (id) => {
        const target = elementOf(id);
        target?.scrollIntoView({ block: 'center' });
        if (target instanceof HTMLElement) highlight(target);
      },
    });
  };

  /** @param {ChatMessage} message */
  const isHere = (message) =>
    view !== null && (!view.group || message.thread === view.place.thread) && isSeenBy(message, view.as);

  const showHeader = () => {
    if (!view) return;
    const { title, about, group, people, as } = view;
    const choice =
      group &&
      h(
        'fieldset',
        { class: 'write-as' },
        h('legend', {}, 'You write as'),
        ...people.map(({ id, name }) =>
          h(
            'label',
            {},
            h('input', {
              type: 'radio',
              name: 'as',
              value: id,
              checked: id === as,
              onchange: () => handlers.writeAs(id),
            }),
            h('span', { class: 'writer' }, name),
          ),
        ),
      );
    header.replaceChildren(
      h('div', {}, h('h2', {}, title), h('p', { class: 'about' }, about)),
      choice || h('p', { class: 'you' }, 'You are ', h('b', {}, title)),
    );
  };

  const showWelcome = () => {
    if (!view || log.childElementCount > 0) return;
    log.append(welcome(view, handlers.say));
  };

  return {
    /** @param {View} next */
    show(next) {
      view = next;
      showHeader();
      log.replaceChildren(...next.messages.filter(isHere).map(render));
      showWelcome();
      scrollToEnd();
      toEnd.hidden = true;
    },

    /**
     * A message that is new, or one that changed and stays in its place.
     * @param {ChatMessage} message
     */
    put(message) {
      if (!isHere(message)) return;
      const before = elementOf(message.id);
      const following = nearEnd();
      const element = render(message);
      if (before) {
        const focused = before.contains(document.activeElement) ? document.activeElement?.textContent : null;
        keepOpen(before, element);
        before.replaceWith(element);
        // A card that is edited under somebody's keyboard keeps the focus on the button of the same name.
        const buttons = [...element.querySelectorAll('button')];
        if (focused) buttons.find(({ textContent }) => textContent === focused)?.focus();
      } else {
        log.querySelector('.welcome')?.remove();
        log.append(element);
        if (message.from === view?.bot) typingTimer = hideTyping(header, typingTimer);
      }
      if (before) highlight(element);
      if (following || message.from === view?.as) scrollToEnd();
      else if (!before) toEnd.hidden = false;
    },

    /** @param {number} id */
    remove(id) {
      elementOf(id)?.remove();
      showWelcome();
    },

    /** @param {string} text */
    toast(text) {
      clearTimeout(toastTimer);
      toast.textContent = text;
      toast.hidden = false;
      toastTimer = setTimeout(() => {
        toast.hidden = true;
      }, TOAST_MS);
    },

    typing() {
      hideTyping(header, typingTimer);
      header.querySelector('.about')?.after(h('p', { class: 'typing' }, 'bot is typing…'));
      typingTimer = setTimeout(() => hideTyping(header, typingTimer), TYPING_MS);
    },
  };
}

/**
 * @param {HTMLElement} header
 * @param {number} timer
 */
function hideTyping(header, timer) {
  clearTimeout(timer);
  header.querySelector('.typing')?.remove();
  return 0;
}
