import { parseEmail } from '../messages/recipient.ts';
import { CHANNELS } from '../messages/request.ts';
import { awayUntil } from '../store/talks/away.ts';
import { answer, decline } from './answer.ts';
import { readLine } from './book/read-line.ts';
import { NO_VALUES, placesIn, type Values } from './book/wording.ts';
import { alertCard } from './cards/alert/body.ts';
import { aboutOf, questionCard } from './cards/question/body.ts';
import { timeBehindCard } from './cards/time-behind/body.ts';
import { callOff } from './choices.ts';
import type { Command, CommandLine } from './command.ts';
import type { Context, KnownCommand } from './context.ts';
import { completions } from './corrections.ts';
import { writeLine } from './grammar/line.ts';
import { isTypoOf } from './grammar/options.ts';
import { recipientParser } from './grammar/recipients.ts';
import type { BadRecipient, CommandSpec, Problem } from './grammar.ts';
import { offerTopics } from './held/alone.ts';
import { isOneOf, localeFor } from './locale.ts';
import { linesFor, offerSending } from './offer.ts';
import { may, mayUse } from './people/access.ts';
import { declineUse } from './people/not-allowed.ts';
import { callsOff, wantsOf } from './question.ts';
import { type Did, record } from './record.ts';
import { refuse } from './refuse.ts';
import { correspondentOf } from './talks/correspondent.ts';
import { muteReplied } from './watch/watch-verbs.ts';

/** Fewer digits are no number that somebody mistyped. */
const NUMBER_DIGITS = 5;

/** Does a line that cannot be read name nobody at all, not even by a slip? */
function namesNobody(problem: Problem): boolean {
  const isWord = ({ typed }: BadRecipient) => typed.replace(/\D/g, '').length < NUMBER_DIGITS;
  switch (problem.kind) {
    case 'no-recipient':
    case 'option-first':
      return true;
    case 'bad-recipient':
      return isWord(problem);
    case 'bad-recipients':
      return problem.usable === null && problem.bad.every(isWord);
    default:
      return false;
  }
}

/** The line with the number of the person whose card it replies to; null where it is about nobody, or several. */
async function withCorrespondent(context: Context, spec: CommandSpec, rest: string): Promise<string | null> {
  const { tx, repliedTo } = context;
  const whom = repliedTo && spec.recipientKind === 'phone' ? await correspondentOf(tx.db, repliedTo) : null;
  if (!whom) return null;
  // What begins with a digit is text here, and no more of the number.
  return ` +${whom.to}${/^\s*[\d+(]/.test(rest) ? ' --' : ''}${rest}`;
}

/** The places of what its recipients read. */
const placesOf = ({ text, options: { subject = '' } }: Omit<CommandLine, 'values'>): string[] => [
  ...placesIn(text),
  ...placesIn(String(subject)),
];

/**
 * Runs a command with what stood behind its name, typed or put together from an answer, when this person may and the
 * line can be read; else asks for what it lacks, or says what is wrong with it. Returns whether it was carried out.
 */
