import { decline } from './answer.ts';
import { checkOf, isAskedOf, mayBeText, orderedOf, orderLines } from './asked-of-number.ts';
import { isName } from './book/names.ts';
import { readLine } from './book/read-line.ts';
import type { Context, KnownCommand } from './context.ts';
import { completions } from './corrections.ts';
import { recipientParser, WHOLE_NUMBERS } from './grammar/recipients.ts';
import { withoutAsking, withoutLead, withoutSaying } from './grammar/said-as-asked.ts';
import { typedWords, wholeWords, withApostrophes } from './grammar/typed-words.ts';
import { type Arguments, readArguments } from './grammar.ts';
import { retypedText } from './held/retyped.ts';
import { localeFor } from './locale.ts';
import { numbersAlone, numbersAmid, offerNumbers } from './numbers-said.ts';
import { saysOfAll } from './own-words.ts';
import { mayUse } from './people/access.ts';
import { declineUse } from './people/not-allowed.ts';
import { refuse } from './refuse.ts';
import { shorten } from './show/view.ts';
import type { Spoken } from './spoken.ts';
import { timeAsked } from './time-asked.ts';

/** `sms to 8999… hello`: what stands before the number is no part of the text. */
const TO_NUMBER = new RegExp(`^\\s*(?:${typedWords('typed-send-to')})\\s+(?=[+(]?\\d[\\d\\s().-]{5})`, 'iu');

/** What a command is called by, where the word that was typed says what it should do, too. */
export const calledBy = ({ command, typed }: Spoken<KnownCommand>): string =>
  command.spec.name === 'stoplist' && asksForNoMore(typed.replace(/^[^\p{L}]+/u, ''))
    ? 'stoplist add'
    : command.spec.name;

/** Answers what looks like a command with the whole line to copy: nothing runs that was not typed as one. */
export async function offerLine(context: Context, spoken: Spoken<KnownCommand>): Promise<void> {
  const { command, typed, rest } = spoken;
  const { spec } = command;
  if (!mayUse(command, context.person.role, context.place)) {
    return void (await declineUse(context, command));
  }
  if (spec.name === 'stop' && rest.trim() !== '') return offerStop(context, spoken);
  if (spec.name === 'sms' && (await offerTime(context, `${typed} ${rest}`, command))) return;
  const called = calledBy(spoken);
  const isNoMore = called !== spec.name;
  const about = isNoMore || FINDS.includes(spec.name) ? called : null;
  const isRead =
    about === null || spec.recipients !== 'none' || (!isNoMore && numbersAlone(context, rest).length > 0);
  const numbers = isRead ? [] : numbersAmid(context, rest);
  const said =
    spec.recipients === 'none' ? rest : (command.asOptions?.(rest) ?? rest).replace(TO_NUMBER, ' ');
  const lines =
    rest.trim() === '' ? [`/${spec.name}`] : await linesFor(context, command, withoutSaying(said));
  if (spec.name === 'status' && namesNoMessage(rest.trim())) {
    return void (await decline(context, 'status-which'));
  }
  const retyped = retypedText(spec, said, context.settings.country);
  const meant = retyped === null ? [] : await linesFor(context, command, withoutSaying(retyped));
  await refuse(context, {
    command: spec,
    problem: { kind: 'looks-like', typed },
    reading: '',
    instead: numbers.length > 0 ? [`/${about} ${numbers.join(', ')}`] : [...meant, ...lines],
    ...(said !== rest && { typed: said }),
    // The same keys, on either keyboard.
    ...(meant.length > 0 && { typed: '' }),
    // What is said around them asks for it.
    ...(numbers.length > 0 && { typed: isNoMore ? rest : '' }),
  });
}

/**
 * Answers `stop` with more behind it: /stop is for all there is, so with a number the stop list is offered first, and alone
 * where it is said that nothing is to be written there any more.
 */
async function offerStop(context: Context, { command, typed, rest }: Spoken<KnownCommand>): Promise<void> {
  const numbers = numbersAmid(context, rest);
  const list = numbers.length > 0 ? usable(context, 'stoplist') : undefined;
  const isNoMore = HOLDS_NO_MORE.test(withApostrophes(rest));
  await refuse(context, {
    command: list?.spec ?? command.spec,
    problem: { kind: 'looks-like', typed },
    reading: '',
    instead: [
      ...(list ? [`/stoplist add ${numbers.join(', ')}`] : []),
      ...(list && isNoMore ? [] : ['/stop']),
    ],
    typed: (list && isNoMore) || saysOfAll(rest) ? '' : rest,
  });
}

/** Whether neither a number nor an id, which has digits, is in the words, nor are they one name. */
const namesNoMessage = (words: string): boolean => words !== '' && !/\d/.test(words) && !isName(words);

