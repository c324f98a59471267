import { addToStopList } from '../../../store/stop-list/stop-list.ts';
import {
  endTalk,
  findTalk,
  releaseTalk,
  setReminder,
  type Talk,
  takeTalk,
  waitNoMore,
} from '../../../store/talks/talks.ts';
import { answer } from '../../answer.ts';
import type { Context } from '../../context.ts';
import { may } from '../../people/access.ts';
import { cannedCard } from '../canned/body.ts';
import { correspondenceCard } from '../correspondence/body.ts';
import { nameById } from '../presser.ts';
import { type Action, done as isDone, type PressReply, refused } from '../room.ts';
import { showWhole } from '../whole/show.ts';
import type { IncomingBody } from './body.ts';
import { shownMessages } from './shown-messages.ts';
import { octetLines } from './unread.ts';

/** How long after it was asked for a reminder comes (ms). */
const REMIND_MS = 2 * 3600 * 1000;

/** Messages of a file: what came before these is in the history. */
const WHOLE = 100;

/** Shows all that came as a file below the card, which has the newest alone, or their beginnings. */
const whole: Action<IncomingBody> = {
  role: 'operator',
  needsWords: true,
  async run(context, { card, body }) {
    const { messages } = await shownMessages(context.tx.db, body, WHOLE);
    const message = messages.at(-1);
    if (!message) return refused('card-forgotten');
    const { id, sender, receivedAt: at } = message;
    const name = `sms-${sender.replace(/[^\p{L}\d]+/gu, '-')}`;
    const texts = messages.map((one) => [one.text, ...octetLines(one)].join('\n'));
    await showWhole(context, card, {
      of: 'incoming',
      id,
      name,
      at,
      text: texts.join('\n\n'),
      messages: texts.length,
    });
    return isDone;
  },
};

/** Who answers already, for somebody who would too. */
async function takenBy({ tx }: Context, { talk }: IncomingBody): Promise<PressReply | null> {
  const there = talk && (await findTalk(tx.db, talk.id));
  if (!there || there.taken_by === null) return null;
  return refused('talk-taken-by', { name: await nameById(tx.db, there.taken_by) });
}

/** From now on whoever pressed it answers: their replies go at once, others' are drafts. The first one wins. */
const take: Action<IncomingBody> = {
  role: 'operator',
  late: (context, { body }) => takenBy(context, body),
  async run(context, { body }) {
    const { tx, person, now } = context;
    if (body.talk && (await takeTalk(tx, body.talk.id, person.id, now))) return isDone;
    return (await takenBy(context, body)) ?? refused('button-late');
  },
};

/** Done by whoever has taken the conversation, or for them by an admin. */
const byTaker = (
  run: (context: Context, talk: Talk & { readonly taken_by: number }, cardId: string) => Promise<boolean>,
): Action<IncomingBody> => ({
  role: 'operator',
  async run(context, { card, body }) {
    const { tx, person } = context;
    const talk = body.talk && (await findTalk(tx.db, body.talk.id));
    if (!talk || talk.taken_by === null) return refused('button-late');
    const { taken_by } = talk;
    if (taken_by !== person.id && !may(person.role, 'admin')) {
      return refused('talk-taken-by', { name: await nameById(tx.db, taken_by) });
    }
    return (await run(context, { ...talk, taken_by }, card.id)) ? isDone : refused('button-late');
  },
});

/** It is anybody's again. */
const release = byTaker(({ tx, now }, { id, taken_by }) => releaseTalk(tx, id, taken_by, now));

/** Nothing waits any more. */
const done = byTaker(({ tx, person, now }, talk) => endTalk(tx, talk, { by: person.id, now }));

/** Whoever pressed it is reminded once, below the card. */
const remind = byTaker(async ({ tx, person, now }, { id }, cardId) => {
  await setReminder(tx, id, { at: now + REMIND_MS, by: person.id, cardId }, now);
  return true;
});

const unremind = byTaker(async ({ tx, now }, { id }) => {
  await setReminder(tx, id, null, now);
  return true;
});

/** Shows what else was written to and fro. */
const history: Action<IncomingBody> = {
  role: 'operator',
  async run(context, { body }) {
    const talk = body.talk && (await findTalk(context.tx.db, body.talk.id));
    if (!talk) return refused('button-late');
    await answer(context, correspondenceCard, { number: talk.number, names: {}, page: 0 });
    return isDone;
  },
};

/** Offers what is ready to be sent. */
const templates: Action<IncomingBody> = {
  role: 'operator',
  async run(context, { card, body }) {
    if (!body.talk) return refused('button-late');
    await answer(context, cannedCard, { cardId: card.id, talkId: body.talk.id });
    return isDone;
  },
};

/** Puts the sender on the list of those who are not written to, nor answered. */
const stop: Action<IncomingBody> = {
  role: 'operator',
  async run({ tx, person, now }, { body }) {
    const message = (await shownMessages(tx.db, body)).messages.at(-1);
    if (!message) return refused('card-forgotten');
    const reason = { source: 'person', madeBy: person.id, why: null, incomingId: message.id } as const;
    const added = await addToStopList(tx, [message.sender], reason, now);
    if (added.length > 0) await waitNoMore(tx, message.sender, now);
    return added.length === 0 ? refused('button-late') : { toast: { id: 'stop-list-added' }, did: {} };
  },
};

export const actions = { whole, take, release, done, remind, unremind, history, templates, stop };
