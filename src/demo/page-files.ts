import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { FastifyInstance } from 'fastify';

const pageFolder = new URL('page/', import.meta.url);

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page loads nothing from elsewhere, and the browser holds it to that. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the files of page/, and index.html at `/`. They are read at each request, so an edit shows on reload. */
export async function servePage(http: FastifyInstance): Promise<void> {
  for (const name of await readdir(pageFolder)) {
    const contentType = contentTypes[extname(name)];
    if (contentType === undefined) continue;
    http.get(name === 'index.html' ? '/' : `/${name}`, async (_request, reply) => {
      reply.header('content-type', contentType);
      reply.header('cache-control', 'no-cache');
      reply.header('content-security-policy', contentSecurityPolicy);
      return readFile(new URL(name, pageFolder));
    });
  }
}
