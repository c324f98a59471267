import type { Channel } from '../../messages/request.ts';
import type { Reader } from '../engine/database.ts';
import { CAMPAIGN, CHANNEL } from '../tables/coded.ts';

/** Orders of the same file that are named. */
const NAMED = 3;

/** An order that was made of a file. */
export interface SentTable {
  /** Telegram's id of who had it made. */
  readonly personId: string | null;
  readonly at: number;
  readonly n: number;
}

/** What was sent on a channel of a file with this digest since then (ms), the latest first. */
export async function sentBefore(
  db: Reader,
  { digest, channel }: { readonly digest: string; readonly channel: Channel },
  since: number,
): Promise<SentTable[]> {
  const rows = await db
    .selectFrom('orders')
    .select(['maker_id', 'created_at', 'total'])
    .where('table_digest', '=', digest)
    .where('channel', '=', CHANNEL.of[channel])
    .where('created_at', '>=', since)
    .where(({ eb, or }) =>
      or([
        // One is done, too, that was cancelled before anything left.
        eb('campaign', 'not in', CAMPAIGN.all(['preparing', 'preview', 'cancelled', 'done'])),
        eb('moved_at', 'is not', null),
      ]),
    )
    .orderBy('number', 'desc')
    .limit(NAMED)
    .execute();
  return rows.map(({ maker_id, created_at, total }) => ({ personId: maker_id, at: created_at, n: total }));
}
