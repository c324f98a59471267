import { nameList } from '../../messages/name-list.ts';
import { HOOK_EVENTS, type HookEvent } from '../../store/programs/hooks-at-hand.ts';
import { meaningsIn } from '../locale.ts';

/** A hook as somebody wants it. */
export interface NewHook {
  readonly url: string;
  readonly events: readonly HookEvent[];
}

/** What is wrong with a line, where it is. */
export type HookProblem =
  | { readonly kind: 'no-address' }
  | { readonly kind: 'bad-address'; readonly typed: string }
  | { readonly kind: 'plain'; readonly typed: string }
  | { readonly kind: 'password' }
  | {
      readonly kind: 'bad-event';
      readonly typed: string;
      readonly address: string;
      /** All that was typed for events. */
      readonly list: string;
    }
  | { readonly kind: 'unknown-word'; readonly word: string; readonly address: string };

export const isEvent = (word: string): word is HookEvent => (HOOK_EVENTS as readonly string[]).includes(word);

const MEANT = meaningsIn('hook-event-words');

const PHRASES = [...MEANT.keys()].filter((words) => words.includes(' '));
const PHRASE = new RegExp(`(?<![^\\s,=])(?:${PHRASES.join('|').replaceAll(' ', '\\s+')})(?![^\\s,])`, 'giu');

/** The line with one word for each event that is called by several: without its “not” one would be its opposite. */
export const inOneWord = (line: string): string =>
  line.replace(PHRASE, (words) => MEANT.get(words.toLowerCase().replace(/\s+/g, ' ')) ?? words);

/** A list of events as they are called here, where a language has a word for one; others as they were typed. */
export const eventsNamed = (typed: string): string[] =>
  nameList(typed).map((word) => MEANT.get(word) ?? word);

/**
 * Reads what stands behind /hook add: `https://shop.example/sms events=delivered,failed`. Without events it is told of all.
 * @param allowPlain also without TLS
 */
export function readHookLine(line: string, allowPlain: boolean): NewHook | HookProblem {
  // Commas of a list may have spaces behind them.
  const words = inOneWord(line).trim().replace(/,\s+/g, ',').split(/\s+/).filter(Boolean);
  const [typed, ...rest] = words;
  if (typed === undefined || /^events=/i.test(typed)) return { kind: 'no-address' };
  const url = URL.parse(typed);
  if (!url || !/^https?:$/.test(url.protocol)) return { kind: 'bad-address', typed };
  if (url.protocol === 'http:' && !allowPlain) return { kind: 'plain', typed };
  if (url.username !== '' || url.password !== '') return { kind: 'password' };
  url.hash = '';
  let list: string | null = null;
  for (const word of rest) {
    const [, first] = /^events=(.*)$/i.exec(word) ?? [];
    // Behind the first of them others may stand apart.
    const isMore = list !== null && eventsNamed(word).every(isEvent);
    if (first === undefined && !isMore) return { kind: 'unknown-word', word, address: typed };
    list = [list, first ?? word].filter(Boolean).join(',');
  }
  if (list === null) return { url: url.href, events: HOOK_EVENTS };
  const named = eventsNamed(list);
  const unknown = named.find((one) => !isEvent(one));
  if (unknown !== undefined || named.length === 0) {
    return { kind: 'bad-event', typed: unknown ?? '', address: typed, list };
  }
  return { url: url.href, events: named.filter(isEvent) };
}
