import { h } from './dom.js';

/**
 * A quotation of which three lines show until it is tapped; a shorter one is like any other.
 * @param {DocumentFragment} content
 */
export function expandableQuote(content) {
  const quoted = h('div', { class: 'quoted' }, content);
  const more = h('button', { type: 'button', class: 'more' });
  const quote = h('blockquote', { class: 'expandable' }, quoted, more);
  show(quote, false);
  quote.onclick = (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const other = target?.closest('a, button');
    if (!other || other === more) show(quote, !isOpen(quote));
  };
  new ResizeObserver(() => {
    if (!isOpen(quote)) quote.classList.toggle('short', quoted.scrollHeight <= quoted.clientHeight);
  }).observe(quoted);
  return quote;
}

/** @param {Element} quote */
const isOpen = (quote) => quote.classList.contains('open');

/**
 * @param {Element} quote
 * @param {boolean} open
 */
function show(quote, open) {
  quote.classList.toggle('open', open);
  const more = quote.querySelector('.more');
  more?.setAttribute('aria-expanded', `${open}`);
  more?.setAttribute('aria-label', open ? 'Show less of the quote' : 'Show all of the quote');
}

/**
 * A message that is drawn anew keeps open what its reader has opened.
 * @param {Element} before
 * @param {Element} after
 */
export function keepOpen(before, after) {
  const quotes = after.querySelectorAll('blockquote.expandable');
  before.querySelectorAll('blockquote.expandable').forEach((quote, index) => {
    const same = quotes[index];
    if (same) show(same, isOpen(quote));
  });
}
