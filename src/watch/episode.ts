/*
 * What a watch tells stands in one message for as long as it goes on: the first event at once, what follows is edited into
 * it, and a quiet minute ends it. What goes on for hours is one message an hour, until somebody has taken it up.
 */

const QUIET_MS = 60_000;
const LONGEST_MS = 3_600_000;

/** What stands in one message so far. */
interface Episode {
  /** When its first and its last event were (ms). */
  readonly beganAt: number;
  readonly lastAt: number;
  /** Somebody has said that they see to it. */
  readonly isAcked: boolean;
}

/** When nothing more comes into the message, if nothing more happens (ms). */
export const quietAt = ({ lastAt }: Pick<Episode, 'lastAt'>): number => lastAt + QUIET_MS;

/** Whether what has happened by `now` belongs into this message, and not into a new one. */
export const goesOn = (episode: Episode, now: number): boolean =>
  now < quietAt(episode) && (episode.isAcked || now < episode.beganAt + LONGEST_MS);

/** Which of events, by their times in order (ms), one message would have told of: the first and the last of each. */
export function replay(times: readonly number[]): { readonly first: number; readonly last: number }[] {
  const told: { first: number; last: number }[] = [];
  for (const [index, at] of times.entries()) {
    const open = told.at(-1);
    const episode = {
      beganAt: times[open?.first ?? 0] ?? at,
      lastAt: times[open?.last ?? 0] ?? at,
      isAcked: false,
    };
    if (open && goesOn(episode, at)) open.last = index;
    else told.push({ first: index, last: index });
  }
  return told;
}

/** So many alerts of a minute have messages of their own in a chat; Telegram takes 20 calls a minute there. */
const ALERTS_A_MINUTE = 10;
/** What else begins within so long is listed in one message (ms). */
export const STORM_MS = 60_000;

/** Whether one more alert, after so many messages within a minute, has none of its own. */
export const isStorm = (messages: number): boolean => messages >= ALERTS_A_MINUTE;

/**
 * A state of things that comes back so soon after its end (ms) had not ended. Whoever saw to it has turned to other things
 * later: an edited message rings nobody, and theirs would stand as taken.
 */
const SAME_AGAIN_MS = 60_000;

/**
 * Whether a state of things that was told of, and is there again by `now`, belongs into the message that told of it.
 * @param withinMs of its end
 */
export const isSameAgain = (
  { toldAt, endedAt }: { readonly toldAt: number; readonly endedAt: number },
  now: number,
  withinMs = SAME_AGAIN_MS,
): boolean => now < endedAt + withinMs && now < toldAt + LONGEST_MS;
