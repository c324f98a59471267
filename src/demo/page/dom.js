/** Builds DOM nodes. Text always goes in as text: nothing that a chat or an SMS says can become markup. */

/** @typedef {Node | string | null | undefined | false} Child */
/** @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Prop */

/**
 * An element with attributes and children; a function under `onclick` and the like is a listener,
 * `false`, `null` and `undefined` leave an attribute or child out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Prop>} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, `${value}`);
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

const shapes = {
  send: 'M3 11.5 21 3l-5 18-4.5-7.5zM11.5 13.5 21 3',
  clip: 'm20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.6 8.5a1.7 1.7 0 0 1-2.3-2.4L14.5 7',
  reply: 'M10 8V4l-7 7 7 7v-4c5 0 8 1.5 11 5-1-6-4-11-11-11z',
  edit: 'm4 20 1-4L16 5l3 3L8 19zM14 7l3 3',
  close: 'M6 6l12 12M18 6 6 18',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-6 8-6s8 2 8 6',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  silent: 'M6 17h12l-1.5-3V10a4.5 4.5 0 0 0-9 0v4zM10.5 20h3M4 4l16 16',
  down: 'M12 5v14M6 13l6 6 6-6',
};

/**
 * A line icon, for the eye only: what it stands for is said by the label of its button.
 * @param {keyof typeof shapes} name
 */
export function icon(name) {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', shapes[name]);
  svg.append(path);
  return svg;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const fullClock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/**
 * A moment as hours and minutes, with the seconds on hover.
 * @param {number} at ms since 1970
 */
export function time(at) {
  const moment = new Date(at);
  return h('time', { datetime: moment.toISOString(), title: fullClock.format(moment) }, clock.format(moment));
}

/**
 * @param {number} at ms since 1970
 * @returns {string} with seconds
 */
export function exactTime(at) {
  return fullClock.format(new Date(at));
}

/**
 * A number as people write it; an address or account that is no number stays as it is.
 * @param {string} digits
 */
export function phoneNumber(digits) {
  const russian = /^7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(digits);
  if (russian) return `+7 ${russian[1]} ${russian[2]}-${russian[3]}-${russian[4]}`;
  return /^\d{7,}$/.test(digits) ? `+${digits}` : digits;
}

/**
 * Highlights an element for a moment. One that still is stays as it is: to start anew would lay out the whole page.
 * @param {HTMLElement} element
 */
export function highlight(element) {
  element.classList.add('fresh');
  element.onanimationend = () => element.classList.remove('fresh');
}
