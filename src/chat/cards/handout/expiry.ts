import { z } from 'zod';
import { enqueueJob, type JobKind, type JobWork, jobWork } from '../../../jobs/kind.ts';
import type { Tx } from '../../../store/engine/database.ts';
import { recordAction } from '../../../store/people/actions.ts';
import { handoutOf } from './whole.ts';

const body = z.object({ cardId: z.string() });

/** Looks whether a second person has said anything of a file by the time from which on nobody can. */
const expiryJob: JobKind<z.infer<typeof body>> = { name: 'expire-handout', version: 1, body };

/** On record of a file that nobody approved in time. */
export const HANDOUT_EXPIRED = 'handout-expired';

/** Has that done then (ms). */
export async function awaitExpiry(tx: Tx, cardId: string, at: number): Promise<void> {
  await enqueueJob(tx, expiryJob, { cardId }, { key: null, now: at });
}

/** Keeps on record that a file was not given, since nobody approved it: its card says so by itself. */
export const expiryWork = (): JobWork =>
  jobWork(expiryJob, {
    cursor: z.never(),
    maxTries: 10,
    async piece({ tx, body: { cardId }, now }) {
      const handout = await handoutOf(tx.db, cardId);
      if (handout?.body.state.is !== 'asked') return null;
      const { from } = handout.body;
      await recordAction(tx, {
        at: now,
        actor_kind: 'system',
        actor_id: '',
        chat_id: from.chatId,
        thread_id: from.threadId,
        what: HANDOUT_EXPIRED,
        arg: null,
        order_id: null,
        card_id: cardId,
        message_id: null,
        origin: `${HANDOUT_EXPIRED} ${cardId}`,
      });
      return null;
    },
  });
