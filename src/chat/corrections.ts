import { CHAIN_CHANNELS } from '../messages/chain.ts';
import { callingCode } from '../messages/recipient.ts';
import type { Channel, NotInMail, RefusalReason } from '../messages/request.ts';
import { optionValue, TO_FILL_IN } from './grammar/options.ts';
import { withDot } from './grammar/recipients.ts';
import { declaredOption, type OptionSpec } from './grammar/spec.ts';
import type { Arguments, CommandSpec, Problem } from './grammar.ts';
import type { Locale } from './locale.ts';

/** Lines offered in place of one for many: beyond that a person writes them anew. */
const LINES = 3;

/**
 * What a line that lacks something could say, with a mark in the place to fill in. A mark is no recipient and no
 * bot's name, so that a line sent with it is refused.
 */
export function completions(
  problem: Problem,
  spec: CommandSpec,
  understood: Arguments,
  { locale, country }: { readonly locale: Locale; readonly country: string },
): Arguments[] {
  switch (problem.kind) {
    case 'no-recipient':
    case 'bad-recipient':
    case 'bad-recipients': {
      const typed = problem.kind === 'bad-recipient' ? problem.typed : '';
      const mark =
        withDot(typed) ?? locale.t(`fill-${spec.recipientKind}`, { code: callingCode(typed, country) });
      const lacksText = understood.text === '' && (spec.text === 'required' || spec.text === 'code');
      const fill = locale.t(spec.text === 'code' ? 'fill-code' : 'fill-text');
      const text = lacksText ? fill : spec.text === 'none' ? '' : understood.text;
      const others = spec.recipients === 'list' ? understood.recipients : [];
      return [{ ...understood, recipients: [{ to: mark, typed: mark }, ...others], text }];
    }
    case 'missing-option': {
      const within = namedWithin(understood.text, problem, spec);
      if (within) {
        const { text, value } = within;
        return [{ ...understood, text, options: { ...understood.options, [problem.name]: value } }];
      }
      const headed = problem.name === 'subject' ? headIn(understood.text, spec) : null;
      if (headed) {
        return [
          { ...understood, text: headed.text, options: { ...understood.options, subject: headed.subject } },
        ];
      }
      const id = `fill-${problem.name}`;
      const mark = locale.has(id) ? locale.t(id) : TO_FILL_IN;
      return [{ ...understood, options: { ...understood.options, [problem.name]: mark } }];
    }
    case 'too-many-recipients':
      // Of a group it is one of them.
      return understood.recipients.slice(0, LINES).map((one) => ({
        ...understood,
        recipients: [one.contact ? { ...one, typed: one.contact.name } : one],
      }));
    default:
      return [];
  }
}

/** What a text begins with where its subject was typed as in a mail: `Subject: Invoice 12. Good day`, or in a line of its own. */
const LABELLED =
  /^\s*(?<label>\p{L}+)\s*:\s*(?<subject>[^\n]*?[^\s.!?])(?:\.?\n\s*|[.!?]\s+)(?<text>\S.*)$/su;
const OWN_LINE = /^\s*(?<subject>[^\n]{1,60})\n\s*(?<text>\S.*)$/su;

/** The subject that a text begins with, and the rest of it; null: it seems to begin with none. */
function headIn(text: string, spec: CommandSpec): { subject: string; text: string } | null {
  const { label = '', ...labelled } = LABELLED.exec(text)?.groups ?? {};
  const found = declaredOption(spec, label) === 'subject' ? labelled : OWN_LINE.exec(text)?.groups;
  return found ? { subject: found.subject?.trim() ?? '', text: found.text ?? '' } : null;
}

/** An option amid a text: in quotes, or at its end, so that nobody can doubt where its value ends. */
const WITHIN =
  /(?<!\S)(?<label>\p{L}+)=(?:["“”„](?<quoted>[^"“”\n]+)["“”]|«(?<angled>[^»\n]+)»|(?<bare>[^\s"“”„«]+)(?=\s*$))[,;]?(?!\S)/gu;

