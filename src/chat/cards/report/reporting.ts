import { enqueueJob } from '../../../jobs/kind.ts';
import type { Role } from '../../access.ts';
import { toldInPrivate } from '../../in-private.ts';
import type { Action } from '../room.ts';
import { reportJob } from './job.ts';

/** All that a card counts, as a file, which comes to whoever asks for it alone. */
export const reporting = (role: Role): Action => ({
  role,
  async run(context, { card }) {
    const { tx, person, place, now } = context;
    // Who presses again while it is being made has the same one.
    const key = `${reportJob.name} ${card.id} ${person.id}`;
    const isNew = await enqueueJob(tx, reportJob, { of: card.id, personId: person.id }, { key, now });
    const toast = place.isPrivate
      ? { id: 'report-being-made' }
      : await toldInPrivate(context, 'report-being-made-in-private');
    return { toast, did: isNew ? {} : null };
  },
});
