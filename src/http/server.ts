import { STATUS_CODES } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Registry } from 'prom-client';
import { errorLine, type Logger } from '../log.ts';
import type { Store } from '../store/engine/database.ts';
import { API, type ApiOptions, addressProblem, serveApi } from './api/index.ts';
import { sendProblem } from './api/problem.ts';
import { type CallbackSettings, serveCallback } from './callback.ts';
import { seldom } from './seldom.ts';
import { serveTelegramWebhook } from './telegram-webhook.ts';

/** What /readyz asks of the other parts. Null: fine; else the reason, in words for an operator. */
export type Check = () => Promise<string | null> | string | null;

export interface HttpOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly metrics: Registry;
  /** By name; all of them fine means ready. */
  readonly checks: Readonly<Record<string, Check>>;
  readonly store: Store;
  /** Null: the provider's HTTP callback is off. */
  readonly callback: CallbackSettings | null;
  /** Null: updates do not come by webhook. */
  readonly webhook: { readonly secret: string; readonly botId: number } | null;
  /** The doors for other programs. */
  readonly api: ApiOptions;
  readonly log: Logger;
  /** How long a request may take to arrive (ms); 10 s when left out. */
  readonly requestMs?: number;
}

export interface HttpServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Octets of a body, where a route does not say otherwise. */
const BODY_LIMIT = 64 * 1024;
const REQUEST_MS = 10_000;
/** In a call nothing has to come or go for as long as so many requests may take to arrive. */
const SILENT_REQUESTS = 3;
/** How long an idle connection may be used again (ms). */
const KEEP_ALIVE_MS = 60_000;
/** Octets of the request line and all headers. */
const HEADER_LIMIT = 16 * 1024;
const MAX_HEADERS = 100;
const MAX_CONNECTIONS = 500;
/** Of the time a request may take to arrive, what is left to those under way when the server stops. */
const LAST_REQUESTS = 1 / 5;

/** Health, readiness, metrics, and what calls the bot. Throws what listening throws, such as EADDRINUSE. */
export async function startHttp(options: HttpOptions): Promise<HttpServer> {
  const { host, port, log, callback, webhook } = options;
  const server = newServer(options.requestMs);
  const warn = seldom((reason, times) => log.warn({ reason, times }, 'a connection was turned away'));
  server.server.on('drop', () => warn(`there were ${MAX_CONNECTIONS}`));
  serveHealth(server, options);
  if (callback) serveCallback(server, { ...options, ...callback });
  if (webhook) serveTelegramWebhook(server, { ...options, ...webhook });
  await serveApi(server, { ...options, ...options.api });
  const url = await server.listen({ host, port });
  log.info({ url, callback: callback !== null, webhook: webhook !== null }, 'HTTP is served');
  return { url, stop: () => server.close() };
}

/** A server without routes, which takes no more than a caller of ours may want. */
export function newServer(requestMs = REQUEST_MS): FastifyInstance {
  const server = Fastify({
    forceCloseConnections: true,
    bodyLimit: BODY_LIMIT,
    requestTimeout: requestMs,
    // Whoever asks and never reads would hold one of the connections for ever: no other time limit is for that.
    connectionTimeout: SILENT_REQUESTS * requestMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // The time limit holds as closely as it is looked after.
    http: { maxHeaderSize: HEADER_LIMIT, connectionsCheckingInterval: requestMs / 10 },
    frameworkErrors: (error, { url }, reply) =>
      url.startsWith(`${API}/`)
        ? sendProblem(reply as FastifyReply, addressProblem(error))
        : refuse(reply as FastifyReply, error.statusCode),
  });
  // Node takes the greater of the two for the whole request, and its own for headers is a minute.
  server.server.headersTimeout = requestMs / 2;
  server.server.maxHeadersCount = MAX_HEADERS;
  server.server.maxConnections = MAX_CONNECTIONS;
  makeRoom(server);
  finishFirst(server, requestMs * LAST_REQUESTS);
  // Each route reads its own octets, whatever they are called.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.setNotFoundHandler((_request, reply) => refuse(reply, 404));
  server.setErrorHandler((error: FastifyError, _request, reply) => refuse(reply, error.statusCode));
  return server;
}

/** Connections on which nothing is asked would keep everybody else out for as long as they are kept. */
function makeRoom({ server }: FastifyInstance): void {
  server.on('drop', () => server.closeIdleConnections());
}

/** Has what is under way answered before a stop cuts it off: whoever is not told that it was taken sends it again. */
function finishFirst(server: FastifyInstance, mostMs: number): void {
  const underWay = new Set<Promise<void>>();
  server.server.on('request', (_request, response) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    underWay.add(promise);
    response.once('close', () => {
      underWay.delete(promise);
      resolve();
    });
  });
  server.addHook('preClose', async () => {
    const late = new AbortController();
    await Promise.race([Promise.all(underWay), pause(mostMs, undefined, late)]);
    late.abort();
  });
}

/** Fastify's own answers repeat what was asked. */
export function refuse(reply: FastifyReply, status = 500): void {
  void reply.code(status).type('text/plain').send(STATUS_CODES[status]);
}

/** What is not fine, by check. */
async function reasonsOf(checks: HttpOptions['checks']): Promise<Record<string, string>> {
  const reasons: Record<string, string> = {};
  for (const [name, check] of Object.entries(checks)) {
    const reason = await Promise.resolve()
      .then(check)
      // It may quote what it failed for, and whoever reaches the port may ask.
      .catch(errorLine);
    if (reason !== null) reasons[name] = reason;
  }
  return reasons;
}

/** Whether all of them are fine. */
export const isWell = async (checks: HttpOptions['checks']): Promise<boolean> =>
  Object.keys(await reasonsOf(checks)).length === 0;

/** Does it once for all who ask until it is done: one packet may hold a thousand calls of somebody without a secret. */
function together<T>(work: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | null = null;
  return () => {
    underWay ??= work().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

function serveHealth(server: FastifyInstance, { checks, metrics }: HttpOptions): void {
  const looked = together(() => reasonsOf(checks));
  const measured = together(() => metrics.metrics());
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const reasons = await looked();
    const ready = Object.keys(reasons).length === 0;
    return reply.code(ready ? 200 : 503).send(ready ? { status: 'ready' } : { status: 'not ready', reasons });
  });
  server.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await measured()));
}
