import { findIncoming } from '../../../store/incoming.ts';
import { type Action, done, refused } from '../room.ts';
import { showWhole } from '../whole/show.ts';
import type { IncomingBody } from './body.ts';
import { octetLines } from './unread.ts';

/** Shows the text as a file below the card. */
const whole: Action<IncomingBody> = {
  role: 'operator',
  needsWords: true,
  async run(context, { card, body }) {
    const message = await findIncoming(context.tx.db, body.incomingId);
    if (!message) return refused('card-forgotten');
    const { id, sender, text, receivedAt: at } = message;
    const name = `sms-${sender.replace(/[^\p{L}\d]+/gu, '-')}`;
    await showWhole(context, card, {
      of: 'incoming',
      id,
      name,
      at,
      text: [text, ...octetLines(message)].join('\n'),
    });
    return done;
  },
};

export const actions = { whole };
