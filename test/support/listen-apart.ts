import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:net';

/** Below those that Linux and others give to whoever asks for any. */
const FIRST = 20_000;
const END = 32_000;

/**
 * Listens on a loopback port that nobody is given who asks for any: once it is let go, it still refuses, and can be had
 * again. Resolves to it.
 */
export async function listenApart(server: Server): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, END);
    server.listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
      return port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}
