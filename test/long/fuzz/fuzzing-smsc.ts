import { EventEmitter, on, once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../support/random.ts';
import { answerTo, COMMAND, type Frame, Frames, frame, RESPONSE, withSequence } from './frames.ts';
import { chunks, fuzzedPdu, lastBytes } from './mutate.ts';
import { FROM_SMSC } from './samples.ts';

/** A link that does not do what is expected of it for so long is deaf, ms. */
export const DEAF_MS = 15_000;
const ACCEPTED = Buffer.from('fuzzed\0');
const BINDS = [0x01, 0x02, 0x09];
const [MO = Buffer.alloc(0)] = FROM_SMSC;
/** The bot's own requests count up from 1: a low number may hit one that is under way. */
const HIGHEST_SEQUENCE = 5_000;

type Happenings = { bound: [Socket]; submit: [string]; taken: [sequence: number, status: number] };

/** An SMSC that binds whoever comes, answers enquire_link as it should, and nothing else as expected. */
export class FuzzingSmsc {
  readonly #random: Random;
  readonly #server: Server;
  readonly #happened = new EventEmitter<Happenings>();
  #link: Socket | null = null;
  #probes = 0;
  reconnections = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#link?.destroy();
  }

  /** Sends that many fuzzed PDUs, in whatever pieces. False: no link came up again. */
  async batch(count: number): Promise<boolean> {
    const random = this.#random;
    let left = count;
    while (left > 0) {
      const link = await this.#bound();
      if (!link) return false;
      const pdus = Array.from({ length: Math.min(left, 500) }, () =>
        fuzzedPdu(random, FROM_SMSC, () => random.between(1, HIGHEST_SEQUENCE)),
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

  /** True when a subscriber's message is taken with ESME_ROK. */
  async delivers(): Promise<boolean> {
    const until = performance.now() + DEAF_MS;
    while (performance.now() < until) {
      const link = await this.#bound();
      if (!link) return false;
      this.#probes += 1;
      const sequence = 0x10000000 + this.#probes;
      link.write(withSequence(MO, sequence));
      const over = new AbortController();
      const lost = once(link, 'close', over).then(
        () => false,
        () => false,
      );
      const late = pause(until - performance.now(), false, over).catch(() => false);
      const taken = this.#taken(sequence, over.signal);
      const good = await Promise.race([taken, lost, late]);
      over.abort();
      if (good) return true;
    }
    return false;
  }

  /** True when the bot submits a text that contains this. */
  async receives(token: string): Promise<boolean> {
    const over = new AbortController();
    const late = pause(DEAF_MS, false, over).catch(() => false);
    const came = (async () => {
      for await (const [text] of this.#events('submit', over.signal)) if (text.includes(token)) return true;
      return false;
    })().catch(() => false);
    const good = await Promise.race([came, late]);
    over.abort();
    return good;
  }

  async *#events<K extends keyof Happenings>(name: K, signal: AbortSignal): AsyncGenerator<Happenings[K]> {
    for await (const happening of on(this.#happened, name, { signal })) yield happening as Happenings[K];
  }

  async #taken(sequence: number, signal: AbortSignal): Promise<boolean> {
    try {
      for await (const [answered, status] of this.#events('taken', signal)) {
        if (answered === sequence && status === 0) return true;
      }
    } catch {
      // Called off: somebody else decided the race.
    }
    return false;
  }

  async #bound(): Promise<Socket | null> {
    if (this.#link?.writable) return this.#link;
    const late = AbortSignal.timeout(DEAF_MS);
    return once(this.#happened, 'bound', { signal: late }).then(
      ([link]) => link as Socket,
      () => null,
    );
  }

  /** Ends the link in one of the ways in which a link can end. */
  async breakLink(): Promise<void> {
    const link = this.#link;
    if (!link?.writable) return;
    link.write(lastBytes(this.#random, FROM_SMSC));
    // Half a PDU cannot be told from one that is still coming: the next bytes, or the end, must clear it.
    await Promise.race([once(link, 'close'), pause(100)]);
    link.destroy();
  }

  #serve(socket: Socket): void {
    const frames = new Frames();
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      for (const pdu of frames.push(chunk)) this.#answer(socket, pdu);
    });
    socket.on('close', () => {
      if (this.#link === socket) this.#link = null;
    });
  }

  #answer(socket: Socket, pdu: Frame): void {
    if (!socket.writable) return;
    if (pdu.id === (COMMAND.deliverSm | RESPONSE) >>> 0)
      this.#happened.emit('taken', pdu.sequence, pdu.status);
    else if (pdu.id >= RESPONSE) return;
    else if (BINDS.includes(pdu.id)) {
      socket.write(answerTo(pdu, Buffer.from('SMSC\0')));
      this.reconnections += 1;
      this.#link = socket;
      this.#happened.emit('bound', socket);
    } else if (pdu.id === COMMAND.enquireLink || pdu.id === COMMAND.unbind) socket.write(answerTo(pdu));
    else if (pdu.id === COMMAND.submitSm) this.#answerSubmit(socket, pdu);
  }

  #answerSubmit(socket: Socket, pdu: Frame): void {
    this.#happened.emit('submit', pdu.octets.toString('latin1'));
    const random = this.#random;
    const dice = random.next();
    if (dice < 0.5) socket.write(answerTo(pdu, ACCEPTED));
    else if (dice < 0.6) socket.write(Buffer.concat([answerTo(pdu, ACCEPTED), answerTo(pdu, ACCEPTED)]));
    else if (dice < 0.7) socket.write(answerTo(pdu, random.bytes(random.between(0, 80))));
    else if (dice < 0.8) socket.write(answerTo(pdu, Buffer.alloc(0), random.between(1, 0x500)));
    else if (dice < 0.9) socket.write(frame(COMMAND.genericNack, pdu.sequence, Buffer.alloc(0), 3));
  }
}
