import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../support/random.ts';
import type { Figures } from './figures.ts';
import { answerTo, COMMAND, Frames, frame, RESPONSE } from './fuzz/frames.ts';
import { Target } from './fuzz/target-process.ts';
import { judgeMemory, type MemorySample } from './memory.ts';

interface FloodOptions {
  readonly seed: number;
  /** Receipts. */
  readonly count: number;
  /** Ends earlier at that time by performance.now(). */
  readonly until: number;
}

/** Receipts under way at once: far more than the provider's five, so that the bot is what limits them. */
const WINDOW = 200;
const SAMPLE_EVERY = 5_000;
/** A link that answers nothing for so long is deaf, ms. */
const DEAF_MS = 15_000;
const BINDS = [0x01, 0x02, 0x09];

function receipt(sequence: number, id: string): Buffer {
  const text = `id:${id} sub:001 dlvrd:001 submit date:2611230900 done date:2611230901 stat:DELIVRD err:000 text:`;
  const addresses = Buffer.from('\0\x01\x0179991234560\0\0\0SHOP\0', 'latin1');
  const rest = Buffer.from([4, 0, 0, 0, 0, 0, 0, 0, 0, text.length]);
  return frame(COMMAND.deliverSm, sequence, Buffer.concat([addresses, rest, Buffer.from(text)]));
}

/** Receipts without end, for ids that nobody knows: each has to be stored and answered, and none kept in memory. */
export async function receiptFlood({ seed, count, until }: FloodOptions): Promise<Figures> {
  const random = new Random(seed);
  const folder = mkdtempSync(join(tmpdir(), 'flood-'));
  const bound = Promise.withResolvers<Socket>();
  const ended = Promise.withResolvers<void>();
  let sent = 0;
  let taken = 0;
  let refused = 0;
  const next = (link: Socket): void => {
    if (sent === count || performance.now() > until) {
      if (taken + refused === sent) ended.resolve();
      return;
    }
    sent += 1;
    link.write(receipt(sent, String(random.between(1, 2 ** 31))));
  };
  const server = createServer((socket) => {
    const frames = new Frames();
    socket.on('error', () => {});
    socket.on('close', () => ended.resolve());
    socket.on('data', (chunk) => {
      socket.cork();
      for (const pdu of frames.push(chunk)) {
        if (pdu.id === (COMMAND.deliverSm | RESPONSE) >>> 0) {
          if (pdu.status === 0) taken += 1;
          else refused += 1;
          next(socket);
        } else if (BINDS.includes(pdu.id)) {
          socket.write(answerTo(pdu, Buffer.from('SMSC\0')));
          bound.resolve(socket);
        } else if (pdu.id < RESPONSE) socket.write(answerTo(pdu));
      }
      socket.uncork();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const target = new Target([
    'bot',
    `file:${join(folder, 'bot.db')}`,
    `127.0.0.1:${(server.address() as AddressInfo).port}`,
  ]);

  const link = await bound.promise;
  const began = performance.now();
  const memory: MemorySample[] = [];
  const wrong: string[] = [];
  let seen = { taken: 0, at: performance.now() };
  const watch = setInterval(async () => {
    if (taken > seen.taken) seen = { taken, at: performance.now() };
    else if (performance.now() - seen.at > DEAF_MS) {
      wrong.push(`deaf after ${taken} receipts`);
      ended.resolve();
    }
    if (memory.length * SAMPLE_EVERY > taken) return;
    const sample = await target.memory();
    if (sample !== null) memory.push(sample);
  }, 100);
  for (let place = 0; place < WINDOW; place += 1) next(link);
  await ended.promise;
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  if (target.dead) wrong.push(`the process ended after ${taken} receipts`);
  const { flat, note } = judgeMemory(memory);
  if (!flat) wrong.push(`memory grows: ${note}`);
  for (const finding of wrong) console.error(`  receipt flood: ${finding}`);
  await target.stop();
  link.destroy();
  server.close();
  rmSync(folder, { recursive: true });
  const notes = [note, `${Math.round(taken / seconds)} receipts/s`];
  return {
    campaign: 'flood',
    store: 'sqlite',
    seed,
    runs: 1,
    messages: sent,
    lost: sent - taken,
    twice: 0,
    wrong: wrong.length,
    notes,
  };
}
