import { enqueueJob } from '../../../jobs/kind.ts';
import { toldInPrivate } from '../../in-private.ts';
import type { Role } from '../../people/access.ts';
import type { Action } from '../room.ts';
import type { Format } from './format.ts';
import { reportJob } from './job.ts';

/** All that a card counts, or only those whom it has reached, as a file of each format, which come to whoever asks for them alone. */
export const reporting = (role: Role, formats: readonly Format[] = ['csv'], only?: 'reached'): Action => ({
  role,
  async run(context, { card }) {
    const { tx, person, place, now } = context;
    let isNew = false;
    for (const format of formats) {
      // Who presses again while it is being made has the same one.
      const what = [...(format === 'csv' ? [] : [format]), ...(only ? [only] : [])];
      const key = [reportJob.name, card.id, person.id, ...what].join(' ');
      const body = { of: card.id, personId: person.id, format, ...(only ? { only } : {}) };
      isNew = (await enqueueJob(tx, reportJob, body, { key, now })) || isNew;
    }
    const toast = formats.length > 1 ? 'reports-being-made' : 'report-being-made';
    return {
      toast: place.isPrivate ? { id: toast } : await toldInPrivate(context, `${toast}-in-private`),
      did: isNew ? {} : null,
    };
  },
});
