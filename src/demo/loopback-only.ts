import type { FastifyInstance } from 'fastify';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

function isLoopback(origin: string): boolean {
  return URL.canParse(origin) && loopbackNames.has(new URL(origin).hostname);
}

/**
 * Refuses requests that a foreign web page may have caused: listening on loopback alone does not keep those out.
 * A Host that is no loopback name means DNS rebinding, a foreign Origin means a form or script of another site.
 */
export function acceptLoopbackOnly(http: FastifyInstance): void {
  http.addHook('onRequest', async (request, reply) => {
    const { host, origin } = request.headers;
    if (host === undefined || !isLoopback(`http://${host}`)) {
      return reply.code(403).send({ error: 'the demo world answers to localhost, 127.0.0.1 and [::1] only' });
    }
    if (origin !== undefined && !isLoopback(origin)) {
      return reply.code(403).send({ error: 'the demo world takes no requests from other sites' });
    }
  });
}
