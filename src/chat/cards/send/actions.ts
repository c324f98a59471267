import { requestOf } from '../../../store/documents.ts';
import { messagesOfCard } from '../../../store/outbox.ts';
import { send } from '../../send.ts';
import { rewriteBody } from '../kind.ts';
import { lookingActions } from '../looking.ts';
import { movingActions } from '../moving.ts';
import type { Action } from '../room.ts';
import { type SendBody, sendCard } from './body.ts';

/** Sends the failed message once more, on a card of its own. */
const resend: Action<SendBody> = {
  role: 'operator',
  async run(ask, { card, body }) {
    const [message] = await messagesOfCard(ask.tx.db, card.id, 1);
    if (!message || body.resent) return { id: 'button-late', args: { n: 0 } };
    const request = requestOf(message);
    await rewriteBody(ask.tx, sendCard, card, { ...body, resent: true }, ask.now);
    await send(ask, {
      command: request.channel,
      reading: '',
      requests: [request],
      account: message.account,
    });
    return null;
  },
};

export const actions = { ...movingActions('operator'), ...lookingActions(sendCard), resend };
