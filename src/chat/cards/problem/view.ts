import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { CHAIN_CHANNELS } from '../../../messages/chain.ts';
import { isVeiled } from '../../../messages/codes.ts';
import type { RefusalReason } from '../../../messages/request.ts';
import type { Card } from '../../../store/chats/cards.ts';
import type { OptionSpec } from '../../grammar.ts';
import type { Locale } from '../../locale.ts';
import { shorten, TEXT_LIMIT, type View, type ViewContext } from '../../show/view.ts';
import { badRecipientWords, consentLine, digitWords, reasonHere } from '../bad-recipients.ts';
import { optionUsage, usageLine } from '../usage/line.ts';
import { characterNames, listed } from '../words.ts';
import type { ProblemBody } from './body.ts';

/** Pieces of the line are quoted up to this length (UTF-16 units), the whole reading up to READING_LIMIT. */
const QUOTE_LIMIT = 100;
const READING_LIMIT = 600;
/** A service's number, which SMS come from. */
const SHORT_CODE = /^\d{3,6}$/;
/** Recipients that are named; the rest is counted. */
const NAMED = 10;
/** Commands that are about somebody, and send them nothing. */
const TELLING: ReadonlySet<string> = new Set(['history', 'status', 'export', 'forget', 'stoplist', 'group']);

function expectedWords(locale: Locale, expected: OptionSpec): string {
  switch (expected.kind) {
    case 'integer':
      return locale.t('expected-integer', { min: expected.min, max: expected.max });
    case 'choice':
      return locale.t('expected-choice', { values: expected.values.join(', ') });
    default:
      return locale.t(`expected-${expected.kind}`);
  }
}

/** What is wrong with a line, in whose place so many are offered, and what to do about it. */
function problemWords(
  locale: Locale,
  command: string,
  problem: Exclude<ProblemBody['problem'], { kind: 'refused' }>,
  { lines, country }: { readonly lines: number; readonly country: string },
): string {
  const { kind } = problem;
  const quoted = (words: string) => shorten(words.replace(/\s+/g, ' '), QUOTE_LIMIT);
  switch (problem.kind) {
    case 'no-recipient':
    case 'missing-text':
    case 'no-command':
      return locale.t(`problem-${kind}`, { command });
    case 'bad-recipient': {
      const digits = digitWords(locale, problem);
      const typed = quoted(problem.typed);
      if (problem.reason === 'too-short' && ['sms', 't'].includes(command) && SHORT_CODE.test(problem.typed))
        return locale.t('problem-short-code', { typed });
      if (digits !== null) return locale.t('problem-digits', { typed, digits });
      const reason = reasonHere(locale, problem, country);
      return locale.t('problem-bad-recipient', { typed, reason });
    }
    case 'bad-recipients': {
      const bad = problem.bad.map((one) => `${quoted(one.typed)} (${badRecipientWords(locale, one)})`);
      const id = command === 'hlr' || command === 'ping' ? 'problem-bad-lookups' : 'problem-bad-recipients';
      return locale.t(id, { list: listed(locale, bad, NAMED) });
    }
    case 'too-many-recipients':
      return locale.t('problem-too-many-recipients', { command, n: problem.count });
    case 'unknown-name': {
      const isGroup = problem.typed.startsWith('#') ? 'group' : 'name';
      const isNear = problem.near.length > 0 ? '-near' : '';
      return locale.t(`problem-unknown-${isGroup}${isNear}`, {
        typed: quoted(problem.typed),
        near: listed(locale, problem.near, NAMED),
        of: command === 'hlr' || command === 'ping' ? 'look' : TELLING.has(command) ? 'tell' : 'send',
      });
    }
    case 'no-address':
      return locale.t('problem-no-address', {
        names: listed(locale, problem.names, NAMED),
        name: problem.names[0] ?? '',
      });
    case 'unknown-option':
      return problem.known.length > 0
        ? locale.t('problem-unknown-option', {
            command,
            word: quoted(problem.word),
            known: problem.known.join(', '),
          })
        : locale.t('problem-no-options', { command, word: quoted(problem.word) });
    case 'bad-option':
      return locale.t('problem-bad-option', {
        name: quoted(problem.name),
        value: quoted(problem.value),
        expected: expectedWords(locale, problem.expected),
      });
    case 'repeated-option':
    case 'unclosed-quote':
    case 'option-first':
      return locale.t(`problem-${kind}`, { name: quoted(problem.name) });
    case 'time-behind':
      return locale.t('problem-time-behind', { typed: quoted(problem.value) });
    case 'missing-option':
      return locale.t('problem-missing-option', {
        command,
        usage: optionUsage(problem.name, problem.expected),
        expected: expectedWords(locale, problem.expected),
      });
    case 'text-not-taken':
      return locale.t('problem-text-not-taken', { command, text: quoted(problem.text) });
    case 'not-one-like':
    case 'not-one-of': {
      const args = {
        command,
        typed: quoted(problem.typed),
        values: problem.values.join(', '),
        n: problem.values.length,
      };
      return locale.t(problem.typed === '' ? 'problem-one-of' : `problem-${kind}`, args);
    }
    case 'no-moment':
      return locale.t(`no-moment-${problem.why}`, { typed: quoted(problem.typed) });
    case 'ambiguous':
      // Where one line is offered there is another reading, but none that could be sent.
      return locale.t(lines === 1 ? 'problem-unclear' : 'problem-ambiguous', {
        typed: quoted(problem.typed),
      });
    case 'unknown-command':
      return locale.t('problem-unknown-command', { command, known: problem.known.join(', ') });
    case 'several-commands': {
      const { count: n, isFirst } = problem;
      return locale.t(isFirst ? 'problem-several-commands' : 'problem-command-below', { n });
    }
    case 'looks-like':
      if (problem.typed.toLowerCase() === `/${command}`) return locale.t('problem-not-first');
      return locale.t('problem-looks-like', { command, typed: quoted(problem.typed) });
    case 'empty-group':
    case 'bad-code':
    case 'extension':
    case 'by-id':
    case 'phone-not-id':
    case 'phone-or-id':
    case 'quota-of-what':
    case 'unknown-word':
      return locale.t(`problem-${kind}`, { command, typed: quoted(problem.typed) });
  }
}

