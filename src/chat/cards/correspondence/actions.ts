import { answer } from '../../answer.ts';
import { inPrivate, toldInPrivate } from '../../in-private.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, done } from '../room.ts';
import { type CorrespondenceBody, correspondenceCard } from './body.ts';

const page: Action<CorrespondenceBody> = {
  role: 'operator',
  async run({ tx, now }, { card, body, arg }) {
    await rewriteBody(tx, correspondenceCard, card, { ...body, page: Number(arg) }, now);
    return done;
  },
};

/** Shows all of it to whoever asks, where a group does not. */
const whole: Action<CorrespondenceBody> = {
  role: 'operator',
  async run(context, { body }) {
    await answer(await inPrivate(context), correspondenceCard, body);
    return { toast: await toldInPrivate(context, 'shown-in-private'), did: {} };
  },
};

export const actions = { page, whole };
