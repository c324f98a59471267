import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Has bodies read as JSON in UTF-8 (RFC 8259, 8.1) and taken as nothing else: what is written otherwise would be sent in
 * other words.
 */
export function takeJson(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, octets, done) => {
    // Whoever calls what is not there is told so, whatever they sent along.
    if (request.is404 || octets.length === 0) return done(null);
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
      return done(new Problem(415, 'a body is taken as it is, without Content-Encoding'));
    let body: string;
    try {
      body = utf8.decode(octets);
    } catch {
      return done(new Problem(400, 'the body is not in UTF-8'));
    }
    return parse(request, body, done);
  });
}
