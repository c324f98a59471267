import { h } from './dom.js';

/**
 * @typedef {{ name: string, label: string, value: number | string, among?: string[], unit?: string,
 *   negative?: true, list?: true }} Field `list`: goes as a list of one; an empty value is left out
 */
/** @typedef {Record<string, string | number | string[]>} Fault */
/** @typedef {{ fault: string, title: string, says: string, fields: Field[] }} FaultKind */

/** @type {Field} */
const times = { name: 'times', label: 'times', value: 1 };
/** @param {number} value @returns {Field} */
const seconds = (value) => ({ name: 'seconds', label: 'for', value, unit: 's' });

/** @typedef {'smsc' | 'provider' | 'mail' | 'telegram'} Side */

/** @type {Record<Side, FaultKind[]>} */
const faults = {
  smsc: [
    {
      fault: 'throttle',
      title: 'Throttle',
      says: 'answers ESME_RTHROTTLED',
      fields: [{ ...times, value: 3 }],
    },
    {
      fault: 'refuse',
      title: 'Refuse',
      says: 'answers this status',
      fields: [{ name: 'status', label: 'status', value: 69 }, times],
    },
    {
      fault: 'queue-full',
      title: 'Queue full',
      says: 'answers ESME_RMSGQFUL to these numbers',
      fields: [{ name: 'ending', label: 'ending', value: '50' }, times],
    },
    {
      fault: 'drop',
      title: 'Drop the link',
      says: 'cuts the connection',
      fields: [
        {
          name: 'when',
          label: 'when',
          value: 'before-answer',
          among: ['before-submit', 'before-answer', 'after-answer'],
        },
        times,
      ],
    },
    { fault: 'silent', title: 'Silence', says: 'answers nothing', fields: [seconds(5)] },
    {
      fault: 'late',
      title: 'Late answers',
      says: 'answers after',
      fields: [{ ...seconds(20), label: 'by' }, times],
    },
    { fault: 'answer-twice', title: 'Answer twice', says: 'repeats the answer', fields: [times] },
    {
      fault: 'incoming',
      title: 'Odd incoming SMS',
      says: 'brings what phones write in this manner',
      fields: [
        { name: 'by', label: 'by', value: 'usual', among: ['usual', 'http-too', 'http-alone'] },
        { name: 'as', label: 'parts in', value: 'udh8', among: ['udh8', 'udh16', 'sar'] },
        { name: 'parts', label: 'at least', value: 1 },
        { name: 'reference', label: 'reference', value: 0 },
        { name: 'lost', label: 'without part', value: 0 },
        { name: 'numbers', label: 'numbered', value: 'right', among: ['right', 'all-first'] },
        {
          name: 'coding',
          label: 'in',
          value: 'usual',
          among: [
            'usual',
            'gsm',
            'latin1-unannounced',
            'latin1',
            'jis-x-0208',
            'iso-8859-5',
            'iso-8859-8',
            'ucs2',
            'pictograms',
            'iso-2022-jp',
            'jis-x-0212',
            'ks-c-5601',
            'ucs2-flash',
            'ucs2-waiting',
            'compressed',
          ],
        },
        { name: 'again', label: 'again', value: 'nothing', among: ['nothing', 'last-part', 'whole'] },
        { ...seconds(3), label: 'after' },
        { name: 'accounts', label: 'to accounts', value: 'first', among: ['first', 'all'] },
        times,
      ],
    },
    {
      fault: 'answer-without-id',
      title: 'Answer without an id',
      says: 'takes it, and names no id',
      fields: [times],
    },
    { fault: 'hold-receipts', title: 'Hold receipts', says: 'keeps them back', fields: [seconds(10)] },
    {
      fault: 'odd-ids',
      title: 'Odd ids',
      says: 'gives ids as other SMSCs do',
      fields: [
        {
          name: 'as',
          label: 'as',
          value: 'hex',
          among: ['hex', 'padded', 'uuid', 'symbols', 'always-1'],
        },
        times,
      ],
    },
    {
      fault: 'odd-receipts',
      title: 'Odd receipts',
      says: 'writes receipts as other SMSCs do',
      fields: [
        {
          name: 'as',
          label: 'as',
          value: 'id-in-hex',
          among: [
            'id-in-hex',
            'id-in-decimal',
            'id-without-zeros',
            'id-in-other-case',
            'id-in-tlv-alone',
            'without-tlvs',
            'in-data-sm',
            'as-ucs2',
            'nul-at-end',
            'state-first',
            'full-words',
            'bare-word',
            'status-in-full',
            'semicolons',
            'commas',
            'equals-signs',
            'dates-in-utc',
            'unknown-state',
            'cut-tlv',
            'after-alert',
            'failed-then-delivered',
          ],
        },
        times,
      ],
    },
  ],
  provider: [
    {
      fault: 'slow',
      title: 'Slow answers',
      says: 'answers after',
      fields: [{ ...seconds(20), label: 'by' }, times],
    },
    {
      fault: 'cut',
      title: 'Cut',
      says: 'hangs up, before or after it is carried out',
      fields: [{ name: 'when', label: 'when', value: 'after', among: ['before', 'after'] }, times],
    },
    {
      fault: 'status',
      title: 'HTTP status',
      says: 'answers this status',
      fields: [{ name: 'status', label: 'status', value: 500 }, times],
    },
    { fault: 'garbage', title: 'No JSON', says: 'does it, and answers a page', fields: [times] },
    { fault: 'wrong-json', title: 'Other JSON', says: 'does it, and answers another shape', fields: [times] },
    {
      fault: 'error',
      title: 'Error',
      says: 'answers this error of the provider',
      fields: [{ name: 'code', label: 'code', value: 9 }, times],
    },
  ],
  mail: [
    {
      fault: 'refuse',
      title: 'Refuse',
      says: 'answers this code where it is asked for that',
      fields: [
        { name: 'at', label: 'at', value: 'recipient', among: ['sender', 'recipient', 'message'] },
        { name: 'code', label: 'code', value: 550 },
        times,
      ],
    },
    { fault: 'busy', title: 'Busy', says: 'greets with 421 and hangs up', fields: [times] },
    {
      fault: 'cut',
      title: 'Cut',
      says: 'hangs up when the message is there, before or after it is carried out',
      fields: [{ name: 'when', label: 'when', value: 'after', among: ['before', 'after'] }, times],
    },
    {
      fault: 'slow',
      title: 'Slow answers',
      says: 'answers after',
      fields: [{ ...seconds(20), label: 'by' }, times],
    },
    { fault: 'lost', title: 'Lost', says: 'takes it, and nothing comes of it', fields: [times] },
  ],
  telegram: [
    {
      fault: '429',
      title: 'Too many requests',
      says: 'answers 429',
      fields: [{ name: 'retryAfter', label: 'retry after', value: 3, unit: 's' }, times],
    },
    { fault: '500', title: 'Server error', says: 'answers 500', fields: [times] },
    { fault: 'cut-after-accept', title: 'Cut after accept', says: 'does it, then hangs up', fields: [times] },
    { fault: 'outage', title: 'Outage', says: 'refuses connections', fields: [seconds(10)] },
    {
      fault: 'hang',
      title: 'One chat hangs',
      says: 'does what is asked for that chat and holds the answer; clearing lets it go',
      fields: [
        { name: 'chat', label: 'chat', value: 101, negative: true },
        seconds(30),
        { name: 'method', label: 'on', value: '', among: ['', 'sendMessage', 'editMessageText'] },
      ],
    },
    {
      fault: 'refuse-fields',
      title: 'Older server',
      says: 'refuses what uses this, until cleared',
      fields: [
        {
          name: 'fields',
          label: 'without',
          value: 'style',
          among: ['style', 'copy_text', 'date_time', 'expandable_blockquote', 'ephemeral_message_parameters'],
          list: true,
        },
      ],
    },
    {
      fault: 'refuse-methods',
      title: 'No such method',
      says: 'answers 404, until cleared',
      fields: [
        {
          name: 'methods',
          label: 'named',
          value: 'editMessageMedia',
          among: ['editMessageMedia', 'editMessageCaption', 'sendPhoto', 'sendDocument'],
          list: true,
        },
      ],
    },
  ],
};

