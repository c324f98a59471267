import { h, highlight } from './dom.js';

const KEPT_ROWS = 100;

/**
 * A table of the last of something, newest first.
 * @template One
 * @param {{ title: string, label: string, none: string, columns: string[], row: (one: One) => HTMLElement }} options
 */
export function createRows({ title, label, none, columns, row }) {
  const rows = h('tbody', {});
  const empty = h('p', { class: 'hint' }, none);
  const table = h(
    'table',
    { hidden: true },
    h('thead', {}, h('tr', {}, ...columns.map((name) => h('th', { scope: 'col' }, name)))),
    rows,
  );

  /** @param {One} one */
  const put = (one) => {
    const element = row(one);
    rows.prepend(element);
    while (rows.childElementCount > KEPT_ROWS) rows.lastElementChild?.remove();
    table.hidden = false;
    empty.hidden = true;
    return element;
  };

  return {
    element: h(
      'section',
      { class: 'wire' },
      h('h3', {}, title),
      empty,
      h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, table),
    ),

    /** @param {One[]} all oldest first */
    load(all) {
      rows.replaceChildren();
      for (const one of all.slice(-KEPT_ROWS)) put(one);
    },

    /** @param {One} one */
    add(one) {
      highlight(put(one));
    },
  };
}
