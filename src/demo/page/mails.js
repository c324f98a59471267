import { exactTime, h } from './dom.js';
import { createRows } from './rows.js';

/** @param {import('./types.js').Mail} mail */
function row({ at, from, encrypted, fields, messageId, why }) {
  const text = fields?.text ?? '';
  return h(
    'tr',
    {},
    h('td', {}, exactTime(at)),
    h('td', {}, from || '—'),
    h('td', {}, encrypted ? 'TLS' : '—'),
    h('td', {}, fields?.phones ?? '—'),
    h('td', {}, fields?.options ?? '—'),
    h('td', { class: 'wire-text', title: text }, text.replaceAll('\n', '⏎')),
    h('td', { class: why === null ? 'ok' : 'refused' }, why ?? 'OK'),
    h('td', {}, messageId ?? '—'),
  );
}

/** The last mails that the provider's mail server took. */
export const createMails = () =>
  createRows({
    title: 'Last mails to the provider',
    label: 'Mails',
    none: 'No mail has been taken yet.',
    columns: ['time', 'from', 'by', 'to', 'options', 'text', 'came of it', 'message id'],
    row,
  });
