import { isCode } from '../messages/codes.ts';
import { wishOf } from '../messages/opt-out.ts';
import { isNumber } from '../messages/recipient.ts';
import { isLookup, type MessageContent } from '../messages/request.ts';
import { roomOf } from '../store/chats/rooms.ts';
import type { Tx } from '../store/engine/database.ts';
import { type StopEntry, stoppedAmong, stopRules } from '../store/stop-list/stop-list.ts';
import { incomingSince } from '../store/talks/incoming.ts';

/** All to whom something was to go are on the stop list; why each is, by the numbers. */
export class OnStopList extends Error {
  override name = 'OnStopList';
  readonly entries: ReadonlyMap<string, StopEntry>;

  constructor(entries: ReadonlyMap<string, StopEntry>) {
    super(`${entries.size} on the stop list, and nobody else`);
    this.entries = entries;
  }
}

/** Somebody who asks is answered for so long (ms). */
const ANSWERED_MS = 24 * 3600 * 1000;
/** Newest messages of theirs that are looked through for a question. */
const LOOKED_THROUGH = 10;

interface Going {
  readonly content: MessageContent;
  /** Whence it goes; null: a program has it sent. */
  readonly chatId: number | null;
  /** How many it goes to in all. */
  readonly total: number;
  readonly now: number;
}

export const NOBODY: ReadonlyMap<string, StopEntry> = new Map();

/**
 * Those of some recipients to whom it does not go, and why. Look-ups reach nobody's eyes: they go. So do, where a chat has
 * it so, an answer to what one person asked since they are on the list, and a code, which they have asked for elsewhere.
 */
export async function stoppedFor(
  tx: Tx,
  recipients: readonly string[],
  { content, chatId, total, now }: Going,
): Promise<ReadonlyMap<string, StopEntry>> {
  if (isLookup(content.channel)) return NOBODY;
  const stopped = await stoppedAmong(tx, recipients.filter(isNumber));
  const [[number, entry] = []] = stopped;
  if (number === undefined || entry === undefined || total > 1 || chatId === null) return stopped;
  const { answersPassStopList = false } = await roomOf(tx.db, chatId);
  const passes = answersPassStopList && (isCode(content) || (await hasAsked(tx, number, entry, now)));
  return passes ? NOBODY : stopped;
}

/** Whether somebody wrote within the day, since they last asked to be left alone, and something else than that. */
async function hasAsked({ db }: Tx, number: string, { at }: StopEntry, now: number): Promise<boolean> {
  const { words } = await stopRules(db);
  const written = await incomingSince(db, number, Math.max(at, now - ANSWERED_MS), LOOKED_THROUGH);
  const wishes = written.map(({ text }) => wishOf(text, words));
  const last = wishes.indexOf('stop');
  return wishes.slice(0, last < 0 ? undefined : last).includes(null);
}