/** The value of an option that stands amid a text, and the text without it; null: it is not there, or twice. */
function namedWithin(
  text: string,
  { name, expected }: { readonly name: string; readonly expected: OptionSpec },
  spec: CommandSpec,
): { readonly value: string | number; readonly text: string } | null {
  const found = [...text.matchAll(WITHIN)].filter(
    ({ groups }) => declaredOption(spec, groups?.label ?? '') === name,
  );
  const [only, another] = found;
  if (!only || another) return null;
  const { quoted, angled, bare = '' } = only.groups ?? {};
  const value = optionValue((quoted ?? angled ?? bare).trim(), expected, bare === '');
  const before = text.slice(0, only.index).trimEnd();
  const behind = text.slice(only.index + only[0].length);
  const rest = before === '' ? behind.trimStart() : (before + behind).trimEnd();
  return value === null || rest === '' ? null : { value, text: rest };
}

function without(said: Arguments, ...names: string[]): Arguments {
  const options = Object.entries(said.options).filter(([name]) => !names.includes(name));
  return { ...said, options: Object.fromEntries(options) };
}

function having(said: Arguments, name: string, value: string | number): Arguments {
  return { ...said, options: { ...said.options, [name]: value } };
}

/** Options that a mail has no place for. */
const OUT_OF_MAIL: Readonly<Partial<Record<NotInMail, readonly string[]>>> = {
  comment: ['comment'],
  call: ['voice', 'ring', 'retry', 'tries'],
  chain: ['via', 'after'],
};

/** What a refused line could say instead; whether that can go is for the caller to try. */
export function alternatives(reason: RefusalReason, said: Arguments): Arguments[] {
  switch (reason.kind) {
    case 'changes-channel':
      return [{ ...said, text: said.text.replace(reason.mark, '').replace(/^[\s:]+/, '') }];
    case 'cut-by-mark':
      return [
        { ...said, text: said.text.replace(/\n(?=~~~|subj:|voice:|bot:)/gi, '\n ') },
        without(said, 'comment'),
      ];
    case 'comment-needs-wider-alphabet':
      return [without(said, 'comment'), having(said, 'alphabet', 'ucs2')];
    case 'not-in-alphabet':
    case 'alphabet-unavailable':
      return [without(said, 'alphabet')];
    case 'unknown-voice':
      return [having(said, 'voice', 'm'), having(said, 'voice', 'w')];
    case 'bad-sender':
      return [without(said, 'from')];
    case 'comment-unavailable':
    case 'empty-comment':
      return [without(said, 'comment')];
    case 'comment-with-call-options':
      return [without(said, 'comment'), without(said, 'ring', 'retry', 'tries')];
    case 'subject-breaks-line':
      return [having(said, 'subject', String(said.options.subject).replace(/[\r\n]+/g, ' '))];
    case 'out-of-range': {
      const { option, min, max } = reason;
      return [having(said, option, Math.min(Math.max(Number(said.options[option]), min), max))];
    }
    case 'bad-via':
      return chainsAround(reason).map((via) => having(said, 'via', via));
    case 'bad-after':
      return [having(said, 'after', '60s'), without(said, 'after', 'via')];
    case 'no-place-in-mail': {
      const options = OUT_OF_MAIL[reason.what];
      return options ? [without(said, ...options)] : [];
    }
    case 'bad-bot-name':
    case 'channel-unavailable':
    case 'bad-code':
    case 'empty-text':
    case 'empty-subject':
    case 'too-long':
      return [];
  }
}

/** Of channels that are no chain, those that are known, with the order's own before and behind them. */
function chainsAround({ typed, channel }: { typed: string; channel: Channel }): string[] {
  const known = typed
    .toLowerCase()
    .split(',')
    .filter((one) => CHAIN_CHANNELS.some((name) => name === one));
  const named = [...new Set(known)].filter((one) => one !== channel);
  if (named.length === 0) return [];
  return [[...named, channel].join(), [channel, ...named].join()];
}