/**
 * @param {Field} field
 */
function input({ name, label, value, among, unit, negative }) {
  const control = among
    ? h(
        'select',
        { name },
        ...among.map((one) => h('option', { value: one, selected: one === value }, one || 'any method')),
      )
    : h('input', { name, type: 'number', min: negative ? null : 0, value, required: true });
  return h('label', {}, label, ' ', control, unit);
}

/**
 * The switches for what can go wrong, on either side.
 * @param {(side: Side, fault: Fault) => Promise<string>} set says what came of it
 */
export function createFaults(set) {
  const said = h('p', { class: 'said', role: 'status' });

  /** @param {Side} side @param {FaultKind} kind */
  const row = (side, { fault, title, says, fields }) => {
    const form = h(
      'form',
      { class: 'fault' },
      h('button', { type: 'submit', title: says }, title),
      ...fields.map(input),
    );
    form.onsubmit = async (event) => {
      event.preventDefault();
      /** @type {Fault} */
      const body = { fault };
      for (const [name, value] of new FormData(form)) {
        const field = fields.find((one) => one.name === name);
        if (value === '') continue;
        const given = typeof field?.value === 'number' ? Number(value) : `${value}`;
        body[name] = field?.list ? [`${given}`] : given;
      }
      said.textContent = await set(side, body);
    };
    return form;
  };

  /** @param {Side} side @param {string} title */
  const group = (side, title) =>
    h(
      'section',
      { class: 'side' },
      h(
        'h3',
        {},
        title,
        h(
          'button',
          {
            type: 'button',
            class: 'clear',
            onclick: async () => {
              said.textContent = await set(side, { fault: 'none' });
            },
          },
          'Clear all',
        ),
      ),
      h('div', { class: 'kinds' }, ...faults[side].map((kind) => row(side, kind))),
    );

  return h(
    'div',
    { class: 'faults' },
    group('smsc', 'SMSC faults'),
    group('provider', "Faults of the provider's HTTP API"),
    group('mail', "Faults of the provider's mail server"),
    group('telegram', 'Telegram faults'),
    said,
  );
}
