import { z } from 'zod';
import { enqueueJob, type JobKind, type JobWork, jobWork } from '../../jobs/kind.ts';
import type { Tx } from '../../store/engine/database.ts';
import { BEGINNING, eraseNext, stillOpen } from '../../store/person/person-data.ts';
import { enterErasing, erasingOf } from '../cards/erasure/whole.ts';

const body = z.object({ cardId: z.string() });

/** Erases what is kept of one person, in pieces. Whose data they are stands on the card alone, which goes last. */
const eraseJob: JobKind<z.infer<typeof body>> = { name: 'erase-person', version: 1, body };

export async function enqueueErasing(tx: Tx, cardId: string, now: number): Promise<void> {
  await enqueueJob(tx, eraseJob, { cardId }, { key: `${eraseJob.name} ${cardId}`, now });
}

export const eraseWork = (): JobWork =>
  jobWork(eraseJob, {
    cursor: z.object({ holding: z.number(), after: z.string().nullable() }),
    maxTries: 10,
    async piece({ tx, body: { cardId }, cursor, budget, now }) {
      const erasing = await erasingOf(tx.db, cardId);
      const state = erasing?.body.state;
      if (!erasing || state?.is !== 'running') return null;
      const { number } = erasing.body;
      /** What is open is left alone by what erases: if anything is, all of it is to be asked for once more. */
      const stopsAtOpen = async (isRest: boolean): Promise<boolean> => {
        const open = await stillOpen(tx.db, number, now);
        if (open.length === 0) return false;
        await enterErasing(tx, erasing, { number: '', state: { is: 'open', open, isRest } }, now);
        return true;
      };
      if (cursor === null && (await stopsAtOpen(false))) return null;
      let at = cursor ?? BEGINNING;
      do {
        const { next } = await eraseNext(tx, number, at, { now, except: cardId });
        if (next === null) {
          if (await stopsAtOpen(true)) return null;
          await enterErasing(tx, erasing, { number: '', state: { is: 'done', by: state.by, at: now } }, now);
          return null;
        }
        at = next;
      } while (!budget.isSpent());
      return at;
    },
    async givenUp(tx, { cardId }, now) {
      const erasing = await erasingOf(tx.db, cardId);
      if (erasing) await enterErasing(tx, erasing, { state: { is: 'failed' } }, now);
    },
  });
