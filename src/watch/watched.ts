import { z } from 'zod';
import { CHANNELS } from '../messages/request.ts';

/*
 * What a chat can watch. `usual` is what nobody regrets: links, messages in doubt, and failures that a person can mend; the
 * others say more exactly. A phone that is off rings nobody who has not asked for it.
 */

export const WATCH_KINDS = ['usual', 'failed', 'delivered', 'doubt', 'link'] as const;
export type WatchKind = (typeof WATCH_KINDS)[number];

const some = <Item extends z.ZodType>(item: Item) => z.array(item).readonly().optional();

/** Of which messages it is told; all of them where nothing is said. */
const filter = z.object({
  /** Sender names or numbers, as they were agreed on. */
  from: some(z.string()),
  channel: some(z.enum(CHANNELS)),
  /** Operators, by a part of their names. */
  operator: some(z.string()),
  /** Error codes of receipts. */
  code: some(z.number()),
  /** Telegram ids of people, names of tokens. */
  by: some(z.string()),
  /** Recipients: digits that their numbers end in. */
  number: some(z.string()),
  /** False: campaigns are left out. */
  bulk: z.literal(false).optional(),
});
export type Filter = z.infer<typeof filter>;

export const watched = z.object({ kind: z.enum(WATCH_KINDS), only: filter });
export type Watched = z.infer<typeof watched>;
