import { once } from 'node:events';
import net from 'node:net';
import { onTestFinished } from 'vitest';

/** A way to a server that can be cut and mended, while the server knows nothing of it but lost connections. */
export interface Relay {
  /** host:port */
  readonly address: string;
  /** Connections that are open now. */
  connections(): number;
  /** Breaks every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Lets connections through again, at the same address. */
  mend(): Promise<void>;
}

/** Opens a way on loopback to that host:port; closed with the test. `cut`: it begins as one that refuses. */
export async function relayTo(target: string, { cut: beginsCut = false } = {}): Promise<Relay> {
  const [host = '', port] = target.split(':');
  const sockets = new Set<net.Socket>();
  const server = net.createServer((inward) => {
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
  const listen = async (at: number): Promise<number> => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as net.AddressInfo).port;
  };
  const taken = await listen(0);

  async function cut(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  if (beginsCut) await cut();
  onTestFinished(cut);
  return {
    address: `127.0.0.1:${taken}`,
    connections: () => sockets.size / 2,
    cut,
    async mend() {
      await listen(taken);
    },
  };
}
