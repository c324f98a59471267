import type { FastifyInstance } from 'fastify';
import type { Logger } from '../log.ts';
import { keepUpdate } from '../store/chats/updates.ts';
import type { Store } from '../store/engine/database.ts';
import { boundedWrites } from './bounded-writes.ts';
import { seldom } from './seldom.ts';
import { sameInConstantTime } from './signature.ts';

export interface TelegramWebhookOptions {
  /** What setWebhook was told (Bot API: setWebhook, secret_token). */
  readonly secret: string;
  readonly botId: number;
  readonly store: Store;
  readonly log: Logger;
}

const BODY_LIMIT = 1024 * 1024;

/**
 * Takes Telegram's updates in: each is stored, answered, and worked on after that, since Telegram repeats what is
 * not answered in a minute. 503 makes it repeat what could not be stored.
 */
export function serveTelegramWebhook(server: FastifyInstance, options: TelegramWebhookOptions): void {
  const { secret, botId, store, log } = options;
  const write = boundedWrites(store, log);
  const warn = seldom((reason, times) => log.warn({ reason, times }, 'an update was refused'));

  server.post('/telegram', {
    bodyLimit: BODY_LIMIT,
    // Before the body is read: nobody but Telegram is listened to for a megabyte.
    async onRequest(request, reply) {
      const given = request.headers['x-telegram-bot-api-secret-token'];
      if (typeof given === 'string' && sameInConstantTime(given, secret)) return;
      warn('without the secret of WEBHOOK_SECRET');
      return reply.code(403).send('secret');
    },
    async handler(request, reply) {
      const update = readUpdate(request.body);
      if (update === null) {
        warn('not an update');
        return reply.code(400).send('unreadable');
      }
      const kept = await write((tx) => keepUpdate(tx, { botId, ...update }, Date.now()));
      return kept ? reply.send() : reply.code(503).send('later');
    },
  });
}

/** Null: not an update (Bot API: Update). */
function readUpdate(body: unknown): { updateId: number; body: string } | null {
  if (!Buffer.isBuffer(body)) return null;
  try {
    const update: unknown = JSON.parse(body.toString());
    if (typeof update !== 'object' || update === null || !('update_id' in update)) return null;
    const { update_id: updateId } = update;
    return Number.isSafeInteger(updateId)
      ? { updateId: updateId as number, body: JSON.stringify(update) }
      : null;
  } catch {
    return null;
  }
}
