/** Dates in messages, in the reader's zone (Bot API: date-time entity formatting); relative ones count down by themselves. */
import { h } from './dom.js';

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const parts = {
  w: { weekday: 'long' },
  d: { day: '2-digit', month: '2-digit', year: '2-digit' },
  D: { day: 'numeric', month: 'long', year: 'numeric' },
  t: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  T: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
};

/** From the largest down, in seconds. @type {[Intl.RelativeTimeFormatUnit, number][]} */
const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/**
 * How far a moment is from now, in the nearest whole units: "in 2 minutes", "5 hours ago", "now".
 * @param {number} seconds from now, negative for what is past
 * @param {string} language
 */
function fromNow(seconds, language) {
  const [unit, size] = units.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
  const words = new Intl.RelativeTimeFormat(language, { numeric: unit === 'second' ? 'auto' : 'always' });
  return words.format(Math.round(seconds / size), unit);
}

/** @param {HTMLElement} element */
function tick(element) {
  const seconds = Math.ceil((Date.parse(element.getAttribute('datetime') ?? '') - Date.now()) / 1000);
  const says = fromNow(seconds, element.lang);
  if (element.textContent !== says) element.textContent = says;
}

setInterval(() => {
  for (const element of document.querySelectorAll('time.relative'))
    tick(/** @type {HTMLElement} */ (element));
}, 1_000);

/**
 * @param {number} unixTime seconds since 1970
 * @param {string} format `r`, or any of a weekday, a date and a time; empty shows what the bot wrote
 * @param {DocumentFragment} written
 * @param {string} language the reader's
 */
export function dateTime(unixTime, format, written, language) {
  const moment = new Date(unixTime * 1000);
  const title = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' }).format(moment);
  const element = h('time', { datetime: moment.toISOString(), title, lang: language });
  if (format === 'r') {
    element.className = 'relative';
    // It changes each second inside the log, which a screen reader listens to.
    element.setAttribute('aria-live', 'off');
    tick(element);
  } else if (format === '') {
    element.append(written);
  } else {
    const options = Object.assign({}, ...[...format].map((part) => parts[part]));
    element.append(new Intl.DateTimeFormat(language, options).format(moment));
  }
  return element;
}
