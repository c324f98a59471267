import { z } from 'zod';
import { type JobWork, jobWork } from '../../jobs/kind.ts';
import { unseenDoubts } from '../../store/attempts/unseen-doubts.ts';
import { CHANNEL } from '../../store/tables/coded.ts';
import type { ChatSettings } from '../context.ts';
import { cardsForPrograms } from '../programs/program-cards.ts';

const MINUTE_MS = 60_000;

/**
 * What a program had sent without a chat, and nobody knows whether it left, is shown to the first owner: somebody has to
 * have it sent again, or leave it.
 */
export function unseenDoubtsWork(settings: ChatSettings & { readonly ownerIds: readonly number[] }): JobWork {
  const cards = cardsForPrograms(settings);
  return jobWork(
    { name: 'unseen-doubts', version: 1, body: z.object({}) },
    {
      cursor: z.object({}),
      maxTries: 10,
      everyMs: MINUTE_MS,
      async piece({ tx, now }) {
        const [owner] = settings.ownerIds;
        if (owner === undefined) return null;
        for (const { id, channel } of await unseenDoubts(tx.db, now)) {
          const placed = {
            id,
            heldUntil: null,
            madePlain: [],
            repeated: 0,
            landlines: 0,
            callsOnly: [],
            parts: 0,
          };
          const place = { chatId: owner, threadId: null };
          await cards.show(tx, { placed, channel: CHANNEL.name(channel), place, now });
        }
        return null;
      },
    },
  );
}
