/** The reference: a bare loop of the `smpp` package, window 100, nothing kept: it submits, and answers each receipt. */
import { type EventEmitter, once } from 'node:events';
import { createRequire } from 'node:module';
import { cpuUs } from '../bot/usage.ts';
import { numberAt } from '../numbers.ts';
import { answerCalls } from '../program.ts';

const smpp = createRequire(import.meta.url)('smpp');
const WINDOW = 100;

interface Session extends EventEmitter {
  send(pdu: object): void;
  bind_transceiver(fields: object, answered: () => void): void;
  submit_sm(fields: object, answered: () => void): void;
}
let session: Session | null = null;
let next = 0;

const calls = {
  cpuUs,
  async bind(address: string): Promise<void> {
    const [host, port] = address.split(':');
    const connected = smpp.connect({ host, port: Number(port) });
    connected.on('deliver_sm', (pdu: { response(): object }) => connected.send(pdu.response()));
    await once(connected, 'connect');
    // Nagle's algorithm would have it wait.
    connected.socket.setNoDelay(true);
    const credentials = { system_id: 'demo', password: 'demo' };
    await new Promise<void>((resolve) => connected.bind_transceiver(credentials, resolve));
    session = connected;
  },
  /** Begins to submit; the SMSC tells when it is over. */
  submit(count: number): void {
    const end = next + count;
    const submitNext = (): void => {
      if (next === end) return;
      const number = String(numberAt(next));
      next += 1;
      session?.submit_sm(
        {
          source_addr: 'SHOP',
          destination_addr: number,
          short_message: 'Your order is ready',
          registered_delivery: 1,
          data_coding: 0,
        },
        submitNext,
      );
    };
    for (let place = 0; place < WINDOW; place += 1) submitNext();
  },
};
export type BareCalls = typeof calls;

answerCalls(calls);
