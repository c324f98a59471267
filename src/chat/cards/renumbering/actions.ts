import { enqueueJob } from '../../../jobs/kind.ts';
import { importJob } from '../../book/import-job.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, done } from '../room.ts';
import { type RenumberingBody, renumberingCard } from './body.ts';

/** By what its presser may change: the table is read once more. */
const replace: Action<RenumberingBody> = {
  role: 'operator',
  async run({ tx, person, now }, { card, body }) {
    await rewriteBody(tx, renumberingCard, card, { ...body, answer: 'replaced' }, now);
    const job = { ...body.job, personId: person.id, renumbers: true as const };
    await enqueueJob(tx, importJob, job, { key: null, now });
    return done;
  },
};

const leave: Action<RenumberingBody> = {
  role: 'operator',
  async run({ tx, now }, { card, body }) {
    await rewriteBody(tx, renumberingCard, card, { ...body, answer: 'left' }, now);
    return done;
  },
};

export const actions = { replace, leave };
