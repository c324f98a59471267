import type { Context } from '../context.ts';
import { TO_FILL_IN } from '../grammar/options.ts';
import type { CommandSpec, Recipient } from '../grammar.ts';
import { refuse } from '../refuse.ts';
import { readLine } from './read-line.ts';
import { wordEach } from './wording.ts';

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
  const read = await readLine(context, { ...spec, text: 'none' }, ` ${before}`);
  if (read.ok || (read.problem.kind === 'bad-recipients' && read.problem.usable)) {
    return { typed: before, said };
  }
  const { problem, understood } = read;
  const written = (whom: string, more = behind) => `/t ${name} ${whom}${more}`.trimEnd();
  const isLoose = problem.kind === 'text-not-taken' && before.endsWith(problem.text);
  // In reply to a card they need not be named.
  const isAboutCard = context.repliedTo !== null && understood.recipients.length === 0;
  if (isLoose || (isAboutCard && problem.kind !== 'ambiguous')) {
    const loose = isLoose ? problem.text : before;
    const whom = before.slice(0, before.length - loose.length).trim();
    const recipients = isLoose ? understood.recipients : [SOMEBODY];
    const worded = wordEach(text, recipients, { said, otherwise: {} });
    const lacking = 'lacking' in worded ? worded.lacking : [];
    const [value] = lacking;
    if (value !== undefined && lacking.length === 1)
      return { typed: whom, said: { ...said, [value]: loose } };
    return refuse(context, {
      command: { ...spec, name: 't' },
      problem: { kind: 'text-not-taken', text: loose },
      reading: written(before),
      instead: [written(whom, behind + lacking.map((one) => ` ${one}=${TO_FILL_IN}`).join(''))],
    });
  }
  return refuse(context, {
    command: { ...spec, name: 't' },
    problem: problem.kind === 'no-recipient' ? { kind: 'unknown-name', typed: before, near: [] } : problem,
    reading: written(before),
    instead: read.corrections.map((one) => written(one.slice(spec.name.length + 1).trim())),
  });
}
