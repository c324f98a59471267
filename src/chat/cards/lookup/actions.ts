import { answer } from '../../answer.ts';
import { lookingActions } from '../looking.ts';
import { movingActions } from '../moving.ts';
import { reportCard } from '../report/body.ts';
import { type Action, done } from '../room.ts';
import { lookupCard } from './body.ts';

/** All that was found, as a file. */
const report: Action = {
  role: 'viewer',
  async run(context, { card }) {
    await answer(context, reportCard, { of: card.id });
    return done;
  },
};

export const actions = { ...movingActions('viewer'), ...lookingActions(lookupCard), report };
