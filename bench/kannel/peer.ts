/**
 * Kannel's other sides in one process: who submits by HTTP and to whom its receipts come by HTTP. Both speak as little HTTP
 * as they can, over raw sockets, so that Kannel is what is measured.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { numberAt } from '../numbers.ts';
import { answerCalls } from '../program.ts';

const CONNECTIONS = 50;
const END = '\r\n\r\n';
const EMPTY = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
const LENGTH = /content-length: *(\d+)/i;

let receipts = 0;

/** Calls `whole` with the head of each request or answer, once its body is there too. */
function readHttp(whole: (head: string) => void): (chunk: Buffer) => void {
  let rest = '';
  return (chunk) => {
    rest += chunk.toString('latin1');
    for (let end = rest.indexOf(END); end !== -1; end = rest.indexOf(END)) {
      const head = rest.slice(0, end);
      const total = end + END.length + Number(LENGTH.exec(head)?.[1] ?? 0);
      if (rest.length < total) return;
      rest = rest.slice(total);
      whole(head);
    }
  };
}

const receiver = createServer((socket) => {
  const answer = (): void => {
    receipts += 1;
    socket.write(EMPTY);
  };
  socket.on('error', () => {}).on('data', readHttp(answer));
}).listen(0, '127.0.0.1');
await once(receiver, 'listening');
const receiptUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;

const calls = {
  receipts: () => receipts,
  /** Resolves when Kannel has taken all of them; rejects when it refuses one. */
  async submit(port: number, from: number, count: number): Promise<void> {
    let next = from;
    const query = new URLSearchParams({
      username: 'bench',
      password: 'bench',
      from: 'SHOP',
      text: 'Your order is ready',
      'dlr-mask': '3',
      'dlr-url': receiptUrl,
    });
    async function submitNext(): Promise<void> {
      const socket = connect({ host: '127.0.0.1', port }).setNoDelay(true);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const ask = (): void => {
        if (next === from + count) {
          resolve();
          return;
        }
        const to = numberAt(next);
        next += 1;
        socket.write(`GET /cgi-bin/sendsms?${query}&to=${to} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      };
      const onAnswer = (head: string): void => {
        if (/^HTTP\/1\.1 202/.test(head)) ask();
        else reject(new Error(`Kannel says ${head.split('\r\n')[0]}`));
      };
      socket
        .on('data', readHttp(onAnswer))
        .on('error', reject)
        .on('close', () => reject(new Error('Kannel hung up')));
      await once(socket, 'connect');
      ask();
      await promise;
      socket.destroy();
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, submitNext));
  },
};
export type PeerCalls = typeof calls;

answerCalls(calls);
