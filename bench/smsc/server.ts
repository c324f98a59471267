import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Connection, type Desk } from './connection.ts';
import { FIRST_ID } from './pdus.ts';
import { Tally } from './tally.ts';

export interface LeanSmscOptions {
  /** Receipts that each connection may have unacknowledged. */
  readonly receiptWindow: number;
  /** A single's receipt comes so long after its submit, ms; any other's at once. */
  readonly singleDelayMs?: number;
}

export interface LeanSmsc {
  /** host:port. */
  readonly address: string;
  readonly tally: Tally;
  /** Keeps all receipts back, or lets them go. */
  hold(isHolding: boolean): void;
  close(): Promise<void>;
}

/**
 * An SMSC that does as little as one can, so that the other side is what is measured: it lets everyone in, accepts
 * every submit_sm and reports it delivered, unless its phone is off. What is out of order ends its process.
 */
export async function startLeanSmsc({
  receiptWindow,
  singleDelayMs = 0,
}: LeanSmscOptions): Promise<LeanSmsc> {
  const tally = new Tally();
  const desk: Desk = { receiptWindow, singleDelayMs, tally, isHolding: false, nextId: FIRST_ID };
  const connections = new Map<Socket, Connection>();
  const server = createServer((socket) => {
    connections.set(socket, new Connection(socket, desk));
    socket.on('close', () => connections.delete(socket));
    // A client that was killed resets the connection.
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    tally,
    hold(isHolding) {
      desk.isHolding = isHolding;
      for (const connection of connections.values()) connection.deliver();
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of connections.keys()) socket.destroy();
      await closed;
    },
  };
}
