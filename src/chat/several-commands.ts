import { type LineRead, readLine } from './book/read-line.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { plainView } from './grammar/glyphs.ts';
import { writeLine } from './grammar/line.ts';
import { recipientParser } from './grammar/recipients.ts';
import { splitCommand } from './grammar.ts';
import { calledBy } from './offer.ts';
import { mayUse } from './people/access.ts';
import { refuse } from './refuse.ts';
import type { Spoken } from './spoken.ts';
import { correspondentOf } from './talks/correspondent.ts';

// A message is one order. A row below the first that begins with another one would be a part of the first: of a text that
// a customer gets with somebody else's number in it, or of a contact's field. Nobody can tell which was meant, so nothing
// is done, and each is there to be copied.

/** An order in a message, and where its row begins. */
interface Order extends Spoken {
  readonly at: number;
}

/** What the rows of a list begin with. */
const LIST_MARK = /^ *(?:\d{1,3}[.)] +|[-*>•–—] *)?/u;
/** What stands before a text that is sent as it is. */
const TEXT_MARK = /(?:^|\s)--(?=\s|$)/;
/** With a template's verb, its name and what it is for its text begins. */
const TEMPLATE_HEAD = /^\s*\S+\s+\S+(?:\s+\p{L}+=\S+)*/u;
/** A recipient, perhaps. */
const BEGINS_RECIPIENT = /^\s*[\d+(#@]/;
/** Within a row a command that goes on with a recipient is one too. */
const WITHIN = /(?<=\S\s+)\/[\p{L}\p{N}_@]+(?=\s+[\d+(#])/gu;
/** The lines with one for all of the text have room on a card (UTF-16 units). */
const ROOM = 3_000;

const firstWord = (words: string): string => /\S+/.exec(words)?.[0].toLowerCase() ?? '';
const markOf = ({ typed }: Spoken): string => /^[^\p{L}\p{N}]/u.exec(typed)?.[0] ?? '';

/** Whether a row below the first order is one too. A word without a slash may be the text's own, but for one like the first. */
function isOrder(row: Spoken, first: Spoken | null): boolean {
  const mark = markOf(row);
  if (mark === '/') return true;
  if (!first) return false;
  if (mark !== '' && mark === markOf(first)) return true;
  return (
    row.command === first.command &&
    row.rest.trim() !== '' &&
    (BEGINS_RECIPIENT.test(row.rest) || firstWord(row.rest) === firstWord(first.rest))
  );
}

/** The orders that begin a row, or stand within one with a recipient, in order, with what follows each to the end of the words. */
function ordersIn(words: string, hear: (words: string) => Spoken | null): Order[] {
  const orders: Order[] = [];
  let at = 0;
  let isFirst = true;
  for (const row of plainView(words).split('\n')) {
    if (row.trim() !== '') {
      const [mark = ''] = LIST_MARK.exec(row) ?? [];
      const order = hear(words.slice(at + mark.length));
      const [first] = orders;
      const isOne = order && (isFirst || isOrder(order, first?.at === 0 ? first : null));
      if (isOne) orders.push({ ...order, at: isFirst ? 0 : at });
      isFirst = false;
      for (const { index } of row.matchAll(WITHIN)) {
        const within = hear(words.slice(at + index));
        if (within && orders.length > 0 && markOf(within) === '/') orders.push({ ...within, at: at + index });
      }
    }
    at += row.length + 1;
  }
  return orders;
}

/** Where a line's text begins; null: it has none, or that is not clear. */
function textAt({ spec }: Command, rest: string, read: LineRead | null): number | null {
  if (spec.name === 'template') return TEMPLATE_HEAD.exec(rest)?.[0].length ?? null;
  if (spec.text === 'none' || !read?.ok || read.text === '' || !rest.endsWith(read.text)) return null;
  return rest.length - read.text.length;
}

/** Whether commands read a text, or their words themselves. */
const takesText = ({ spec }: Command): boolean =>
  spec.name === 'template' || spec.text === 'required' || Object.keys(spec.options).length > 0;

/** Whether all behind the first order is its text because a mark says so. */
async function isMarkedText(context: Context, { command, rest }: Spoken): Promise<boolean> {
  const mark = TEXT_MARK.exec(plainView(rest));
  if (!mark || !takesText(command)) return false;
  const head = rest.slice(0, mark.index);
  if (command.spec.name === 'template') return TEMPLATE_HEAD.exec(head)?.[0].trim() === head.trim();
  const read = await readLine(context, command.spec, head);
  return (read.ok ? read : read.understood).text === '';
}

/** The line by which all of the words behind the first order are its text; null: there is none. */
async function asText(
  context: Context,
  first: Order | null,
  { words, own }: { readonly words: string; readonly own: string },
): Promise<string | null> {
  // What does not fit a message, or leads somewhere, is lost when it is copied.
  if (context.lacks.some((lack) => lack !== 'file')) return null;
  if (!first) {
    const { repliedTo, tx, commands } = context;
    const isAnswer = repliedTo && commands.some(({ spec }) => spec.name === 'sms');
    return isAnswer && (await correspondentOf(tx.db, repliedTo)) ? `/sms -- ${words.trim()}` : null;
  }
  const { command, rest } = first;
  const { spec } = command;
  if (!takesText(command)) return null;
  const read = spec.name === 'template' ? null : await readLine(context, spec, own);
  const at = textAt(command, own, read);
  if (at !== null) {
    const head = read?.ok
      ? writeLine(spec, { ...read, text: '' }, recipientParser(spec, context.settings.country))
      : `/${spec.name} ${own.slice(0, at).trim()}`;
    return `${head} -- ${rest.slice(at).trim()}`;
  }
  const isForCard = context.repliedTo !== null && read?.ok === false && read.problem.kind === 'no-recipient';
  return isForCard ? `/${spec.name} -- ${rest.trim()}` : null;
}

/** Knows when a message says more than one order, and says so in the place of doing any. */
export function createApart(
  commands: ReadonlyMap<string, Command>,
  hearOrder: (words: string) => Spoken | null,
  botUsername: string,
): (context: Context, words: string) => Promise<boolean> {
  const hear = (words: string): Spoken | null => {
    const typed = splitCommand({ text: words, botUsername });
    const command = typed && commands.get(typed.name);
    return command
      ? { command, typed: `/${typed.name}`, rest: typed.rest, isMarked: true }
      : hearOrder(words);
  };
  return async (context, words) => {
    const view = plainView(words).trim();
    if (!view.includes('\n') && view.search(WITHIN) < 0) return false;
    const orders = ordersIn(words, hear);
    const [lead] = orders;
    const first = lead?.at === 0 ? lead : null;
    const second = first ? orders[1] : lead;
    if (!lead || !second || !mayUse(lead.command, context.person.role, context.place)) return false;
    const before = words.slice(0, second.at);
    const own = first ? first.rest.slice(0, first.rest.length - (words.length - second.at)) : before;
    if (first && (await isMarkedText(context, { ...first, rest: own }))) return false;
    const lines = orders.map((order, nth) => {
      const behind = words.length - (orders[nth + 1]?.at ?? words.length);
      const rest = order.rest.slice(0, order.rest.length - behind).trim();
      return `/${calledBy(order)} ${rest}`.trim();
    });
    const each = first ? lines : [before.trim(), ...lines];
    const text = await asText(context, first, { words, own });
    const isText = text !== null && [...each, text].join('\n').length <= ROOM;
    await refuse(context, {
      command: lead.command.spec,
      problem: { kind: 'several-commands', count: orders.length, isText, isFirst: first !== null },
      reading: '',
      instead: isText ? [...each, text] : each,
      typed: '',
    });
    return true;
  };
}