/** Why a line that could be read cannot be sent, and what to do about it. */
export function refusalWords(locale: Locale, reason: RefusalReason): string {
  const { kind } = reason;
  switch (reason.kind) {
    case 'changes-channel':
    case 'cut-by-mark':
      return locale.t(`refusal-${kind}`, { mark: reason.mark });
    case 'comment-needs-wider-alphabet':
    case 'not-in-alphabet':
      return locale.t(`refusal-${kind}`, {
        alphabet: locale.t(`alphabet-${reason.alphabet}`),
        characters: characterNames(locale, reason.characters),
        n: reason.characters.length,
      });
    case 'alphabet-unavailable':
      return locale.t('refusal-alphabet-unavailable', { alphabet: locale.t(`alphabet-${reason.alphabet}`) });
    case 'no-place-in-mail':
      return locale.t('refusal-no-place-in-mail', { what: reason.what });
    case 'bad-bot-name':
      return locale.t('refusal-bad-bot-name', { bot: shorten(reason.bot, QUOTE_LIMIT) });
    case 'unknown-voice':
      return locale.t('refusal-unknown-voice', { voice: shorten(reason.voice, QUOTE_LIMIT) });
    case 'bad-sender':
      return locale.t('refusal-bad-sender', { from: shorten(reason.from, QUOTE_LIMIT) });
    case 'channel-unavailable':
      return locale.t('refusal-channel-unavailable', { channel: locale.t(`channel-${reason.channel}`) });
    case 'too-long':
      return locale.t('refusal-too-long', { parts: reason.parts, limit: reason.limit });
    case 'out-of-range':
      return locale.t('refusal-out-of-range', {
        option: reason.option,
        expected: locale.t('expected-integer', { min: reason.min, max: reason.max }),
      });
    case 'bad-via':
      return locale.t('refusal-bad-via', {
        typed: shorten(reason.typed, QUOTE_LIMIT),
        channel: reason.channel,
        channels: CHAIN_CHANNELS.join(', '),
      });
    case 'bad-after':
      return locale.t('refusal-bad-after', { typed: shorten(reason.typed, QUOTE_LIMIT) });
    case 'comment-unavailable':
    case 'bad-code':
    case 'empty-text':
    case 'empty-comment':
    case 'empty-subject':
    case 'subject-breaks-line':
    case 'comment-with-call-options':
      return locale.t(`refusal-${kind}`);
  }
}

/** So short a word may stand there by chance (UTF-16 units). */
const SHORT_WORD = 3;

