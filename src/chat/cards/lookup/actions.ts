import { enqueueJob } from '../../../jobs/kind.ts';
import { toldInPrivate } from '../../in-private.ts';
import { lookingActions } from '../looking.ts';
import { movingActions } from '../moving.ts';
import { reportJob } from '../report/job.ts';
import type { Action } from '../room.ts';
import { lookupCard } from './body.ts';

/** All that was found, as a file, which comes to whoever asks for it alone. */
const report: Action = {
  role: 'viewer',
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
};

const words = { sending: 'button-looking-up', cancelled: 'button-look-up-cancelled' };

export const actions = { ...movingActions('viewer', words), ...lookingActions(lookupCard), report };
