import { enqueueJob, type JobKind } from '../../../jobs/kind.ts';
import type { Card } from '../../../store/chats/cards.ts';
import type { Context } from '../../context.ts';
import { toldInPrivate } from '../../in-private.ts';
import type { PressReply } from '../room.ts';

/** Has a table made for whoever presses; who presses again meanwhile has the same one. */
export async function askCsv<Body extends object>(
  context: Context,
  card: Card,
  job: JobKind<Body>,
  body: Body,
): Promise<PressReply> {
  const { tx, person, place, now } = context;
  const isNew = await enqueueJob(tx, job, body, { key: `${job.name} ${card.id} ${person.id}`, now });
  const toast = place.isPrivate
    ? { id: 'report-being-made' }
    : await toldInPrivate(context, 'csv-being-made-in-private');
  return { toast, did: isNew ? {} : null };
}
