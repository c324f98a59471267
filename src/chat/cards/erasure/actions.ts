import { enqueueErasing } from '../../person/erase-job.ts';
import { type Action, done, refused } from '../room.ts';
import type { ErasureBody } from './body.ts';
import { enterErasing, erasingOf } from './whole.ts';

/** A second admin has it done: nobody alone erases what is on record of a person. */
const confirm: Action<ErasureBody> = {
  role: 'admin',
  async run({ tx, person, now }, { card, body }) {
    const erasing = await erasingOf(tx.db, card, body);
    if (erasing?.body.state.is !== 'asked') return refused('button-late');
    if (erasing.body.askedBy === person.id) return refused('erase-not-alone');
    await enterErasing(tx, erasing, { state: { is: 'running', by: person.id } }, now);
    await enqueueErasing(tx, erasing.card.id, now);
    return done;
  },
};

const withdraw: Action<ErasureBody> = {
  role: 'admin',
  async run({ tx, person, now }, { card, body }) {
    const erasing = await erasingOf(tx.db, card, body);
    if (erasing?.body.state.is !== 'asked') return refused('button-late');
    await enterErasing(tx, erasing, { number: '', state: { is: 'withdrawn', by: person.id } }, now);
    return done;
  },
};

export const actions = { confirm, withdraw };
