import Fastify from 'fastify';
import type { Registry } from 'prom-client';
import type { Logger } from '../log.ts';

/** What /readyz asks of the other parts. Null: fine; else the reason, in words for an operator. */
export type Check = () => Promise<string | null> | string | null;

export interface HttpOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly metrics: Registry;
  /** By name; all of them fine means ready. */
  readonly checks: Readonly<Record<string, Check>>;
  readonly log: Logger;
}

export interface HttpServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Health, readiness and metrics. Throws what listening throws, such as EADDRINUSE. */
export async function startHttp({ host, port, metrics, checks, log }: HttpOptions): Promise<HttpServer> {
  const server = Fastify({ forceCloseConnections: true, bodyLimit: 1024 * 1024, requestTimeout: 10_000 });
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const reasons: Record<string, string> = {};
    for (const [name, check] of Object.entries(checks)) {
      const reason = await Promise.resolve()
        .then(check)
        .catch((error: Error) => error.message);
      if (reason !== null) reasons[name] = reason;
    }
    const ready = Object.keys(reasons).length === 0;
    return reply.code(ready ? 200 : 503).send(ready ? { status: 'ready' } : { status: 'not ready', reasons });
  });
  server.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
  const url = await server.listen({ host, port });
  log.info({ url }, 'health and metrics are served');
  return { url, stop: () => server.close() };
}
