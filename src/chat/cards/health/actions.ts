import { moveToOthers } from '../../../desk/stranded.ts';
import { cancelStranded, takeStranded } from '../../../store/attempts/stranded.ts';
import { touchCards } from '../../../store/chats/cards.ts';
import type { Context } from '../../context.ts';
import { type Action, done } from '../room.ts';

/** Says how it stands now. */
const refresh: Action = {
  role: 'viewer',
  async run({ tx, now }, { card }) {
    await touchCards(tx, [card.id], now);
    return done;
  },
};

/** Does something about what waits for the login that the button names; the rest of a large number stays there. */
const forLogin = (toast: string, act: (context: Context, login: string) => Promise<number>): Action => ({
  role: 'admin',
  async run(context, { card, arg }) {
    const n = await act(context, arg ?? '');
    await touchCards(context.tx, [card.id], context.now);
    return { toast: { id: toast, args: { n } }, did: {} };
  },
});

const move = forLogin('health-moved', ({ tx, settings, now }, login) =>
  moveToOthers(tx, settings, login, now),
);

const cancel = forLogin('health-cancelled', async ({ tx, now }, login) => {
  const messages = await takeStranded(tx, login, now);
  await cancelStranded(tx, messages, now);
  return messages.length;
});

export const actions = { refresh, move, cancel };
