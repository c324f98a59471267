import { once } from 'node:events';
import net from 'node:net';
import { listenApart } from './listen-apart.ts';

/** A way to a server that can be cut, mended and led elsewhere; who uses it sees nothing but lost connections. */
export interface MovableRelay {
  /** host:port */
  readonly address: string;
  /** Connections that are open now. */
  connections(): number;
  /** Breaks every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Lets connections through again, at the same address. */
  mend(): Promise<void>;
  /** Connections from now on lead to that host:port. */
  moveTo(target: string): void;
}

/** Opens a way on loopback to that host:port. */
export async function openRelay(first: string): Promise<MovableRelay> {
  let target = first;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((inward) => {
    const [host = '', port] = target.split(':');
    const outward = net.connect(Number(port), host);
    for (const [socket, other] of [
      [inward, outward],
      [outward, inward],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  const taken = await listenApart(server);
  return {
    address: `127.0.0.1:${taken}`,
    connections: () => sockets.size / 2,
    async cut() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async mend() {
      server.listen(taken, '127.0.0.1');
      await once(server, 'listening');
    },
    moveTo(other) {
      target = other;
    },
  };
}
