import type { ViewContext } from '../../show/view.ts';
import type { PastStanding } from '../../watch/past-standings.ts';
import type { Facts } from '../alert/facts.ts';
import { linesAbout } from '../alert/state.ts';

/** What the message says first and last: that it began, and that it is over. */
export async function standingLine(
  context: ViewContext,
  { since, until, what }: PastStanding,
): Promise<string> {
  const facts: Facts = { about: what, since, until, times: 1 };
  const [last = ''] = await linesAbout(context, what, facts);
  // Of a link it says nothing more: what was queued then is not known. A campaign's alert says where it is.
  if (until === null || what.of === 'link' || what.of === 'campaign') return last;
  const [first = ''] = await linesAbout(context, what, { ...facts, until: null });
  return `${first} → ${last}`;
}
