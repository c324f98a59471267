import { cachedNumbers } from '../../../store/provider/cached-lookups.ts';
import { send } from '../../sending/send.ts';
import { rewriteBody } from '../kind.ts';
import { LOOK_AGAIN_MS, lookingActions } from '../looking.ts';
import { movingActions } from '../moving.ts';
import { FORMATS } from '../report/format.ts';
import { reporting } from '../report/reporting.ts';
import { type Action, refused } from '../room.ts';
import { tableActions } from '../table-actions.ts';
import { type LookupBody, lookupCard } from './body.ts';

const words = { sending: 'button-looking-up', cancelled: 'button-look-up-cancelled' };

/** Asks about numbers that are shown as they were found not long ago, and pays for it: a single one at once. */
const anew: Action<LookupBody> = {
  role: 'viewer',
  async run(context, { card, body }) {
    const { tx, now } = context;
    const numbers = body.cached ? await cachedNumbers(tx.db, card.id) : [];
    if (numbers.length === 0) return refused('button-late');
    if (now - (body.looked.hlr ?? 0) < LOOK_AGAIN_MS) return refused('button-late');
    await rewriteBody(tx, lookupCard, card, { ...body, looked: { hlr: now } }, now);
    const did = await send(context, {
      command: 'hlr',
      reading: '',
      requests: numbers.map((to) => ({ channel: 'hlr', to })),
    });
    return { toast: null, did };
  },
};

export const actions = {
  anew,
  ...movingActions('viewer', words),
  ...lookingActions(lookupCard),
  ...tableActions('viewer'),
  report: reporting('viewer', FORMATS),
};
