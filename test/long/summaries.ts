import { readBody } from '../../src/chat/cards/kind.ts';
import { summaryCard } from '../../src/chat/cards/summary/body.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { STATE } from '../../src/store/tables/coded.ts';
import { TIME_ZONE, type Town } from './town/town.ts';
import type { Stage } from './under-load.ts';

const MINUTE_MS = 60_000;
/** A minute that is nearer than this may be over when it is read for which one, ms. */
const NEAREST_MS = 15_000;
/** A process may store a message's end with a clock that is behind the one of who counts, ms. */
const SLACK_MS = 2_000;
/** A summary says first of which period it is; one that could not be made says so. */
const SUMMARY = /^📊/;
const GIVEN_UP = /^The statistics could not be made/;

/** Who wants a summary, and of which minute. */
export interface AskedSummary {
  readonly chat: number;
  /** ms since 1970 */
  readonly due: number;
}

/** Everybody wants a summary of the day in private, in one of the full minutes of the campaign. */
export function askSummaries({ town, until }: Stage): readonly AskedSummary[] {
  const ends = Date.now() + until - performance.now();
  const first = Math.ceil((Date.now() + NEAREST_MS) / MINUTE_MS) * MINUTE_MS;
  const minutes = Math.max(1, Math.ceil((ends - first) / MINUTE_MS));
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: TIME_ZONE,
    hour: '2-digit',
    minute: '2-digit',
  });
  return town.typists.map((chat, nth) => {
    const due = first + (nth % minutes) * MINUTE_MS;
    town.telegram.write(chat, { from: chat, text: `/watch summary daily ${clock.format(due)}` });
    return { chat, due };
  });
}

/** Of those that came to a chat: what they say. */
const shownIn = ({ telegram }: Town, chat: number): string[] =>
  telegram
    .messages(chat)
    .filter(({ from, text }) => from === telegram.bot.id && (SUMMARY.test(text) || GIVEN_UP.test(text)))
    .map(({ text }) => text);

export const areShown = (town: Town, asked: readonly AskedSummary[]): boolean =>
  asked.every(({ chat }) => shownIn(town, chat).length > 0);

/** Summaries that did not come, or came twice, or count otherwise than what there was. */
export async function misSummed(
  { db }: Store,
  town: Town,
  asked: readonly AskedSummary[],
): Promise<string[]> {
  const cards = await db.selectFrom('cards').selectAll().where('kind', '=', summaryCard.name).execute();
  const delivered = await db
    .selectFrom('messages')
    .select('ended_at')
    .where('state', '=', STATE.of.delivered)
    .execute();
  const endedBy = (at: number) => delivered.filter(({ ended_at }) => (ended_at ?? 0) <= at).length;
  return asked.flatMap(({ chat, due }) => {
    const shown = shownIn(town, chat);
    const isGivenUp = shown.some((text) => GIVEN_UP.test(text));
    const written = cards.filter(({ chat_id }) => chat_id === chat);
    if (written.length + (isGivenUp ? 1 : 0) !== 1) {
      return [`${chat} has ${written.length} summaries${isGivenUp ? ', and one was given up' : ''}`];
    }
    // One whose sending was cut off may stand there twice.
    if (shown.length < 1 || shown.length > 2) return [`${chat} was shown ${shown.length} summaries`];
    return written.flatMap((card) => {
      const counted = readBody(summaryCard, card)?.figures.delivered ?? -1;
      const [least, most] = [endedBy(due - SLACK_MS), endedBy(card.created_at + SLACK_MS)];
      const isRight = counted >= least && counted <= most;
      return isRight ? [] : [`${chat} is told of ${counted} deliveries: there were ${least} to ${most}`];
    });
  });
}
