import { channelCalled } from '../channel-words.ts';
import { isOneOf } from '../locale.ts';
import { momentOf } from '../times/moment-words.ts';
import { clockAndDay } from './clock-and-day.ts';
import { plainView, QUOTES, TEXT_MARK, textStart } from './glyphs.ts';
import { foreignEnd, optionWordAt, partedAt, skipSpaces } from './option-word.ts';
import type { Options, Problem } from './reading.ts';
import { type CommandSpec, nearlyDeclared, type OptionSpec } from './spec.ts';

/** Where the text is, and which mark says so; null: none. */
export interface TextStart {
  at: number;
  mark: 'dashes' | 'break' | null;
}

export type OptionsReading =
  | { ok: true; options: Options; text: TextStart }
  /** `attempts`: lines to try in place of the refused one. */
  | { ok: false; problem: Problem; options: Options; attempts: string[] };

/** Reads the options from `at` on, and finds where the text begins. */
export function readOptions(line: string, view: string, at: number, spec: CommandSpec): OptionsReading {
  const options: Options = {};
  // What such a command is told it reads itself.
  const takesNone =
    spec.recipients === 'none' && spec.text === 'optional' && Object.keys(spec.options).length === 0;
  let behind = at;
  for (let place = skipSpaces(view, at); ; ) {
    const text = textMarkAt(view, place);
    if (text) return { ok: true, options, text };
    const found = takesNone ? null : optionWordAt(view, place, spec);
    if (!found) return { ok: true, options, text: { at: textStart(line, behind), mark: null } };
    const asText =
      spec.text === 'none' || (spec.recipients === 'none' && spec.options.at === undefined)
        ? []
        : [`${line.slice(0, behind)} -- ${line.slice(textStart(line, behind))}`];
    const renamed = (name: string) => line.slice(0, place) + name + line.slice(place + found.word.length);
    if (found.name === null) {
      const known = Object.keys(spec.options);
      const near = nearlyDeclared(spec, found.word, isTypoOf);
      const problem: Problem = { kind: 'unknown-option', word: found.word, known };
      const end = foreignEnd(view, found.word, found.valueAt);
      const without = end === null ? [] : [line.slice(0, place) + line.slice(skipSpaces(view, end))];
      // A code is figures alone, whatever it is called.
      const bare = spec.text === 'code' ? [line.slice(0, place) + line.slice(found.valueAt)] : [];
      const attempts = [...near.map(renamed), ...without, ...(bare.length > 0 ? bare : asText)];
      return { ok: false, problem, options, attempts };
    }
    const name = found.name;
    if (found.spaced) {
      const joined = `${line.slice(0, place)}${name}=${line.slice(skipSpaces(view, found.valueAt))}`;
      const typed = line.slice(place, found.valueAt);
      return { ok: false, problem: { kind: 'ambiguous', typed }, options, attempts: [joined, ...asText] };
    }
    if (Object.hasOwn(options, name)) {
      return { ok: false, problem: { kind: 'repeated-option', name }, options, attempts: asText };
    }
    const quoted = quotedValue(view, found.valueAt);
    if (quoted === 'unclosed') {
      return { ok: false, problem: { kind: 'unclosed-quote', name }, options, attempts: [] };
    }
    const expected = spec.options[name] as OptionSpec;
    const end = bareEnd(view, found.valueAt, expected);
    const span = quoted ?? { start: found.valueAt, end, after: end };
    const parted = quoted === null ? partedAt(view, span, spec) : null;
    if (parted !== null && (expected.kind !== 'text' || parted < span.end - 1)) {
      const typed = line.slice(place, span.end);
      const apart = `${line.slice(0, parted)} ${line.slice(skipSpaces(view, parted + 1))}`;
      return { ok: false, problem: { kind: 'ambiguous', typed }, options, attempts: [apart] };
    }
    const typed = line.slice(span.start, span.end);
    const value = optionValue(typed, expected, quoted !== null);
    if (value === null) {
      const problem: Problem = { kind: 'bad-option', name, value: typed, expected };
      const nearest = nearestValue(typed, expected);
      const mended = nearest.map((one) => `${line.slice(0, place)}${name}=${one}${line.slice(span.after)}`);
      // It has no word for what stands there: the line does without.
      if (expected.kind === 'word' && nearest.length === 0 && /\S\s+\S/.test(typed))
        mended.push(line.slice(0, place) + line.slice(skipSpaces(view, span.after)));
      // A space behind the mark.
      const value = skipSpaces(view, span.after);
      if (typed === '' && /\S/.test(view[value] ?? ''))
        mended.push(`${line.slice(0, place)}${name}=${line.slice(value)}`);
      // Who says no to what only yes can be said to wants nothing of it.
      const isDeclined = expected.kind === 'choice' && nearest.length === 0 && isOneOf(typed, 'typed-no');
      if (isDeclined) mended.push(line.slice(0, place) + line.slice(value));
      return { ok: false, problem, options, attempts: mended };
    }
    const isSent = spec.recipients !== 'none' || spec.options.at !== undefined;
    const counted = quoted === null && isSent ? wordsBehind(view, span, { name, expected }) : null;
    if (counted !== null) {
      const whole = `${name}=${line.slice(span.start, counted)}`;
      return {
        ok: false,
        problem: { kind: 'ambiguous', typed: whole },
        options,
        attempts: [
          `${line.slice(0, place)}${name}="${line.slice(span.start, counted)}"${line.slice(counted)}`,
          `${line.slice(0, span.after)} -- ${line.slice(skipSpaces(view, span.after))}`,
        ],
      };
    }
    options[name] = value;
    behind = span.after;
    place = skipSpaces(view, behind);
  }
}

