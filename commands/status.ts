import { answer, decline } from '../src/chat/answer.ts';
import { askAgain } from '../src/chat/ask-again.ts';
import { historyCard } from '../src/chat/cards/history/body.ts';
import { readBody } from '../src/chat/cards/kind.ts';
import type { NoticeLine } from '../src/chat/cards/notice/body.ts';
import type { Command } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { shorten } from '../src/chat/show/view.ts';
import { findMessage, findMessageByProviderId } from '../src/store/history.ts';
import { type Message, messagesOfCard } from '../src/store/outbox.ts';

/** Characters of an unknown id that are said back; SMPP 3.4, 5.2.23: an id has 64 at most. */
const ID_LENGTH = 64;

type Found = Message | { readonly problem: string; readonly args?: NoticeLine['args'] };

/** The message that is meant: by the provider's id, or the only one of the card that was replied to. */
async function find({ tx, repliedTo }: Context, typed: string): Promise<Found> {
  if (typed !== '') {
    const id = typed.replace(/^id\s+/i, '');
    const found = await findMessageByProviderId(tx.db, id);
    return found ?? { problem: 'status-unknown-id', args: { id: shorten(id, ID_LENGTH) } };
  }
  if (!repliedTo) return { problem: 'status-which' };
  const shown = readBody(historyCard, repliedTo);
  if (shown) return (await findMessage(tx.db, shown.messageId)) ?? { problem: 'status-no-message' };
  const [message, another] = await messagesOfCard(tx.db, repliedTo.id, 2);
  return message && !another ? message : { problem: another ? 'status-many' : 'status-no-message' };
}

export const status: Command = {
  spec: { name: 'status', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'viewer',
  examples: ['855469'],
  async run(context, { text }) {
    const found = await find(context, text.trim());
    if ('problem' in found) return decline(context, found.problem, found.args);
    const cardId = await answer(context, historyCard, { messageId: found.id });
    await askAgain(context.tx, found, cardId, context.now);
    return { cardId, messageId: found.id };
  },
};
