import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEveryTest } from './endings.ts';

/** What a receiver was told. */
export interface Told {
  readonly path: string;
  readonly id: string;
  readonly at: number;
  readonly headers: IncomingMessage['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: what it holds is what tests look at
  readonly body: any;
}

export interface Receiver {
  readonly url: string;
  /** All that came, taken or not, in order. */
  readonly told: Told[];
  /** Connections that were ever made. */
  connections(): number;
  /** Resolves once so much has come. */
  come(count: number): Promise<void>;
  /** Ends it before the test does. */
  close(): void;
}

type Answering = (told: Told, response: ServerResponse) => void;

const open = new Set<() => void>();
afterEveryTest(() => {
  for (const close of open) close();
  open.clear();
});

/**
 * A program that is told by webhooks, and takes nothing that is not signed with its secret as Standard Webhooks has it; written
 * from that specification alone.
 * @param secretOf what calls to an address are signed with; a promise where it does not know that yet
 * @param answer says what it answers; 204 when left out
 */
export async function receiver(
  secretOf: (path: string) => string | Promise<string>,
  answer: Answering = (_told, response) => response.writeHead(204).end(),
): Promise<Receiver> {
  const told: Told[] = [];
  const waiting = new Set<() => void>();
  let connections = 0;
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const some of request.setEncoding('utf8')) text += some;
    const { url: path = '', headers, method } = request;
    const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
      String(headers[`webhook-${name}`] ?? ''),
    ) as [string, string, string];
    const key = Buffer.from((await secretOf(path)).slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64');
    const isRight =
      method === 'POST' &&
      headers['content-type'] === 'application/json' &&
      key.length >= 24 &&
      !id.includes('.') &&
      Math.abs(Date.now() / 1000 - Number(timestamp)) < 300 &&
      signatures.split(' ').includes(`v1,${expected}`);
    if (!isRight) {
      response.writeHead(401).end();
      return;
    }
    const one = { path, id, at: Number(timestamp), headers, body: JSON.parse(text) };
    told.push(one);
    answer(one, response);
    for (const look of waiting) look();
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  open.add(close);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    told,
    connections: () => connections,
    come: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (told.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close,
  };
}
