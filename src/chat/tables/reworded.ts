import { type Card, newestCards } from '../../store/chats/cards.ts';
import { keyOf } from '../book/names.ts';
import { readBody } from '../cards/kind.ts';
import { type TableBody, tableCard } from '../cards/table/body.ts';
import type { Context } from '../context.ts';
import { holdsOption } from '../grammar/option-behind.ts';
import { wholeWords } from '../grammar/typed-words.ts';
import { heldAnswer } from '../held/answers.ts';
import { mayUse } from '../people/access.ts';
import { record } from '../record.ts';
import { lacksWording } from './on-card.ts';
import { sendTable } from './send-table.ts';

/** A card that asks for another text is answered by what is said next in private, for so long (ms). */
const OPEN_MS = 10 * 60_000;

const OF_TABLE = new RegExp(wholeWords('typed-of-table'), 'iu');

/**
 * The table whose text is to be said again, where what is said next in private may be that text; null: there is none. What
 * sounds like an order, or a word to a colleague, answers nothing.
 */
export async function tableToReword(context: Context, words: string): Promise<Card | null> {
  const { tx, place, writtenAt } = context;
  const [last] = await newestCards(tx.db, place, 1);
  if (!last || !lacksWording(last) || writtenAt - last.created_at > OPEN_MS) return null;
  if (!words.includes('{') && OF_TABLE.test(words)) return null;
  // A place to be filled in from a column is none that is left to fill in.
  const text = words.replace(/[{}]/g, '');
  const about = { to: '', above: 'reached', filled: null, isChosen: false } as const;
  return (await heldAnswer(context, text, about)) === null ? last : null;
}

/** The text in which a column that is said alone stands in place of the one that there is not; null: more is said. */
function withColumn({ source: { content }, state }: TableBody, words: string): string | null {
  if (state.is !== 'refused' || state.problem.kind !== 'unknown-places' || !('text' in content)) return null;
  const said = keyOf(words.trim().replace(/^\{([^{}]*)\}[.!]?$/, '$1'));
  const column = state.problem.columns.find((one) => keyOf(one) === said);
  const [name, another] = state.problem.names;
  if (column === undefined || name === undefined || another !== undefined) return null;
  return content.text.replace(/\{([^{}]*)\}/g, (place, one: string) =>
    keyOf(one.trim()) === keyOf(name.trim()) ? `{${column}}` : place,
  );
}

/** Reads the table of a card for another text, with all else as it was asked for. Returns whether that is done. */
export async function reword(context: Context, card: Card, words: string): Promise<boolean> {
  const body = readBody(tableCard, card);
  const command = context.commands.find(({ spec }) => spec.name === 'bulk');
  if (!body || !command || !('text' in body.source.content)) return false;
  const { document, content } = body.source;
  const hasOptions = holdsOption(words, command.spec);
  if (hasOptions || !mayUse(command, context.person.role, context.place))
    return context.rerun({ ...context, document }, 'bulk', `${hasOptions ? '' : ' --'} ${words}`);
  const text = withColumn(body, words) ?? words;
  const did = await sendTable(context, document, { ...body.source, content: { ...content, text } });
  await record(context, 'reply bulk', did);
  return did !== null;
}
