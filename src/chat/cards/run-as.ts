import { settleHeard } from '../../store/chats/heard.ts';
import { leastRole, mayUse } from '../people/access.ts';
import { type CardKind, rewriteBody } from './kind.ts';
import { type Action, refused } from './room.ts';

/** A question about a line that could mean more than one thing. */
interface Asked {
  readonly command: string;
  readonly isOver: boolean;
}

/**
 * Runs the line as it is meant, for whoever presses.
 * @param restOf what stands behind the command's name then; undefined: the card does not offer it
 */
export const runAs = <Body extends Asked>(
  kind: CardKind<Body>,
  restOf: (body: Body, arg: string | null) => string | undefined,
): Action<Body> => ({
  role: 'viewer',
  async run(context, { card, body, arg }) {
    const { tx, now, person, place } = context;
    const command = context.commands.find(({ spec }) => spec.name === body.command);
    const rest = restOf(body, arg);
    if (!command || rest === undefined) return refused('button-stale');
    if (!mayUse(command, person.role, place)) {
      return refused('button-not-allowed', { role: leastRole(command, place) ?? 'owner' });
    }
    if (await context.rerun(context, body.command, rest)) {
      await settleHeard(tx, card.id);
      await rewriteBody(tx, kind, card, { ...body, isOver: true }, now);
    }
    // What was carried out is on record as the command that it is.
    return { toast: null, did: null };
  },
});
