import { once } from 'node:events';
import { createServer } from 'node:net';
import { listenApart } from './listen-apart.ts';

/** A loopback port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenApart(server);
  server.close();
  await once(server, 'close');
  return port;
}
