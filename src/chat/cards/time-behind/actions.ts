import { settleHeard } from '../../../store/heard.ts';
import { leastRole, mayUse } from '../../access.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, refused } from '../room.ts';
import { type TimeBehindBody, timeBehindCard } from './body.ts';

/** Runs the line as it is meant. */
const meaning = (restOf: (body: TimeBehindBody) => string): Action<TimeBehindBody> => ({
  role: 'viewer',
  async run(context, { card, body }) {
    const { tx, now, person, place } = context;
    const command = context.commands.find(({ spec }) => spec.name === body.command);
    if (!command) return refused('button-stale');
    if (!mayUse(command, person.role, place)) {
      return refused('button-not-allowed', { role: leastRole(command, place) ?? 'owner' });
    }
    if (await context.rerun(context, body.command, restOf(body))) {
      await settleHeard(tx, card.id);
      await rewriteBody(tx, timeBehindCard, card, { ...body, isOver: true }, now);
    }
    // What was carried out is on record as the command that it is.
    return { toast: null, did: null };
  },
});

export const actions = {
  timed: meaning(({ timed }) => timed),
  whole: meaning(({ whole }) => whole),
};
