import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyReply } from 'fastify';
import { acceptBodies, readParams } from './bodies.ts';
import type { Files } from './files.ts';
import type { Params } from './params.ts';
import { ApiRefusal, tooLarge } from './refusal.ts';

/** What to send, or `cut`: the connection is closed without an answer. */
export type Answer = { readonly status: number; readonly body: object } | 'cut';

export interface ApiHandlers {
  readonly token: string;
  readonly files: Files;
  /** Whether all connections are to be cut right now. */
  readonly outage: () => boolean;
  readonly call: (method: string, parameters: () => Promise<Params>, gone: AbortSignal) => Promise<Answer>;
}

export interface ApiServer {
  readonly port: number;
  /** Cuts every open connection. */
  cutAll(): void;
  close(): Promise<void>;
}

/** Serves `/bot<token>/<method>` and `/file/bot<token>/<path>` on loopback. */
export async function serve(port: number, handlers: ApiHandlers): Promise<ApiServer> {
  const app = Fastify({
    forceCloseConnections: true,
    bodyLimit: 64 * 1024 * 1024,
    routerOptions: { maxParamLength: 4096 },
  });
  await acceptBodies(app);
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    answer(reply, refused(error.statusCode === 413 ? tooLarge() : error));
  });
  app.setNotFoundHandler((_request, reply) => answer(reply, refused(notFound())));
  app.addHook('onRequest', async (_request, reply) => {
    if (handlers.outage()) cut(reply);
  });

  app.all<{ Params: { token: string; method: string } }>('/bot:token/:method', async (request, reply) => {
    checkToken(request.params.token, handlers.token);
    const gone = new AbortController();
    reply.raw.on('close', () => gone.abort());
    return answer(reply, await handlers.call(request.params.method, () => readParams(request), gone.signal));
  });

  app.get<{ Params: { token: string; '*': string } }>('/file/bot:token/*', async (request, reply) => {
    checkToken(request.params.token, handlers.token);
    const file = handlers.files.byPath(request.params['*']);
    if (!file) throw notFound();
    return reply.type('application/octet-stream').send(file.bytes);
  });

  await app.listen({ host: '127.0.0.1', port });
  return {
    port: (app.server.address() as AddressInfo).port,
    cutAll: () => app.server.closeAllConnections(),
    close: () => app.close(),
  };
}

/** The envelope of a refusal (Bot API: Making requests). */
export function refused(error: unknown): Exclude<Answer, 'cut'> {
  const { code, message, parameters } =
    error instanceof ApiRefusal ? error : new ApiRefusal(500, 'Internal Server Error');
  return {
    status: code,
    body: { ok: false, error_code: code, description: message, ...(parameters && { parameters }) },
  };
}

/** 404 as Telegram says it, of an unknown method, path or file. */
export function notFound(): ApiRefusal {
  return new ApiRefusal(404, 'Not Found');
}

function checkToken(given: string, token: string): void {
  if (!/^\d+:/.test(given)) throw notFound();
  if (given !== token) throw new ApiRefusal(401, 'Unauthorized');
}

function answer(reply: FastifyReply, given: Answer): FastifyReply {
  if (given === 'cut') return cut(reply);
  return reply.code(given.status).send(given.body);
}

function cut(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}