/** Whether words stand in a text, and not within longer ones. */
function holdsWords(text: string, words: string): boolean {
  const [all, some] = [text.toLowerCase(), words.toLowerCase()];
  const isLetter = (mark = ''): boolean => /[\p{L}\p{N}]/u.test(mark);
  for (let at = all.indexOf(some); at >= 0; at = all.indexOf(some, at + 1))
    if (!isLetter(all[at - 1]) && !isLetter(all[at + some.length])) return true;
  return false;
}

/** Of the words that a line lacks those that its reason does not name. */
const unnamed = (left: readonly string[], reason: string): string[] =>
  left.filter((words) => {
    const value = words.replace(/^[^="“«]*=["“«]?/u, '').replace(/["”»]$/u, '');
    return !holdsWords(reason, value.length > SHORT_WORD ? value : words);
  });

/** More lines are a list of what there is: what they lack is said once. */
const EACH_ITS_OWN = 6;

/** What the lines lack, where that is said once below them; null: it is said of each. */
function lackedByAll(lines: readonly (readonly string[])[]): readonly string[] | null {
  const [first = []] = lines;
  const isAlike = lines.every((lacks) => lacks.join('\n') === first.join('\n'));
  if (!isAlike && lines.length <= EACH_ITS_OWN) return null;
  return [...new Set(lines.flat())];
}

/** Says in a line of its own what is lacked; '': nothing is. */
function lackWords(locale: Locale, lacks: readonly string[]): string {
  if (lacks.length === 0) return '';
  const words = shorten(lacks.join(' … ').replace(/\s+/g, ' '), QUOTE_LIMIT);
  return `\n${locale.t('problem-left-out', { words })}`;
}

/** A line that was not done: what was understood, what is wrong, what to do, and lines to copy instead. */
export async function problemView(
  { locale, settings }: ViewContext,
  _card: Card,
  { command, problem, reading, corrections, leftOut, usage }: ProblemBody,
): Promise<View> {
  const words =
    problem.kind === 'refused'
      ? refusalWords(locale, problem.reason)
      : problemWords(locale, command, problem, { lines: corrections.length, country: settings.country });
  const consent = problem.kind === 'bad-recipients' ? consentLine(locale, problem.bad) : null;
  let text = consent ? fmt`❌ ${words}\n${consent}` : fmt`❌ ${words}`;
  // Of two readings that are offered, none is the bot's own.
  const isAsked = problem.kind === 'ambiguous' && corrections.length > 0;
  if (!isAsked && reading.length > command.length + 1) {
    const understood = FormattedString.italic(shorten(reading, READING_LIMIT));
    text = fmt`${text}\n\n${locale.t('problem-understood')} ${understood}`;
  }
  const room = (line: string) => text.rawText.length + line.length + READING_LIMIT < TEXT_LIMIT;
  // A line that is cut would be sent cut, and one whose code is gone without it: it is shown whole or not at all.
  const shown = corrections
    // That a question quotes words does not say that a line is without them.
    .map((line, nth) => ({ line, lacks: unnamed(leftOut[nth] ?? [], isAsked ? '' : words) }))
    .filter(({ line }) => room(line) && !isVeiled(line));
  if (shown.length > 0) {
    const several = problem.kind === 'several-commands' ? problem : null;
    const isReply = several?.isFirst === false;
    const asText = several?.isText === true ? corrections.at(-1) : null;
    text = fmt`${text}\n\n${several ? locale.t('problem-each') : locale.t('problem-instead', { n: shown.length })}`;
    let more = corrections.length;
    const common = lackedByAll(shown.map(({ lacks }) => lacks));
    for (const { line, lacks } of shown) {
      const own = common === null ? lackWords(locale, lacks) : '';
      if (!room(line + own)) continue;
      if (line === asText)
        text = fmt`${text}\n\n${locale.t(isReply ? 'problem-one-text-reply' : 'problem-one-text')}`;
      text = fmt`${text}\n${FormattedString.code(line)}${own}`;
      more -= 1;
    }
    // Of other lines each stands for the whole.
    if (several && more > 0) text = fmt`${text}\n${locale.t('problem-more', { n: more })}`;
    text = fmt`${text}${lackWords(locale, common ?? [])}`;
  }
  // What is wrong with a time says how times are written.
  if (usage.length > 0 && shown.length === 0 && consent === null && problem.kind !== 'no-moment') {
    text = fmt`${text}\n\n${locale.t('problem-usage')} ${FormattedString.code(usageLine(locale, usage))}`;
  }
  return { as: 'text', text, buttons: [], atRest: true, forAsker: true };
}
