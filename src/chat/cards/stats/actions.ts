import { enqueueJob } from '../../../jobs/kind.ts';
import { toldInPrivate } from '../../in-private.ts';
import type { Action } from '../room.ts';
import type { StatsBody } from './body.ts';
import { statsFileJob } from './file.ts';

/** The figures as a table, which comes to whoever asks for it alone: it names people. */
const file: Action<StatsBody> = {
  role: 'viewer',
  async run(context, { card, body: { asked } }) {
    const { tx, person, place, now } = context;
    const key = `${statsFileJob.name} ${card.id} ${person.id}`;
    const isNew = await enqueueJob(tx, statsFileJob, { asked, personId: person.id }, { key, now });
    const toast = place.isPrivate
      ? { id: 'report-being-made' }
      : await toldInPrivate(context, 'csv-being-made-in-private');
    return { toast, did: isNew ? {} : null };
  },
};

export const actions = { file };
