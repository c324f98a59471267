import { decline } from '../answer.ts';
import type { Context, KnownCommand } from '../context.ts';
import { leastRole } from './access.ts';

/** Tells somebody who may not use a command here which role may. */
export const declineUse = (
  context: Context,
  command: Pick<KnownCommand, 'spec' | 'role' | 'groupRole'>,
): Promise<null> =>
  decline(context, 'not-allowed', {
    role: leastRole(command, context.place) ?? 'owner',
    command: command.spec.name,
  });
