import { messagesOfCard } from '../../store/attempts/outbox.ts';
import { send } from '../sending/send.ts';
import { type CardKind, rewriteBody } from './kind.ts';
import type { Looked } from './looked.ts';
import { type Action, refused } from './room.ts';
import type { Names } from './sight.ts';

/** The provider refuses a request that it had within a minute, and a look-up costs money. */
export const LOOK_AGAIN_MS = 60_000;

function looking<Body extends { readonly looked: Looked; readonly names: Names }>(
  kind: CardKind<Body>,
  channel: 'hlr' | 'ping',
): Action<Body> {
  return {
    role: 'viewer',
    async run(context, { card, body }) {
      const [message] = await messagesOfCard(context.tx.db, card.id, 1);
      if (!message) return refused('button-stale');
      if (context.now - (body.looked[channel] ?? 0) < LOOK_AGAIN_MS) return refused('button-late');
      const looked = { ...body.looked, [channel]: context.now };
      await rewriteBody(context.tx, kind, card, { ...body, looked }, context.now);
      const did = await send(context, {
        command: channel,
        reading: `/${channel} +${message.recipient}`,
        requests: [{ channel, to: message.recipient }],
        names: body.names,
      });
      return { toast: null, did: did && { ...did, messageId: message.id } };
    },
  };
}

/** What asks the provider about the recipient of a card's message. */
export const lookingActions = <Body extends { readonly looked: Looked; readonly names: Names }>(
  kind: CardKind<Body>,
) => ({
  hlr: looking(kind, 'hlr'),
  ping: looking(kind, 'ping'),
});
