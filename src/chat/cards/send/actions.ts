import { messagesOfCard } from '../../../store/outbox.ts';
import { send } from '../../send.ts';
import { rewriteBody } from '../kind.ts';
import { lookingActions } from '../looking.ts';
import { movingActions } from '../moving.ts';
import { type Action, refused } from '../room.ts';
import { type SendBody, sendCard } from './body.ts';

/** Sends the failed message once more, on a card of its own. */
const resend: Action<SendBody> = {
  role: 'operator',
  async run(context, { card, body }) {
    const [message] = await messagesOfCard(context.tx.db, card.id, 1);
    if (!message || body.resent || message.wiped_at !== null) return refused('button-late');
    const { request } = message;
    await rewriteBody(context.tx, sendCard, card, { ...body, resent: true }, context.now);
    const did = await send(context, {
      command: request.channel,
      reading: '',
      requests: [request],
      account: message.account,
    });
    return { toast: null, did: did && { ...did, messageId: message.id } };
  },
};

const words = { sending: 'button-sending', cancelled: 'button-cancelled' };

export const actions = { ...movingActions('operator', words), ...lookingActions(sendCard), resend };
