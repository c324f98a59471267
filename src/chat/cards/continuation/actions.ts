import { tallyOfCard } from '../../../store/campaigns/tallies.ts';
import { moveMessages } from '../../../store/orders/decisions.ts';
import { orderOfCard } from '../../../store/orders/orders.ts';
import { leastRole, mayUse } from '../../people/access.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, done, refused } from '../room.ts';
import { type ContinuationBody, continuationCard } from './body.ts';

/** The whole line is previewed in place of its first piece. */
const add: Action<ContinuationBody> = {
  role: 'viewer',
  async run(context, { card, body }) {
    const { tx, now, place, person } = context;
    const command = context.commands.find(({ spec }) => spec.name === body.command);
    if (!command) return refused('button-stale');
    if (!mayUse(command, person.role, place)) {
      return refused('button-not-allowed', { role: leastRole(command, place) ?? 'owner' });
    }
    // What has gone meanwhile would go twice.
    const tally = await tallyOfCard(tx.db, body.firstId);
    if (tally.some(({ state }) => state !== 'waiting' && state !== 'cancelled')) {
      return refused('continuation-late');
    }
    const order = await orderOfCard(tx.db, body.firstId);
    if (order) await moveMessages(tx, order.id, 'cancel', now);
    await rewriteBody(tx, continuationCard, card, { ...body, isOver: true }, now);
    const asked = { ...context, isDraft: true, lacks: body.mayGoOn ? (['end'] as const) : [] };
    await context.rerun(asked, body.command, body.rest);
    // What was carried out is on record as the command that it is.
    return { toast: null, did: null };
  },
};

/** It is something else. */
const drop: Action<ContinuationBody> = {
  role: 'viewer',
  async run({ tx, now }, { card, body }) {
    await rewriteBody(tx, continuationCard, card, { ...body, isOver: true }, now);
    return done;
  },
};

export const actions = { add, drop };
