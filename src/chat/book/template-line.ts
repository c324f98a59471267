import type { Context } from '../context.ts';
import { TO_FILL_IN } from '../grammar/options.ts';
import type { CommandSpec, Recipient } from '../grammar.ts';
import { refuse } from '../refuse.ts';
import { valuesBehind } from './pairs.ts';
import { type LineRead, readLine } from './read-line.ts';
import { placesIn, valueNamed, wordEach } from './wording.ts';

/** What stands behind a template's name, beside its `name=value`. */
interface TemplateLine {
  /** The template's. */
  readonly name: string;
  /** Before the first pair, trimmed. */
  readonly before: string;
  /** From the first pair on, as typed. */
  readonly behind: string;
  readonly said: Readonly<Record<string, string>>;
  /** The template's. */
  readonly text: string;
}

interface Whom {
  /** The recipients, as they were typed; '' where none are. */
  readonly typed: string;
  /** The values, with the one that stood loose behind the recipients. */
  readonly said: TemplateLine['said'];
}

/** Of whom nothing is known: a card's person, or who is asked for. */
const SOMEBODY: Recipient = { to: '', typed: '' };

/** Who alone is read: what its options must be is seen where all of the line stands together. */
const recipientsOf = (spec: CommandSpec): CommandSpec => ({ ...spec, options: {}, text: 'none' });

/** Digits that may be somebody's number: they are offered as no value. */
const LONG_NUMBER = /\d{5}/;

/** The end of what was typed that names nobody, and may be values; null: there is none. */
function looseIn(before: string, read: LineRead & { ok: false }, isReply: boolean): string | null {
  const { problem, understood } = read;
  if (problem.kind === 'text-not-taken' && before.endsWith(problem.text)) return problem.text;
  // In reply to a card they need not be named.
  const isAboutCard = isReply && understood.recipients.length === 0;
  if (problem.kind !== 'ambiguous') return isAboutCard ? before : null;
  const at = before.indexOf(problem.typed);
  const loose = before.slice(at);
  const isBehind = isAboutCard ? at === 0 : at > 0 && understood.recipients.length > 0;
  return isBehind && !LONG_NUMBER.test(loose) ? loose : null;
}

/** Two values of several words are parted in so many ways at most. */
const SPLITS = 3;

/** What could be written behind the recipients in the place of words without their `name=`. */
function valuesFor(lacking: readonly string[], loose: string, named: TemplateLine['said'] | null): string[] {
  if (named) {
    const names = new Set([...Object.keys(named), ...lacking]);
    const line = [...names].map((name) => ` ${name}=${named[name] ?? TO_FILL_IN}`).join('');
    // The one name may be how its value begins.
    const [only, another] = lacking;
    const isWhole = only !== undefined && another === undefined && names.size === 1;
    return isWhole && !/^\S+?\s*:/.test(loose) ? [line, ` ${only}=${loose}`] : [line];
  }
  const pairs = (values: readonly string[]) =>
    lacking.map((name, i) => ` ${name}=${values[i] ?? TO_FILL_IN}`).join('');
  if (lacking.length === 1) return [pairs([loose])];
  const words = loose.split(/[\s,]+/).filter(Boolean);
  if (LONG_NUMBER.test(loose)) return [pairs([])];
  // Which is which is for a person to say.
  if (lacking.length === 2 && words.length === 2) return [pairs(words), pairs(words.toReversed())];
  if (words.length === 1)
    return lacking.map((_, nth) => pairs(lacking.map((_, at) => (at === nth ? loose : TO_FILL_IN))));
  // So is where one ends.
  const ends = lacking.length === 2 ? words.slice(1, SPLITS + 1).map((_, at) => at + 1) : [];
  if (ends.length > 0)
    return ends.map((at) => pairs([words.slice(0, at), words.slice(at)].map((one) => one.join(' '))));
  return [pairs([])];
}

/**
 * Reads to whom a template goes. A word behind them without its `name=` is the value that they lack, if they lack one.
 * What is neither must not get into the text: it is refused, and null comes back.
 */
export async function readWhom(
  context: Context,
  spec: CommandSpec,
  line: TemplateLine,
): Promise<Whom | null> {
  const { name, before, behind, said, text } = line;
  if (before === '') return { typed: '', said };
  const read = await readLine(context, recipientsOf(spec), ` ${before}`);
  if (read.ok || (read.problem.kind === 'bad-recipients' && read.problem.usable)) {
    return { typed: before, said };
  }
  const { problem, understood } = read;
  const written = (whom: string, more = behind) => (`/t ${name} ${whom}`.trimEnd() + more).trimEnd();
  const loose = looseIn(before, read, context.repliedTo !== null);
  if (loose !== null) {
    const whom = before.slice(0, before.length - loose.length).trim();
    const recipients = understood.recipients.length > 0 ? understood.recipients : [SOMEBODY];
    const worded = wordEach(text, recipients, { said, otherwise: {} });
    const lacking = 'lacking' in worded ? worded.lacking : [];
    const named = valuesBehind(
      placesIn(text).filter((name) => valueNamed(said, name) === undefined),
      loose,
    );
    const [value] = lacking;
    if (!named && value !== undefined && lacking.length === 1 && problem.kind !== 'ambiguous')
      return { typed: whom, said: { ...said, [value]: loose } };
    return refuse(context, {
      command: { ...spec, name: 't' },
      problem:
        lacking.length > 0 || named
          ? { kind: 'ambiguous', typed: loose }
          : { kind: 'text-not-taken', text: loose },
      reading: written(before),
      instead: valuesFor(lacking, loose, named).map((values) => written(whom, `${behind}${values}`)),
    });
  }
  return refuse(context, {
    command: { ...spec, name: 't' },
    problem: problem.kind === 'no-recipient' ? { kind: 'unknown-name', typed: before, near: [] } : problem,
    reading: written(before),
    instead: read.corrections.map((one) => written(one.slice(spec.name.length + 1).trim())),
  });
}
