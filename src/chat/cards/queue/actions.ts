import { endTalk, findTalk, takeTalk } from '../../../store/talks/talks.ts';
import { showTalkBelow } from '../../talks/talks.ts';
import { rewriteBody } from '../kind.ts';
import { nameById } from '../presser.ts';
import { type Action, done, refused } from '../room.ts';
import { type QueueBody, queueCard } from './body.ts';

/** Who answers already, for somebody who would have had it too. */
const late: Action<QueueBody>['late'] = async ({ tx }, { arg }) => {
  // What a client sends need be no number, which PostgreSQL would not take.
  const id = Number(arg);
  const talk = Number.isSafeInteger(id) ? await findTalk(tx.db, id) : null;
  if (!talk || talk.taken_by === null) return null;
  return refused('talk-taken-by', { name: await nameById(tx.db, talk.taken_by) });
};

/** Whoever presses it answers from now on, on the card below. The first one wins. */
const take: Action<QueueBody> = {
  role: 'operator',
  late,
  async run(context, { arg }) {
    const { tx, person, now } = context;
    const id = Number(arg);
    if (!(await takeTalk(tx, id, person.id, now))) return refused('button-late');
    await showTalkBelow(context, id);
    return done;
  },
};

/** It needs no answer. */
const finish: Action<QueueBody> = {
  role: 'operator',
  late,
  async run({ tx, person, now }, { arg }) {
    const talk = await findTalk(tx.db, Number(arg));
    const isEnded = talk && (await endTalk(tx, { ...talk, taken_by: null }, { by: person.id, now }));
    return isEnded ? done : refused('button-late');
  },
};

/** Shows its card below, whoever answers. */
const open: Action<QueueBody> = {
  role: 'operator',
  async run(context, { arg }) {
    return (await showTalkBelow(context, Number(arg))) ? done : refused('button-late');
  },
};

/** Whoever turns to a page waits for it. */
const page: Action<QueueBody> = {
  role: 'operator',
  async run({ tx, now }, { card, body, arg }) {
    await rewriteBody(tx, queueCard, card, { ...body, page: Number(arg), turnedAt: now }, now);
    return done;
  },
};

export const actions = { take, done: finish, open, page };
