import { enqueueJob } from '../../../jobs/kind.ts';
import { touchCards } from '../../../store/chats/cards.ts';
import { ackAlert, alertsOn, messagesTold } from '../../../store/watch/alerts.ts';
import { MUTES, mutedUntil } from '../../../watch/mute.ts';
import { answer } from '../../answer.ts';
import { inPrivate, toldInPrivate } from '../../in-private.ts';
import { muteToldOn } from '../../watch/muting.ts';
import { alertNumbersCard } from '../alert-numbers/body.ts';
import { reportJob } from '../report/job.ts';
import { type Action, done, refused } from '../room.ts';
import type { AlertBody } from './body.ts';

/** Somebody sees to it: the first who says so. */
const ack: Action<AlertBody> = {
  role: 'operator',
  groupRole: 'viewer',
  async run({ tx, person, now }, { card }) {
    let isFirst = false;
    for (const { id } of await alertsOn(tx.db, card.id)) {
      if (await ackAlert(tx, id, person.id, now)) isFirst = true;
    }
    if (!isFirst) return refused('button-late');
    await touchCards(tx, [card.id], now);
    return done;
  },
};

/** Says nothing of this for a while, and what has happened at the end of it. */
const mute: Action<AlertBody> = {
  role: 'operator',
  async run(context, { card, arg }) {
    const how = MUTES.find((one) => one === arg);
    const until = how && mutedUntil(how, context.now, context.settings.timeZone);
    return until && (await muteToldOn(context, card.id, until)) ? done : refused('button-stale');
  },
};

const unmute: Action<AlertBody> = {
  role: 'operator',
  async run(context, { card }) {
    return (await muteToldOn(context, card.id, null)) ? done : refused('button-stale');
  },
};

/** Shows the numbers to whoever asks for them alone. */
const numbers: Action<AlertBody> = {
  role: 'operator',
  async run(context, { body }) {
    await answer(await inPrivate(context), alertNumbersCard, body);
    const toast = context.place.isPrivate ? null : await toldInPrivate(context, 'alert-numbers-in-private');
    return { toast, did: {} };
  },
};

/** All messages that it tells of as a file, for whoever asks for it alone. */
const file: Action<AlertBody> = {
  role: 'operator',
  async run(context, { card, body: { alertId } }) {
    const { tx, person, place, now } = context;
    if ((await messagesTold(tx.db, alertId)).length === 0) return refused('card-forgotten');
    const key = `${reportJob.name} ${card.id} ${person.id}`;
    const isNew = await enqueueJob(
      tx,
      reportJob,
      { of: card.id, alertId, personId: person.id },
      { key, now },
    );
    const toast = place.isPrivate
      ? { id: 'report-being-made' }
      : await toldInPrivate(context, 'report-being-made-in-private');
    return { toast, did: isNew ? {} : null };
  },
};

export const actions = { ack, mute, unmute, numbers, file };
