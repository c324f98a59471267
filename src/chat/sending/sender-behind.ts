import { roomOf } from '../../store/chats/rooms.ts';
import { lastSenders } from '../../store/talks/conversations.ts';
import type { Context } from '../context.ts';
import { plainView } from '../grammar/glyphs.ts';
import { declaredOption } from '../grammar/spec.ts';
import type { CommandSpec, ReadResult } from '../grammar.ts';

/** `from SHOP` where a text begins. */
const SENDER = /^(\p{L}+) ([^\s=]+)(?=\s|$)\s*/u;

/** From whom messages go that name nobody, those that a second person approves, and from whom the last ones went. */
async function sendersKnown({ tx, place, settings }: Context): Promise<string[]> {
  const { sender } = place.room ?? (await roomOf(tx.db, place.chatId));
  return [sender ?? '', settings.wire.sender, ...settings.approve.senders, ...(await lastSenders(tx.db))];
}

/**
 * A sender without its `=` where the text begins, as people say it: the lines that have it as the sender and as words. Of a
 * name from which nothing goes here the text is sure. Null: nothing is to be asked.
 */
export async function senderBehind(
  context: Context,
  spec: CommandSpec,
  rest: string,
  read: ReadResult,
): Promise<{ readonly typed: string; readonly lines: readonly string[] } | null> {
  if (!read.ok || spec.options.from?.kind !== 'word' || Object.hasOwn(read.options, 'from')) return null;
  const { text } = read;
  const [whole = '', word = '', name = ''] = SENDER.exec(plainView(text)) ?? [];
  if (whole === '' || declaredOption(spec, word) !== 'from' || !rest.endsWith(text)) return null;
  const before = rest.slice(0, -text.length);
  // The text was set apart.
  if (/(?:--|\n)\s*$/.test(plainView(before))) return null;
  const from = (await sendersKnown(context)).find((one) => one.toLowerCase() === name.toLowerCase());
  if (from === undefined) return null;
  const head = `/${spec.name} ${before.trim()}`.trim();
  const typed = whole.trim();
  return { typed, lines: [`${head} from=${from} ${text.slice(whole.length)}`.trim(), `${head} -- ${text}`] };
}