/** Where a value without quotes ends. */
export function bareEnd(view: string, at: number, { kind }: OptionSpec): number {
  const left = view.slice(at);
  const together = kind === 'moment' ? momentOf(left) : null;
  return at + (together?.length ?? left.search(/\s|$/));
}

const NUMBER_BEHIND = /^ +(?:[#№] ?)?\d+(?=\s)/;
/** Small words up to one that begins a sentence. */
const SMALL_BEHIND = /^(?: +\p{Ll}[\p{L}\p{N}'’-]*){1,6}(?=[,.!]? +\p{Lu})/u;

/**
 * Where the words behind a value end that may be its own: `subject=Invoice 12` may be one value of two words, or a text that begins
 * with the number, and so may `subject=Your refund Hi Mary`, and the day in `at=9pm tonight Your order is ready`.
 */
export function wordsBehind(
  view: string,
  { start, after }: { start: number; after: number },
  { name, expected }: { readonly name: string; readonly expected: OptionSpec },
): number | null {
  if (expected.kind === 'moment') {
    const end = start + (clockAndDay(view.slice(start))?.said.length ?? 0);
    return end > after && !/^ *\d/.test(view.slice(end)) ? end : null;
  }
  if (expected.kind !== 'text' || !/^\p{L}+$/u.test(view.slice(start, after))) return null;
  const left = view.slice(after);
  const [behind] = NUMBER_BEHIND.exec(left) ?? (name === 'subject' ? SMALL_BEHIND.exec(left) : null) ?? [];
  return behind === undefined ? null : after + behind.length;
}

/** A line break or ` -- ` at this place: the text behind it is taken without any reading. */
function textMarkAt(view: string, at: number): TextStart | null {
  if (at >= view.length) return { at: view.length, mark: 'dashes' };
  if (view[at] === '\n') return { at: at + 1, mark: 'break' };
  const mark = TEXT_MARK.exec(view.slice(at, at + 3));
  if (!mark) return null;
  return { at: Math.min(at + mark[0].length + 1, view.length), mark: 'dashes' };
}

/** Whether the recipients end here: a line break, ` -- ` or an option. */
export function endsRecipients(view: string, at: number, spec: CommandSpec): boolean {
  const place = skipSpaces(view, at);
  const word = optionWordAt(view, place, spec);
  return word !== null || (place < view.length && textMarkAt(view, place) !== null);
}

/** Whether an option of the command or ` -- ` stands at this place. */
export const endsWords = (view: string, at: number, spec: CommandSpec): boolean =>
  Boolean(optionWordAt(view, at, spec)?.name) || TEXT_MARK.test(view.slice(at, at + 3));

/** Where an option of the command or ` -- ` ends the words of a row; null: nothing does. */
export function endOfWords(
  view: string,
  { start, end }: { readonly start: number; readonly end: number },
  spec: CommandSpec,
): number | null {
  for (const { index } of view.slice(start, end).matchAll(/ (?=\S)/g)) {
    const at = start + index + 1;
    if (endsWords(view, at, spec)) return at;
  }
  return null;
}

/** Recipients with what stood behind others: with a mark, unless options or one stand first in it. */
export const withRest = (recipients: string, rest: string, spec: CommandSpec): string =>
  `${recipients} ${endsWords(plainView(rest), 0, spec) ? '' : '-- '}${rest}`;

function quotedValue(
  view: string,
  at: number,
): { start: number; end: number; after: number } | 'unclosed' | null {
  const first = view[at];
  const pair = first === undefined ? undefined : QUOTES.find(({ open }) => open.includes(first));
  if (!pair) return null;
  for (let end = at + 1; end < view.length && view[end] !== '\n'; end++) {
    if (!pair.close.includes(view[end] ?? '')) continue;
    if (!/^\s?$/.test(view[end + 1] ?? '')) return 'unclosed';
    return { start: at + 1, end, after: end + 1 };
  }
  return 'unclosed';
}

/** What an offered line has in the place of something that only a person knows: it is not to be sent as it is. */
export const TO_FILL_IN = '…';

/** No time is longer (UTF-16 units). */
export const MOMENT_LENGTH = 40;

/** Values that people say in their own language, by the ids of how they do. */
const SAID = new Map([
  ['ad', 'typed-ad'],
  ['service', 'typed-service'],
  ['yes', 'typed-yes'],
  ['no', 'typed-no'],
]);

function isValue(typed: string, value: string): boolean {
  const said = SAID.get(value);
  return (
    value.toLowerCase() === typed.toLowerCase() ||
    (said !== undefined && isOneOf(typed, said)) ||
    channelCalled(typed) === value
  );
}

/** What a value says where it is one of those expected; null: it is not. */
export function optionValue(typed: string, expected: OptionSpec, quoted: boolean): string | number | null {
  if (typed === TO_FILL_IN) return null;
  switch (expected.kind) {
    case 'text':
      return typed !== '' || quoted ? typed : null;
    case 'word':
      return /^\S+$/.test(typed) ? typed : null;
    case 'moment':
      return typed.trim() !== '' && typed.length <= MOMENT_LENGTH ? typed.trim().replace(/\s+/g, ' ') : null;
    case 'integer': {
      const number = /^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN;
      return number >= expected.min && number <= expected.max ? number : null;
    }
    case 'choice':
      return expected.values.find((value) => isValue(typed, value)) ?? null;
  }
}

/** One word but for the spaces in it: a sender `SHOP 24`, channels `viber, sms`. */
const APART = /^[\w,]{1,20}(?: {1,3}[\w,]{1,20}){1,3}$/;

/** So many values are each worth a line, where none is nearly what was typed. */
const CHOICES = 3;

export function nearestValue(typed: string, expected: OptionSpec): (string | number)[] {
  if (expected.kind === 'choice') {
    const near = expected.values.filter((value) => isTypoOf(typed.toLowerCase(), value.toLowerCase()));
    // Of one alone nobody says another.
    return near.length > 0 || expected.values.length === 1 ? near : expected.values.slice(0, CHOICES);
  }
  if (expected.kind === 'word' && APART.test(typed)) return [typed.replace(/\s+/g, '')];
  if (expected.kind !== 'integer' || !/^\d{1,15}$/.test(typed)) return [];
  return [Math.min(Math.max(Number(typed), expected.min), expected.max)];
}

/** One letter wrong, missing, added or swapped with the next, or a word cut short. */
export function isTypoOf(typed: string, meant: string): boolean {
  if (typed.length > 1 && meant.startsWith(typed)) return true;
  if (Math.abs(typed.length - meant.length) > 1) return false;
  let same = 0;
  while (same < typed.length && typed[same] === meant[same]) same++;
  // `on` is no slip of `no`.
  const swapped = typed.length > 2 && typed[same] === meant[same + 1] && typed[same + 1] === meant[same];
  return (
    typed.slice(same + 1) === meant.slice(same + 1) ||
    typed.slice(same + 1) === meant.slice(same) ||
    typed.slice(same) === meant.slice(same + 1) ||
    (swapped && typed.slice(same + 2) === meant.slice(same + 2))
  );
}
