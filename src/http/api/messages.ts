import { z } from 'zod';
import { chained, readChain, standsFor } from '../../messages/chain.ts';
import { formatMoney } from '../../messages/money.ts';
import { type MessageContent, messageContent, RequestRefused } from '../../messages/request.ts';
import type { Message } from '../../store/attempts/outbox.ts';
import { triesAfter } from '../../store/chains/chain-messages.ts';
import type { Store } from '../../store/engine/database.ts';
import { providerIdsOf } from '../../store/orders/history.ts';
import { messagesOfOrder } from '../../store/orders/order-messages.ts';
import { stoppedOf } from '../../store/stop-list/stopped-messages.ts';
import type { ReadingsTable } from '../../store/tables/hour-schema.ts';
import { readingsOf } from '../../store/watch/readings.ts';
import { fieldMessage } from './field-problems.ts';
import type { Asked, CardPlace } from './orders.ts';
import { ownOrder } from './own-order.ts';
import { Problem } from './problem.ts';
import { readRecipients } from './recipients.ts';
import { refused } from './refusals.ts';
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
        ...askedIn(body),
        recipients: readRecipients(body.to, body.channel, country),
        place: placeOf(body),
        confirmed: body.confirm ?? false,
        at: body.at ?? null,
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
        fallback: [],
        recipients: readRecipients(to, kind, country),
        place: placeOf(request.body),
        confirmed: false,
        at: null,
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
      const found = await ownOrder(store.db, request.params.id, callerOf(request));
      if (found instanceof Problem) throw found;
      const messages = await messagesOfOrder(store.db, found);
      const inChains = messages.filter(({ chain }) => chain !== null).map(({ id }) => id);
      const tries = await triesAfter(store.db, inChains);
      const all = [messages, ...tries.values()].flat().map(({ id }) => id);
      const ids = await providerIdsOf(store.db, all);
      const readings = await readingsOf(store.db, all);
      const idOf = ({ id }: Message) => ids.get(id)?.at(-1) ?? null;
      const stopped = await stoppedOf(
        store.db,
        messages.map(({ id }) => id),
      );
      return {
        id: found.id,
        messages: messages.map((message) => ({
          ...standingOf([message, ...(tries.get(message.id) ?? [])], { idOf, readings }),
          ...(stopped.has(message.id) && { reason: stopped.get(message.id) ?? null }),
        })),
      };
    },
  );
}

const placeOf = ({ chat, thread }: Pick<NewMessages, 'chat' | 'thread'>): CardPlace | null =>
  chat === undefined ? null : { chatId: chat, threadId: thread ?? null };

/**
 * What is sent to each recipient, by its channel or those of `via`.
 * @throws Problem
 */
function askedIn(body: NewMessages): Pick<Asked, 'content' | 'fallback'> {
  const content = contentOf(body);
  const { via, after } = body;
  try {
    const chain = readChain(content.channel, { via: via?.toString(), after: after?.toString() });
    return chain ? chained(chain, content) : { content, fallback: [] };
  } catch (error) {
    throw error instanceof RequestRefused ? refused(error.reason) : error;
  }
}

/**
 * What is sent by the channel itself.
 * @throws Problem where the channel lacks a field, or has no such
 */
function contentOf({
  to,
  chat,
  thread,
  confirm,
  via,
  after,
  at,
  kind,
  ...asked
}: NewMessages): MessageContent {
  const fields = { ...asked, ...(kind === 'ad' ? { kind } : {}) };
  const read = messageContent.safeParse(fields);
  const wrong = read.error?.issues.map(({ path, message }) => ({
    field: path.join('.'),
    message: fieldMessage(message),
  }));
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

/** What is told of messages beside themselves. */
interface Told {
  /** The provider's id of one. */
  readonly idOf: (message: Message) => string | null;
  readonly readings: ReadonlyMap<number, ReadingsTable>;
}

/** @param tries of one person, by each channel so far */
function standingOf(
  tries: readonly [Message, ...Message[]],
  { idOf, readings }: Told,
): z.infer<typeof standings>['messages'][number] {
  const [first] = tries;
  const stands = standsFor(tries, ({ state }) => state) ?? first;
  const { id, recipient, lookup, chain } = first;
  const reading = readings.get(stands.id);
  const costs = tries.flatMap(({ cost }) => cost ?? []);
  return {
    id,
    to: recipient,
    state: stands.state,
    reason: stands.isLeftAlone ? 'quiet' : stands.waiting_for,
    error: stands.error,
    commandStatus: stands.command_status,
    cost: costs.length === 0 ? null : inCurrency(costs.reduce((sum, cost) => sum + cost, 0)),
    providerId: idOf(stands),
    readAt: isoTime(reading?.read_at),
    clickedAt: isoTime(reading?.clicked_at),
    lookup: lookup === null ? null : JSON.parse(lookup),
    ...(chain === null ? {} : { tries: tries.map((one) => tryOf(one, idOf(one))) }),
  };
}

const isoTime = (at: number | null | undefined): string | null =>
  at == null ? null : new Date(at).toISOString();

const inCurrency = (cost: number): number => Number(formatMoney(cost));

type Try = NonNullable<z.infer<typeof standings>['messages'][number]['tries']>[number];

const tryOf = (
  { id, channel, state, error, command_status, cost }: Message,
  providerId: string | null,
): Try => ({
  id,
  channel: channel as Try['channel'],
  state,
  error,
  commandStatus: command_status,
  cost: cost === null ? null : inCurrency(cost),
  providerId,
});
