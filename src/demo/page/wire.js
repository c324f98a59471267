import { exactTime, h, highlight } from './dom.js';

/** @typedef {import('./types.js').Submit} Submit */

const KEPT_ROWS = 100;

/** @param {number} value */
const hex = (value) => `0x${value.toString(16).padStart(2, '0').toUpperCase()}`;

/** @param {Submit} submit */
function row(submit) {
  const { payload, rest } = splitTlvs(submit.tlvs);
  const text = submit.text || payload;
  const cells = [
    h('td', {}, exactTime(submit.at)),
    h('td', {}, `${submit.bind}:${submit.sequence}`),
    h('td', {}, submit.source || '—'),
    h('td', {}, submit.destination),
    h('td', {}, hex(submit.dataCoding)),
    h('td', {}, hex(submit.esmClass)),
    h('td', {}, `${submit.registeredDelivery}`),
    h(
      'td',
      { class: 'wire-text', title: text },
      text.replaceAll('\n', '⏎'),
      rest && h('small', {}, ` ${rest}`),
    ),
    h(
      'td',
      { class: submit.status === 0 ? 'ok' : 'refused' },
      submit.status === 0 ? 'OK' : hex(submit.status),
    ),
    h('td', {}, submit.messageId ?? '—'),
  ];
  return h('tr', {}, ...cells);
}

/** @param {Submit['tlvs']} tlvs */
function splitTlvs({ message_payload: payload, ...others }) {
  const rest = [
    payload !== undefined && 'in message_payload',
    ...Object.entries(others).map(([name, value]) => `${name}=${value}`),
  ];
  return { payload: payload === undefined ? '' : `${payload}`, rest: rest.filter(Boolean).join(' ') };
}

const columns = ['time', 'seq', 'from', 'to', 'coding', 'esm', 'rd', 'text', 'answer', 'message id'];

/** The last submit_sm on the wire, newest first. */
export function createWire() {
  const rows = h('tbody', {});
  const empty = h('p', { class: 'hint' }, 'No submit_sm has arrived yet.');
  const table = h(
    'table',
    { hidden: true },
    h('thead', {}, h('tr', {}, ...columns.map((name) => h('th', { scope: 'col' }, name)))),
    rows,
  );

  /** @param {Submit} submit */
  const put = (submit) => {
    const element = row(submit);
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
      h('h3', {}, 'Last submits on the wire'),
      empty,
      h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Submits' }, table),
    ),

    /** @param {Submit[]} submits oldest first */
    load(submits) {
      rows.replaceChildren();
      for (const submit of submits.slice(-KEPT_ROWS)) put(submit);
    },

    /** @param {Submit} submit */
    add(submit) {
      highlight(put(submit));
    },
  };
}