/** The line as it is read; where it cannot be, lines to take in its place. */
export async function linesFor(
  context: Context,
  { spec }: KnownCommand,
  rest: string,
): Promise<readonly (string | Arguments)[]> {
  const { settings, language } = context;
  if (spec.recipients === 'none') return [`/${spec.name} ${rest.trim()}`];
  const read = await readLine(context, spec, rest);
  if (read.ok || read.problem.kind === 'missing-text') return [read.reading];
  if (read.corrections.length > 0) return read.corrections;
  const among = spec.text === 'none' ? numbersAmid(context, rest) : [];
  if (among.length > 0) return [`/${spec.name} ${among.join(', ')}`];
  const completed = completions(read.problem, spec, read.understood, {
    locale: localeFor(language, settings.timeZone),
    country: settings.country,
  });
  return completed.length > 0 ? completed : [`/${spec.name} ${rest.trim()}`];
}

/** `email me at steve@…`, `call us on 0871…`: so a customer is told how we are reached. */
const REACHES_US = new RegExp(`^[\\s,]*(?:${typedWords('typed-reaches-us')})(?!\\p{L})`, 'iu');

/** Whether somebody is named behind it: in a reply to a card, words without one are for the person on the card. */
export function namesRecipient({ settings }: Context, { command, rest }: Spoken<KnownCommand>): boolean {
  if (REACHES_US.test(rest)) return false;
  const read = readArguments(rest, command.spec, { country: settings.country });
  return (read.ok ? read : read.understood).recipients.length > 0;
}

/** What is found out about a number. */
const FINDS = ['ping', 'hlr', 'status', 'history', 'stoplist'];

/** Whom lines would be sent to, each once. */
function recipientsOf({ settings }: Context, { spec }: KnownCommand, lines: readonly string[]): string[] {
  const found = lines.map((line) =>
    readArguments(line.slice(spec.name.length + 1), spec, { country: settings.country }),
  );
  return [
    ...new Set(found.flatMap((read) => (read.ok ? read : read.understood).recipients.map(({ to }) => to))),
  ];
}

/** By which words a command is known to be asked for about a number. */
const asksFor = (name: string): string => `${name}|${typedWords(`typed-asks-${name}`)}`;

/** Lines that answer what words ask about the number in them: `is 8999… online`. */
function asksAbout(
  { commands, person, place }: Context,
  numbers: readonly string[],
  words: string,
): string[] {
  const [number] = numbers;
  if (number === undefined || numbers.length > 1) return [];
  return commands
    .filter(({ spec }) => FINDS.includes(spec.name))
    .filter((command) => mayUse(command, person.role, place))
    .filter(({ spec: { name } }) => new RegExp(`(?<!\\p{L})(?:${asksFor(name)})(?!\\p{L})`, 'iu').test(words))
    .map(({ spec }) => `/${spec.name} +${number}`);
}

/** Whether a number stands amid a sentence, which without it is no text to send: what a customer wrote, passed on. */
function isAmidWords(words: string): boolean {
  const [number] = words.matchAll(WHOLE_NUMBERS);
  if (!number) return false;
  const before = words.slice(0, number.index).match(/\p{L}+/gu) ?? [];
  return before.length >= 3 && /\p{L}/u.test(words.slice(number.index + number[0].length));
}

/** Of words that name no number so much is said back (UTF-16 units). */
const QUOTED = 60;

const CANCELS = new RegExp(`^\\s*(?:${typedWords('typed-cancel-sent')})(?!\\p{L})`, 'iu');

/** Answers words that are no command with the lines of one that may be meant. */
const offerLines = (
  context: Context,
  { spec: command }: KnownCommand,
  instead: readonly string[],
  typed?: string,
): Promise<null> =>
  refuse(context, {
    command,
    problem: { kind: 'no-command' },
    reading: '',
    instead,
    ...(typed === undefined ? {} : { typed }),
  });

/** The command of that name, if whoever says it may use it here. */
const usable = ({ commands, person, place }: Context, name: string): KnownCommand | undefined =>
  commands.find((command) => command.spec.name === name && mayUse(command, person.role, place));

const cancelling = (context: Context, words: string): KnownCommand | undefined =>
  CANCELS.test(withApostrophes(words)) ? usable(context, 'scheduled') : undefined;

/** Answers who wants what was written to a number not to go with what waits. Returns whether the words were that. */
async function offerScheduled(context: Context, words: string): Promise<boolean> {
  const command = cancelling(context, words);
  if (!command) return false;
  const isOfNumber = numbersAmid(context, words).length > 0;
  await refuse(context, {
    command: command.spec,
    problem: isOfNumber
      ? { kind: 'no-command' }
      : { kind: 'looks-like', typed: shorten(words.trim(), QUOTED) },
    reading: '',
    instead: ['/scheduled'],
    typed: '',
  });
  return true;
}

/** Answers an order that somebody's number stands in with its lines. Returns whether there is one. */
async function offerOrder(
  context: Context,
  words: string,
  order: ReturnType<typeof orderedOf>,
): Promise<boolean> {
  const { commands, person, place } = context;
  const command = commands.find(({ spec }) => spec.name === order?.command);
  const numbers = order ? numbersAmid(context, words) : [];
  if (!order || !command || numbers.length === 0) return false;
  if (!mayUse(command, person.role, place)) {
    await declineUse(context, command);
    return true;
  }
  await offerLines(context, command, orderLines(order, numbers), '');
  return true;
}

