import { createCard } from '../../../store/chats/cards.ts';
import { lockPeople } from '../../../store/people/people.ts';
import type { Context } from '../../context.ts';
import { type Action, done, type Pressed, type PressReply, refused } from '../room.ts';
import { changeWhole } from '../whole-of.ts';
import { type HandoutBody, handoutCard } from './body.ts';
import { type Handout, handoutOf, isOpen } from './whole.ts';

/** Somebody else decides whether its asker gets the file: in their chat it has no such button. */
const approve: Action<HandoutBody> = {
  role: 'operator',
  run: (context, pressed) =>
    settle(context, pressed, 'approved', async ({ card, body }) => {
      const { askedBy } = body;
      const place = { chatId: askedBy, threadId: null, replyTo: null, personId: askedBy };
      await createCard(context.tx, { ...place, ...body.file, language: card.language, now: context.now });
      return { toast: { id: 'button-approved' }, did: {} };
    }),
};

const reject: Action<HandoutBody> = {
  role: 'operator',
  run: (context, pressed) => settle(context, pressed, 'rejected', async () => done),
};

/** Its asker wants it no more. */
const withdraw: Action<HandoutBody> = {
  role: 'viewer',
  run: (context, pressed) => settle(context, pressed, 'withdrawn', async () => done),
};

/** Two may press at once, each on a card of their own: the second sees what the first one did. */
async function settle(
  { tx, person, now }: Context,
  { card, body: { askedBy } }: Pressed<HandoutBody>,
  is: 'approved' | 'rejected' | 'withdrawn',
  act: (handout: Handout) => Promise<PressReply>,
): Promise<PressReply> {
  await lockPeople(tx, [person.id, askedBy]);
  const handout = await handoutOf(tx.db, card.id);
  if (!handout || !isOpen(handout.body, now)) return refused('button-late');
  const reply = await act(handout);
  await changeWhole(tx, handoutCard, handout, { state: { is, by: person.id, at: now } }, now);
  return reply;
}

export const actions = { approve, reject, withdraw };
