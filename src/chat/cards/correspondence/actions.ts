import { answer } from '../../answer.ts';
import { inPrivate, toldInPrivate } from '../../in-private.ts';
import { turnPage } from '../pages.ts';
import type { Action } from '../room.ts';
import { type CorrespondenceBody, correspondenceCard } from './body.ts';

/** Shows all of it to whoever asks, where a group does not. */
const whole: Action<CorrespondenceBody> = {
  role: 'operator',
  async run(context, { body }) {
    await answer(await inPrivate(context), correspondenceCard, body);
    return { toast: await toldInPrivate(context, 'shown-in-private'), did: {} };
  },
};

export const actions = { page: turnPage(correspondenceCard), whole };