function linesAsRead({ settings }: Context, { spec }: KnownCommand, rest: string): readonly string[] {
  const read = readArguments(rest, spec, { country: settings.country });
  return read.ok ? [read.reading] : read.corrections;
}

/** Answers a request to send something to a number at a time with its line. Returns whether it is one. */
async function offerTime(context: Context, words: string, sms: KnownCommand): Promise<boolean> {
  const parse = recipientParser(sms.spec, context.settings.country);
  const asked = timeAsked(words, parse);
  const timed = asked ? linesAsRead(context, sms, asked.rest) : [];
  if (!asked || timed.length === 0) return false;
  const others = asked.isSure ? [] : linesAsRead(context, sms, withoutAsking(words));
  const typed = others.length > 0 ? withoutAsking(words) : asked.rest;
  await offerLines(context, sms, [...new Set([...timed, ...others])], typed);
  return true;
}

/**
 * Answers a text with a number and no command with the line that would send it; who may not send, or has named the number
 * in passing, is offered what can be done with it. Returns whether it was one.
 */
export async function offerSending(context: Context, typed: string, sms: KnownCommand): Promise<boolean> {
  const words = withoutLead(typed);
  if (await offerScheduled(context, words)) return true;
  const order = orderedOf(words);
  if (!mayBeText(words) && (await offerOrder(context, words, order))) return true;
  if (mayUse(sms, context.person.role, context.place) && (await offerTime(context, words, sms))) return true;
  const asking = withoutAsking(words);
  const lines = linesAsRead(context, sms, asking);
  if (lines.length === 0) return false;
  const numbers = recipientsOf(context, sms, lines);
  const asked = asksAbout(context, numbers, words);
  if (asked.length === 0 && (await offerOrder(context, words, checkOf(words)))) return true;
  if (!mayUse(sms, context.person.role, context.place) || (asked.length === 0 && isAmidWords(asking))) {
    const named = [...new Set([...numbersAmid(context, words), ...numbers.map((to) => `+${to}`)])];
    return offerNumbers(context, named.join(', '), true);
  }
  const isAsked = asked.length > 0 && isAskedOf(words, FINDS.map(asksFor).join('|'));
  const ordered =
    order && usable(context, order.command) ? orderLines(order, numbersAmid(context, words)) : [];
  const retyped = retypedText(sms.spec, asking, context.settings.country);
  const meant = retyped === null ? [] : linesAsRead(context, sms, retyped);
  const instead = isAsked ? asked : [...ordered, ...meant, ...lines, ...asked];
  // A question is asked by the number alone.
  await offerLines(context, sms, instead, asked.length > 0 || meant.length > 0 ? '' : asking);
  return true;
}

const NO_MORE = new RegExp(
  `^\\s*(?:${typedWords('typed-no-more')})(?!\\p{L})(?:\\s+(?:${typedWords('typed-send-to')})(?!\\p{L}))?`,
  'iu',
);

const HOLDS_NO_MORE = new RegExp(wholeWords('typed-no-more'), 'iu');

/** Whether somebody says that a person is not to be written to any more. */
const asksForNoMore = (words: string): boolean => NO_MORE.test(withApostrophes(words));

/** `stop texting 8999…` as the line that puts the number on the stop list; null: it is not that. */
function stopListLine(context: Context, words: string): { command: KnownCommand; line: string } | null {
  const { commands, person, place, settings } = context;
  const command = commands.find(({ spec }) => spec.name === 'stoplist');
  const sms = commands.find(({ spec }) => spec.name === 'sms');
  if (!command || !sms || !asksForNoMore(words) || !mayUse(command, person.role, place)) return null;
  const read = readArguments(withApostrophes(words).replace(NO_MORE, ''), sms.spec, {
    country: settings.country,
  });
  const first = (read.ok ? read : read.understood).recipients.map(({ to }) => `+${to}`);
  const amid = numbersAmid(context, words);
  const numbers = amid.length > first.length ? amid : first;
  if (numbers.length === 0) return null;
  return { command, line: `/stoplist add ${[...new Set(numbers)].join(', ')}` };
}

/** Answers it with that line. Returns whether it was that. */
export async function offerStopList(context: Context, words: string): Promise<boolean> {
  const asked = stopListLine(context, words);
  if (asked) await offerLines(context, asked.command, [asked.line]);
  return asked !== null;
}

/** The command that is offered to words which order something of somebody by their number; null: they order nothing. */
export function orderedAbout(context: Context, words: string): string | null {
  if (stopListLine(context, words)) return 'stoplist';
  if (cancelling(context, words)) return 'scheduled';
  const order = mayBeText(words) ? null : orderedOf(words);
  return order && numbersAmid(context, words).length > 0 ? order.command : null;
}