export async function run(asked: Context, command: Command, words: string, given?: Values): Promise<boolean> {
  const rest = command.asOptions?.(words) ?? words;
  const { spec } = command;
  // Whoever is looked up is led nowhere.
  const context =
    spec.text === 'none' ? { ...asked, lacks: asked.lacks.filter((lack) => lack !== 'link') } : asked;
  const { person, place, settings } = context;
  const done = async (did: Did | null) => {
    await record(context, `command ${spec.name}`, did);
    return did !== null;
  };
  const act = async (line: Omit<CommandLine, 'values'>) => {
    // Of a number nothing is known that could stand there: it is asked for, rather than sent with its braces. What is no word
    // is the text's own.
    const isFilled =
      line.recipients.some(({ contact }) => contact) ||
      (line.recipients.length > 0 && placesOf(line).some((name) => /\p{L}/u.test(name)));
    return done(await command.run(context, { ...line, values: given ?? (isFilled ? NO_VALUES : null) }));
  };
  if (!mayUse(command, person.role, place)) {
    await declineUse(context, command);
    return false;
  }
  const understand = (line: string) => readLine(context, spec, line);
  const typed = await understand(rest);
  const answered = typed.ok && typed.mayBeText ? await withCorrespondent(context, spec, rest) : null;
  if (answered !== null && typed.ok) {
    // The name may be how a text to the person on the card begins.
    const instead = [
      `/${spec.name} ${typed.recipients[0]?.typed} -- ${typed.text}`,
      `/${spec.name}${answered}`,
    ];
    const problem = { kind: 'ambiguous', typed: typed.recipients[0]?.typed ?? '' } as const;
    await refuse(context, { problem, reading: '', command: spec, instead });
    return false;
  }
  const filled =
    typed.ok || !namesNobody(typed.problem) ? null : await withCorrespondent(context, spec, rest);
  if (filled !== null && !typed.ok && typed.corrections.length > 0) {
    // A number stands elsewhere in the line: either person may be meant.
    const instead = [`/${spec.name}${filled}`, ...typed.corrections];
    await refuse(context, { ...typed, command: spec, instead });
    return false;
  }
  const read = filled === null ? typed : await understand(filled);
  if (read.ok) return act({ ...read, bad: [], rest: filled ?? rest });
  const { problem, reading, corrections, understood } = read;
  const missing =
    problem.kind === 'no-recipient' ? 'recipient' : problem.kind === 'missing-text' ? 'text' : null;
  // Bad numbers among good ones are listed in the preview, which is not sent before a person has seen it.
  if (problem.kind === 'bad-recipients' && problem.usable) {
    return act({ ...problem.usable, reading, bad: problem.bad, rest: filled ?? rest });
  }
  const isForTable = missing === 'recipient' || problem.kind === 'option-first';
  if (isForTable && command.readTable && context.document) {
    return done(await command.readTable(context, context.document, rest));
  }
  if (missing && context.lacks.includes('file')) {
    await decline(context, 'file-with-command', { command: spec.name, text: spec.text });
    return false;
  }
  const kept = missing === 'recipient' ? understood.text : '';
  // An answer says nothing of where the words before it led to.
  if (kept !== '' && context.lacks.includes('link')) {
    await decline(context, 'link-behind-words');
    return false;
  }
  // Where the line has a recipient somewhere else, there is one to copy.
  if (missing && (kept === '' || corrections.length === 0)) {
    const wants = wantsOf(spec, { missing, kept });
    // Whom a card in a group is about is not always named there.
    const to =
      filled === null || place.isPrivate
        ? understood.recipients.map(({ to, contact }) => contact?.name ?? to)
        : [];
    const asked = {
      command: spec.name,
      rest: filled ?? rest,
      missing,
      kept,
      to,
      unread: '',
      wants,
      test: null,
      document: null,
      filling: given ? { lacking: [], values: given } : null,
      ...aboutOf(context),
    } as const;
    await answer(context, questionCard, asked);
    return false;
  }
  const [timed, whole] = corrections.map((line) => line.slice(spec.name.length + 1));
  // A press has not the file that came with it, or was replied to.
  const isWhole = spec.recipients !== 'none' && context.document === null && context.lacks.length === 0;
  if (problem.kind === 'time-behind' && isWhole && timed !== undefined && whole !== undefined) {
    // A press is no reply: the line itself says from where that person was written to.
    const whom = filled !== null && spec.name === 'sms' && context.repliedTo;
    const { from = null } = (whom && (await correspondentOf(context.tx.db, whom))) || {};
    const isNamed = from === null || Object.hasOwn(understood.options, 'from');
    const saying = (line: string) => (isNamed ? line : line.replace(/^ \+\d+/, `$& from="${from}"`));
    const lines = { timed: saying(timed), whole: saying(whole) };
    await answer(context, timeBehindCard, {
      command: spec.name,
      typed: problem.value,
      ...lines,
      isOver: false,
    });
    return false;
  }
  const locale = localeFor(context.language, settings.timeZone);
  const email = context.commands.find(({ spec: { name } }) => name === 'email');
  const isAddress = problem.kind === 'bad-recipient' && parseEmail(problem.typed) !== null;
  const instead =
    isAddress && spec.text === 'required' && email && mayUse(email, person.role, place)
      ? await linesOf(context, email, rest)
      : corrections.length > 0
        ? corrections
        : completions(problem, spec, understood, { locale, country: settings.country });
  await refuse(context, { command: spec, problem, reading, instead });
  return false;
}

