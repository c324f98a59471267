import { exactTime, h } from './dom.js';
import { createRows } from './rows.js';

/** @typedef {import('./types.js').Submit} Submit */

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

/** The last submit_sm on the wire. */
export const createWire = () =>
  createRows({
    title: 'Last submits on the wire',
    label: 'Submits',
    none: 'No submit_sm has arrived yet.',
    columns,
    row,
  });
