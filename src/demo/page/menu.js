import { h } from './dom.js';

/** @typedef {import('./types.js').MenuCommand} MenuCommand */

/**
 * Suggestions of commands while a person types one, from the menu that the bot has set for them.
 * @param {HTMLTextAreaElement} text
 * @param {() => Promise<MenuCommand[]>} load
 */
export function createMenu(text, load) {
  const element = h('ul', {
    class: 'menu',
    role: 'listbox',
    id: 'menu',
    'aria-label': 'Commands',
    hidden: true,
  });
  text.setAttribute('role', 'combobox');
  text.setAttribute('aria-controls', 'menu');
  text.setAttribute('aria-autocomplete', 'list');
  text.setAttribute('aria-expanded', 'false');
  let chosen = 0;

  const close = () => {
    element.hidden = true;
    element.replaceChildren();
    text.setAttribute('aria-expanded', 'false');
    text.removeAttribute('aria-activedescendant');
  };

  const mark = () => {
    for (const [index, option] of [...element.children].entries()) {
      option.setAttribute('aria-selected', `${index === chosen}`);
      if (index !== chosen) continue;
      text.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    }
  };

  /** @param {string} command */
  const take = (command) => {
    text.value = `/${command} `;
    text.focus();
    close();
  };

  /** @param {string} typed the beginning of a command's name */
  const offer = (typed) =>
    load().then((commands) => {
      // The answer may come when the person has typed on.
      if (text.value !== `/${typed}`) return;
      const fitting = commands.filter(({ command }) => command.startsWith(typed.toLowerCase()));
      if (fitting.length === 0) return close();
      chosen = 0;
      element.replaceChildren(
        ...fitting.map(({ command, description }, index) =>
          h(
            'li',
            {
              role: 'option',
              id: `menu-${index}`,
              onmousedown: (event) => event.preventDefault(),
              onclick: () => take(command),
            },
            h('b', { class: 'name' }, `/${command}`),
            h('span', { class: 'does' }, description),
          ),
        ),
      );
      element.hidden = false;
      text.setAttribute('aria-expanded', 'true');
      mark();
    }, close);

  return {
    element,
    close,

    suggest() {
      const typed = /^\/(\w*)$/.exec(text.value)?.[1];
      if (typed === undefined) close();
      else offer(typed);
    },

    /**
     * @param {KeyboardEvent} event
     * @returns {boolean} whether the key was for the menu
     */
    handleKey(event) {
      if (element.hidden) return false;
      const count = element.children.length;
      const names = [...element.querySelectorAll('b')].map((b) => b.textContent);
      const name = names[chosen]?.slice(1);
      // A command typed to its end is sent by Enter, whatever else the list offers.
      const complete = names.includes(text.value);
      if (event.key === 'ArrowDown') chosen = (chosen + 1) % count;
      else if (event.key === 'ArrowUp') chosen = (chosen + count - 1) % count;
      else if (event.key === 'Escape') close();
      else if (name !== undefined && (event.key === 'Tab' || (event.key === 'Enter' && !complete)))
        take(name);
      else return false;
      event.preventDefault();
      mark();
      return true;
    },
  };
}
