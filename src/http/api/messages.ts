import { z } from 'zod';
import { formatMoney } from '../../messages/money.ts';
import { type MessageContent, messageContent } from '../../messages/request.ts';
import type { Store } from '../../store/database.ts';
import { providerIdsOf } from '../../store/history.ts';
import { messagesOfOrder } from '../../store/order-messages.ts';
import { findOrder } from '../../store/orders.ts';
import type { Message } from '../../store/outbox.ts';
import type { Asked, CardPlace } from './orders.ts';
import { Problem } from './problem.ts';
import { readRecipients } from './recipients.ts';
import { type ApiServer, callerOf, type Guarded, PROBLEMS } from './route.ts';
import { accepted, idempotency, type NewMessages, newLookups, newMessages, standings } from './schemas.ts';

export interface MessagesOptions {
  readonly store: Store;
  readonly country: string;
  readonly guarded: Guarded;
  readonly order: (asked: Asked) => Promise<z.infer<typeof accepted>>;
}

/** Messages and look-ups for other programs, and what became of them. */
export function serveMessages(server: ApiServer, { store, country, guarded, order }: MessagesOptions): void {
  server.post(
    '/messages',
    {
      ...guarded(['messages']),
      schema: {
        summary: 'Send a message, or the same to several',
        headers: idempotency,
        body: newMessages,
        response: { 202: accepted, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { body } = request;
      reply.code(202);
      return order({
        caller: callerOf(request),
        what: 'messages',
        content: contentOf(body),
        recipients: readRecipients(body.to, body.channel, country),
        place: placeOf(body),
        confirmed: body.confirm ?? false,
        key: request.headers['idempotency-key'] ?? null,
        body,
      });
    },
  );

  server.post(
    '/lookups',
    {
      ...guarded(['lookups']),
      schema: {
        summary: 'Look a number up, or several',
        headers: idempotency,
        body: newLookups,
        response: { 202: accepted, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { kind, to } = request.body;
      reply.code(202);
      return order({
        caller: callerOf(request),
        what: 'lookups',
        content: { channel: kind },
        recipients: readRecipients(to, kind, country),
        place: placeOf(request.body),
        confirmed: false,
        key: request.headers['idempotency-key'] ?? null,
        body: request.body,
      });
    },
  );

  server.get(
    '/messages/:id',
    {
      ...guarded(['messages', 'lookups']),
      schema: {
        summary: 'What became of messages and look-ups that this token asked for',
        params: z.object({ id: z.string() }),
        response: { 200: standings, ...PROBLEMS },
      },
    },
    async (request) => {
      const found = await findOrder(store.db, request.params.id);
      const isOwn = found?.maker === 'token' && found.maker_id === callerOf(request).name;
      if (!found || !isOwn) throw new Problem(404, 'this token has asked for nothing by this id');
      const messages = await messagesOfOrder(store.db, found);
      const ids = await providerIdsOf(
        store.db,
        messages.map(({ id }) => id),
      );
      return {
        id: found.id,
        messages: messages.map((message) => standingOf(message, ids.get(message.id)?.at(-1) ?? null)),
      };
    },
  );
}

const placeOf = ({ chat, thread }: Pick<NewMessages, 'chat' | 'thread'>): CardPlace | null =>
  chat === undefined ? null : { chatId: chat, threadId: thread ?? null };

/**
 * What is sent to each recipient.
 * @throws Problem where the channel lacks a field, or has no such
 */
function contentOf({ to, chat, thread, confirm, ...fields }: NewMessages): MessageContent {
  const read = messageContent.safeParse(fields);
  const wrong = read.error?.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const known = Object.keys(read.data ?? fields);
  const alien = Object.keys(fields)
    .filter((field) => !known.includes(field))
    .map((field) => ({ field, message: `${fields.channel} has no such field` }));
  const errors = [...(wrong ?? []), ...alien];
  if (!read.success || errors.length > 0) {
    throw new Problem(422, `nothing was sent: some fields are not those of ${fields.channel}`, { errors });
  }
  return read.data;
}

function standingOf(
  message: Message,
  providerId: string | null,
): z.infer<typeof standings>['messages'][number] {
  const { id, recipient, state, error, cost, lookup } = message;
  return {
    id,
    to: recipient,
    state,
    reason: message.waiting_for,
    error,
    commandStatus: message.command_status,
    cost: cost === null ? null : Number(formatMoney(cost)),
    providerId,
    lookup: lookup === null ? null : JSON.parse(lookup),
  };
}
