import { answer } from '../../answer.ts';
import { inPrivate, toldInPrivate } from '../../in-private.ts';
import type { Action } from '../room.ts';
import { type StatusesBody, statusesCard } from './body.ts';

/** Shows the numbers to whoever asks, where a group does not. */
const numbers: Action<StatusesBody> = {
  role: 'operator',
  async run(context, { body }) {
    await answer(await inPrivate(context), statusesCard, body);
    return { toast: await toldInPrivate(context, 'shown-in-private'), did: {} };
  },
};

export const actions = { numbers };
