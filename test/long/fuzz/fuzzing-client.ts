import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../support/random.ts';
import { answerTo, COMMAND, Frames, frame, RESPONSE } from './frames.ts';
import { DEAF_MS } from './fuzzing-smsc.ts';
import { chunks, fuzzedPdu, lastBytes } from './mutate.ts';
import { FROM_CLIENT } from './samples.ts';

const BIND = 0x09;
const BIND_BODY = Buffer.concat([Buffer.from('demo\0demo\0\0'), Buffer.from([0x34, 0, 0, 0])]);

/** Half a submit_sm before its short_message: service_type, source, destination and what follows them. */
function submitBody(text: string): Buffer {
  const addresses = Buffer.from('\0\x05\0SHOP\0\x01\x0179991234560\0', 'latin1');
  const rest = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, text.length]);
  return Buffer.concat([addresses, rest, Buffer.from(text, 'latin1')]);
}

/** A client that binds as it should and then sends anything. */
export class FuzzingClient {
  readonly #random: Random;
  readonly #address: string;
  #socket: Socket | null = null;
  #probes = 0;
  readonly #waiting = new Map<number, (status: number) => void>();
  reconnections = 0;

  constructor(random: Random, address: string) {
    this.#random = random;
    this.#address = address;
  }

  /** Sends that many fuzzed PDUs, in whatever pieces. False: no link came up again. */
  async batch(count: number): Promise<boolean> {
    const random = this.#random;
    let left = count;
    while (left > 0) {
      const link = await this.#bound();
      if (!link) return false;
      const pdus = Array.from({ length: Math.min(left, 500) }, () =>
        fuzzedPdu(random, FROM_CLIENT, () => random.between(1, 5_000)),
      );
      left -= pdus.length;
      for (const chunk of chunks(random, Buffer.concat(pdus))) {
        if (!link.writable) break;
        if (!link.write(chunk))
          await Promise.race([once(link, 'drain').catch(() => {}), once(link, 'close')]);
      }
    }
    return true;
  }

  /** Ends the link in one of the ways in which a link can end. */
  async breakLink(): Promise<void> {
    const link = this.#socket;
    if (!link?.writable) return;
    link.write(lastBytes(this.#random, FROM_CLIENT));
    // Half a PDU cannot be told from one that is still coming: the end must clear it.
    await Promise.race([once(link, 'close'), pause(100)]);
    link.destroy();
  }

  /** True when a sound submit_sm is answered with ESME_ROK, on this connection or, where that ended, on the next. */
  async submits(): Promise<boolean> {
    const until = performance.now() + DEAF_MS;
    while (performance.now() < until) {
      const link = await this.#bound();
      if (!link) return false;
      if ((await this.#request(link, COMMAND.submitSm, submitBody(`probe ${this.#probes}`), until)) === 0)
        return true;
    }
    return false;
  }

  close(): void {
    this.#socket?.destroy();
  }

  /** The command_status of the answer; null when the link ended first, or in no time. */
  async #request(link: Socket, id: number, body: Buffer, until: number): Promise<number | null> {
    this.#probes += 1;
    const sequence = 0x10000000 + this.#probes;
    const over = new AbortController();
    const lost = once(link, 'close', over).then(
      () => null,
      () => null,
    );
    const late = pause(Math.max(0, until - performance.now()), null, over).catch(() => null);
    const answered = new Promise<number>((resolve) => this.#waiting.set(sequence, resolve));
    link.write(frame(id, sequence, body));
    const status = await Promise.race([answered, lost, late]);
    over.abort();
    this.#waiting.delete(sequence);
    return status;
  }

  async #bound(): Promise<Socket | null> {
    if (this.#socket?.writable) return this.#socket;
    const [host = '', port] = this.#address.split(':');
    const socket = connect(Number(port), host);
    const frames = new Frames();
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      for (const pdu of frames.push(chunk)) {
        if (pdu.id >= RESPONSE) this.#waiting.get(pdu.sequence)?.(pdu.status);
        else if (socket.writable)
          socket.write(answerTo(pdu, pdu.id === COMMAND.deliverSm ? Buffer.alloc(1) : undefined));
      }
    });
    socket.on('close', () => {
      if (this.#socket === socket) this.#socket = null;
    });
    const status = await this.#request(socket, BIND, BIND_BODY, performance.now() + DEAF_MS);
    if (status !== 0) return null;
    this.reconnections += 1;
    this.#socket = socket;
    return socket;
  }
}
