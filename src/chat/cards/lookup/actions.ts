import { enqueueJob } from '../../../jobs/kind.ts';
import { lookingActions } from '../looking.ts';
import { movingActions } from '../moving.ts';
import { reportJob } from '../report/job.ts';
import type { Action } from '../room.ts';
import { lookupCard } from './body.ts';

/** All that was found, as a file. */
const report: Action = {
  role: 'viewer',
  async run({ tx, person, now }, { card }) {
    // Who presses again while it is being made has the same one.
    const key = `${reportJob.name} ${card.id}`;
    const isNew = await enqueueJob(tx, reportJob, { of: card.id, personId: person.id }, { key, now });
    return { toast: { id: 'report-being-made' }, did: isNew ? {} : null };
  },
};

const words = { sending: 'button-looking-up', cancelled: 'button-look-up-cancelled' };

export const actions = { ...movingActions('viewer', words), ...lookingActions(lookupCard), report };