/** The words that say why there is no such command here, which there is at other providers; null: there is at none. */
export function whyAbsent(name: string): string | null {
  if (name === 'balance') return 'no-balance-here';
  return (CHANNELS as readonly string[]).includes(name) ? 'no-such-channel' : null;
}

/** What is said to words that people try as commands, and of which none is one. */
const SAID_OF = ['by-send-again', 'nothing-taken-back'];

/** Lines of a command that was nearly named. */
async function linesOf(context: Context, command: KnownCommand, rest: string): Promise<string[]> {
  const parse = recipientParser(command.spec, context.settings.country);
  return (await linesFor(context, command, rest)).map((one) =>
    typeof one === 'string' ? one : writeLine(command.spec, one, parse),
  );
}

/** Says that there is no such command, and which it may have been. */
export async function unknownCommand(context: Context, name: string, rest: string): Promise<void> {
  const { commands, person, place, repliedTo, tx, now } = context;
  const absent = whyAbsent(name);
  if (absent) return void (await decline(context, absent, { name }));
  const stop = commands.find(({ spec }) => spec.name === 'stop');
  if (stop && mayUse(stop, person.role, place) && isOneOf(name, 'campaign-words')) {
    return void (await decline(context, 'by-button', { name }));
  }
  const back = commands.find(({ spec }) => spec.name === 'back');
  // Whoever is away says so that they are there again; to others the word is about what was sent.
  if (back && isOneOf(name, 'typed-away-back') && (await awayUntil(tx.db, person.id, now)) !== null) {
    const problem = { kind: 'looks-like', typed: `/${name}` } as const;
    return void (await refuse(context, {
      command: back.spec,
      problem,
      reading: '',
      instead: ['/back'],
      typed: '',
    }));
  }
  if (callsOff(name) && may(person.role, 'operator')) return void (await callOff(context));
  const said = SAID_OF.find((id) => isOneOf(name, `words-${id}`));
  if (said && may(person.role, 'operator')) return void (await decline(context, said, { name }));
  const sms = commands.find(({ spec }) => spec.name === 'sms');
  if (sms && isOneOf(name, 'typed-send') && (await offerSending(context, `${name}${rest}`, sms))) return;
  const watch = commands.find(({ spec }) => spec.name === 'watch');
  if (watch && isOneOf(name, 'alert-words')) {
    const mayWatch = mayUse(watch, person.role, place);
    if (isOneOf(name, 'typed-watch-mute')) {
      if (mayWatch) return void (await context.rerun(context, 'watch', ` ${name}${rest}`));
      // Whoever may press [Mute 1h] below an alert says how long by words too.
      const isAlert = repliedTo?.kind === alertCard.name;
      if (isAlert && may(person.role, 'operator') && (await muteReplied(context, rest.trim()))) return;
    }
    // In a group whoever may not have things told there presses below what is.
    const id = mayWatch ? 'by-alert-watches' : 'by-alert';
    return void (await decline(context, id, { name }));
  }
  const near = commands.filter(
    (command) => mayUse(command, person.role, place) && isTypoOf(name, command.spec.name),
  );
  if (near.length === 0) {
    // Half remembered: `/heartbeat backups 5m`, `/import contacts`.
    if (await offerTopics(context, `${name}${rest}`)) return;
    return void (await decline(context, 'unknown-command', { name }));
  }
  await refuse(context, {
    command: name,
    problem: { kind: 'unknown-command', known: near.map(({ spec }) => `/${spec.name}`) },
    reading: '',
    instead: (await Promise.all(near.map((command) => linesOf(context, command, rest)))).flat(),
  });
}
