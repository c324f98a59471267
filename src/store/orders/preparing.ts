import { z } from 'zod';
import { MESSAGE_STATES } from '../../messages/status.ts';
import { addJob } from '../chats/jobs.ts';
import type { Tx } from '../engine/database.ts';
import { versioned } from '../engine/versions.ts';
import { untriedRecipients } from './again.ts';
import { findOrder } from './orders.ts';
import { reachedBy } from './reached.ts';
import { type Addressee, recipientsFrom } from './recipient-lists.ts';

const found = z.object({
  /** How many are on their way already, or went within the minute. */
  repeated: z.number(),
  /** How many of its recipients messages hardly reach, and the first of them. */
  landlines: z.number(),
  callsOnly: z.array(z.string()).readonly(),
  /** Of all of its messages together; an earlier version did not count them. */
  parts: z.number().default(0),
});

/** What a person is asked about of an order, as far as it is written. */
export type Found = z.infer<typeof found>;

/** Those of an order that ended in one of these ways. */
const ended = z.object({
  orderId: z.string(),
  ends: z.array(
    z.object({
      state: z.enum(MESSAGE_STATES),
      error: z.number().nullable(),
      command_status: z.number().nullable(),
    }),
  ),
  /** Behind the message with this id. */
  after: z.number(),
});

const body = z.object({
  orderId: z.string(),
  /** Those to whom it is still to be written: a list, or recipients of another order. */
  others: z.union([
    z.object({ file: z.string() }),
    /** Of those whom nobody tries again meanwhile. */
    z.object({ untried: ended }),
    /** With all who have their message, or may: see reached.ts. */
    z.object({ reached: ended }),
  ]),
  /** How many were written at once. */
  written: z.number(),
  /** The account that was asked for. */
  account: z.string().optional(),
  found,
});
export type Preparing = z.infer<typeof body>;

/** Those of an order whom nobody holds, how many there are at the most. */
export type Others = Preparing['others'] & { readonly count: number };

export const preparingCursor = z.object({
  /** The position to go on at. */
  position: z.number(),
  /** Behind which message of another order to go on. */
  after: z.number(),
  found,
});

/** The next ones of them, none behind the last; of another order, behind a message. */
export async function nextOthers(
  tx: Tx,
  others: Preparing['others'],
  { nth, after }: { readonly nth: number; readonly after: number },
  limit: number,
): Promise<{ readonly recipients: readonly Addressee[]; readonly after: number }> {
  if ('file' in others) {
    return { recipients: await recipientsFrom(tx.db, others.file, nth, limit), after };
  }
  if ('reached' in others) {
    const { orderId, ends } = others.reached;
    const order = await findOrder(tx.db, orderId);
    const found = order ? await reachedBy(tx.db, order, ends, { after, limit }) : [];
    return { recipients: found.map(({ recipient }) => recipient), after: found.at(-1)?.id ?? after };
  }
  const { orderId, ends } = others.untried;
  const found = await untriedRecipients(tx, orderId, ends, { after, limit });
  return { recipients: found.map(({ addressee }) => addressee), after: found.at(-1)?.id ?? after };
}

/** Writes the messages of an order that is too long to be written at once: see src/chat/sending/preparing.ts. */
export const preparing = { name: 'prepare-campaign', version: 0, body };

/** Has that done. */
export async function enqueuePreparing(tx: Tx, job: Preparing, now: number): Promise<void> {
  await addJob(tx, { kind: preparing.name, body: versioned(preparing, job), key: null, now });
}
