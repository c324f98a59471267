import { rewriteBody } from '../kind.ts';
import { type Action, done } from '../room.ts';
import { type StopListBody, stopListCard } from './body.ts';

const page: Action<StopListBody> = {
  role: 'operator',
  async run({ tx, now }, { card, arg }) {
    await rewriteBody(tx, stopListCard, card, { page: Number(arg) }, now);
    return done;
  },
};

export const actions = { page };
