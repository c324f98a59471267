import { lockPeople } from '../../../store/people/people.ts';
import type { Context } from '../../context.ts';
import { may, roleOf } from '../../people/access.ts';
import { enqueueErasing } from '../../person/erase-job.ts';
import { type Action, done, type Pressed, refused } from '../room.ts';
import type { ErasureBody } from './body.ts';
import { type Erasing, enterErasing, erasingOf } from './whole.ts';

/** Two may press at once, each on a card of their own: the second sees what the first one did. Null: it is too late. */
async function stillAsked(
  { tx, person }: Context,
  { card, body }: Pressed<ErasureBody>,
): Promise<Erasing | null> {
  await lockPeople(tx, [person.id, body.askedBy]);
  const erasing = await erasingOf(tx.db, card.id);
  return erasing?.body.state.is === 'asked' ? erasing : null;
}

/** A second admin has it done: nobody alone erases what is on record of a person. */
const confirm: Action<ErasureBody> = {
  role: 'admin',
  async run(context, pressed) {
    const { tx, person, settings, now } = context;
    const erasing = await stillAsked(context, pressed);
    if (!erasing) return refused('button-late');
    const { askedBy } = erasing.body;
    if (askedBy === person.id) return refused('erase-not-alone');
    if (!may(await roleOf(tx.db, settings.ownerIds, askedBy), 'admin')) return refused('erase-asker-left');
    await enterErasing(tx, erasing, { state: { is: 'running', by: person.id } }, now);
    await enqueueErasing(tx, erasing.card.id, now);
    return done;
  },
};

const withdraw: Action<ErasureBody> = {
  role: 'admin',
  async run(context, pressed) {
    const { tx, person, now } = context;
    const erasing = await stillAsked(context, pressed);
    if (!erasing) return refused('button-late');
    await enterErasing(tx, erasing, { number: '', state: { is: 'withdrawn', by: person.id } }, now);
    return done;
  },
};

export const actions = { confirm, withdraw };
