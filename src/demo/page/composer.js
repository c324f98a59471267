import { h, icon } from './dom.js';
import { createMenu } from './menu.js';
import { summary } from './message.js';

/** @typedef {import('./types.js').ChatMessage} ChatMessage */
/** @typedef {{ kind: 'reply' | 'edit', message: ChatMessage, title: string } | null} Aim what the text will do */
/** @typedef {{ text: string, file?: File, replyTo?: number, edits?: number }} Composed */

/**
 * Where the person at the table types: text, a file, an answer to a message, or a change of an own one.
 * In a chat that is not started there is a button in place of it.
 * @param {{ send: (composed: Composed) => Promise<boolean>, start: () => Promise<unknown>,
 *   menu: () => Promise<import('./types.js').MenuCommand[]> }} handlers
 */
export function createComposer(handlers) {
  /** @type {Aim} */
  let aim = null;
  /** @type {File | undefined} */
  let file;
  /** @type {Map<string, string>} */
  const drafts = new Map();
  let draftKey = '';

  const text = h('textarea', {
    name: 'text',
    rows: 1,
    // Until there is a chat to write in.
    disabled: true,
    placeholder: 'Message, or / for commands',
    'aria-label': 'Message',
    autocomplete: 'off',
  });
  const picker = h('input', { type: 'file', name: 'file', hidden: true });
  const aimBar = h('div', { class: 'aim', hidden: true });
  const fileBar = h('div', { class: 'aim', hidden: true });
  const menu = createMenu(text, handlers.menu);
  const clip = h(
    'button',
    { type: 'button', name: 'attach', title: 'Attach a file', 'aria-label': 'Attach a file' },
    icon('clip'),
  );
  const send = h(
    'button',
    { type: 'submit', name: 'send', title: 'Send', 'aria-label': 'Send' },
    icon('send'),
  );
  const start = h(
    'button',
    { type: 'button', class: 'start', name: 'start', hidden: true, onclick: () => handlers.start() },
    'Start',
  );
  const line = h('div', { class: 'line' }, clip, picker, text, send);
  const element = h('form', { class: 'composer' }, menu.element, aimBar, fileBar, line, start);

  const grow = () => {
    text.style.height = 'auto';
    text.style.height = `${text.scrollHeight + 2}px`;
  };

  const cancelButton = (/** @type {string} */ label, /** @type {() => void} */ cancel) =>
    h('button', { type: 'button', title: label, 'aria-label': label, onclick: cancel }, icon('close'));

  /** @param {Aim} next */
  const setAim = (next) => {
    aim = next;
    aimBar.hidden = aim === null;
    text.placeholder = 'Message, or / for commands';
    if (!aim) return;
    const { kind, title, message } = aim;
    const cancel = () => {
      if (kind === 'edit') setText('');
      setAim(null);
      text.focus();
    };
    aimBar.replaceChildren(
      icon(kind),
      h('span', {}, h('b', {}, title), h('span', {}, summary(message))),
      cancelButton(kind === 'reply' ? 'Cancel reply' : 'Cancel editing', cancel),
    );
    text.placeholder = message.placeholder ?? text.placeholder;
  };

  /** @param {File | undefined} next */
  const setFile = (next) => {
    file = next;
    fileBar.hidden = file === undefined;
    if (file) {
      fileBar.replaceChildren(
        icon('file'),
        h('span', {}, h('b', {}, file.name), h('span', {}, 'The text goes with it as its caption')),
        cancelButton('Remove the file', () => setFile(undefined)),
      );
    } else picker.value = '';
  };

  /** @param {string} value */
  const setText = (value) => {
    text.value = value;
    grow();
  };

  element.onsubmit = async (event) => {
    event.preventDefault();
    const composed = {
      text: text.value,
      file,
      replyTo: aim?.kind === 'reply' ? aim.message.id : undefined,
      edits: aim?.kind === 'edit' ? aim.message.id : undefined,
    };
    if (!composed.text.trim() && !composed.file) return;
    menu.close();
    const before = { aim, file };
    setText('');
    setAim(null);
    setFile(undefined);
    if (await handlers.send(composed)) return;
    setText(composed.text);
    setAim(before.aim);
    setFile(before.file);
  };
  text.oninput = () => {
    grow();
    menu.suggest();
  };
  text.onkeydown = (event) => {
    if (menu.handleKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      element.requestSubmit();
    } else if (event.key === 'Escape' && aim) {
      setAim(null);
    }
  };
  text.onpaste = (event) => {
    const pasted = event.clipboardData?.files[0];
    if (pasted) setFile(pasted);
  };
  clip.onclick = () => picker.click();
  picker.onchange = () => setFile(picker.files?.[0]);

  return {
    element,
    setFile,

    /**
     * Changes to another chat or topic; what was typed waits in the one that is left.
     * @param {string} key
     */
    moveTo(key) {
      if (key === draftKey) return;
      text.disabled = false;
      if (aim?.kind !== 'edit') drafts.set(draftKey, text.value);
      draftKey = key;
      setAim(null);
      setFile(undefined);
      setText(drafts.get(key) ?? '');
      menu.close();
    },

    /** @param {boolean} started */
    showStarted(started) {
      const pressed = document.activeElement === start;
      line.hidden = !started;
      start.hidden = started;
      if (started && pressed) text.focus();
    },

    /**
     * @param {ChatMessage} message
     * @param {string} author
     */
    reply(message, author) {
      setAim({ kind: 'reply', message, title: `Reply to ${author}` });
    },

    /** @param {ChatMessage} message */
    edit(message) {
      setAim({ kind: 'edit', message, title: 'Edit message' });
      setText(message.text);
    },

    /** @param {string} value */
    insert(value) {
      setText(value);
      text.focus();
    },

    focus() {
      text.focus();
    },
  };
}
