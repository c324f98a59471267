import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../support/random.ts';
import type { Figures } from '../figures.ts';
import { judgeMemory, type MemorySample } from '../memory.ts';
import { FuzzingClient } from './fuzzing-client.ts';
import { FuzzingSmsc } from './fuzzing-smsc.ts';
import { Target } from './target-process.ts';

interface PduFuzzOptions {
  readonly seed: number;
  /** PDUs. */
  readonly count: number;
  /** Ends earlier at that time by performance.now(). */
  readonly until: number;
}

const BATCH = 2_000;
/** After so many batches the link is broken, with a PDU under way. */
const BREAK_AFTER = 3;

/** The fuzzing side. */
interface Side {
  /** False: there is no link. */
  batch(count: number): Promise<boolean>;
  /** True when what is sound gets through. */
  probe(batch: number): Promise<boolean>;
  breakLink(): Promise<void>;
  reconnections(): number;
}

/** Sends batch after batch; after each, something sound must get through. */
async function campaign(
  name: string,
  { seed, count, until }: PduFuzzOptions,
  target: Target,
  side: Side,
): Promise<Figures> {
  const memory: MemorySample[] = [];
  const wrong: string[] = [];
  const began = performance.now();
  let sent = 0;
  let batches = 0;
  let linkIsNew = true;
  while (sent < count && performance.now() < until && wrong.length === 0) {
    const size = Math.min(BATCH, count - sent);
    const before = side.reconnections();
    const connected = await side.batch(size);
    batches += 1;
    const sound = connected && (await side.probe(batches));
    // Behind a link that broke, nobody knows how many were read.
    if (linkIsNew || side.reconnections() === before) sent += size;
    linkIsNew = batches % BREAK_AFTER === 0;
    if (linkIsNew) await side.breakLink();
    const sample = await target.memory();
    if (sample === null) wrong.push(`the process ended after ${sent} PDUs`);
    else if (!sound) wrong.push(connected ? `deaf after ${sent} PDUs` : `no link after ${sent} PDUs`);
    else memory.push(sample);
  }
  const seconds = (performance.now() - began) / 1000;
  const { flat, note } = judgeMemory(memory);
  if (!flat) wrong.push(`memory grows: ${note}`);
  for (const finding of wrong) console.error(`  ${name}: ${finding}`);
  const rate = `${Math.round(sent / seconds)} PDUs/s, ${side.reconnections()} connections`;
  return {
    campaign: name,
    store: '-',
    seed,
    runs: batches,
    messages: sent,
    lost: 0,
    twice: 0,
    wrong: wrong.length,
    notes: [note, rate],
  };
}

/** Fuzzed PDUs from an SMSC to the bot's link, in a process of its own with a real store. */
export async function fuzzBot(options: PduFuzzOptions): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const smsc = new FuzzingSmsc(new Random(options.seed));
  const target = new Target(['bot', `file:${join(folder, 'bot.db')}`, await smsc.listen()]);
  try {
    return await campaign('fuzz-pdu to the bot', options, target, {
      batch: (count) => smsc.batch(count),
      async probe(batch) {
        if (!(await smsc.delivers())) return false;
        const submitted = smsc.receives(`probe ${batch}.`);
        target.order('79991234560', `probe ${batch}.`);
        return submitted;
      },
      breakLink: () => smsc.breakLink(),
      reconnections: () => smsc.reconnections,
    });
  } finally {
    await target.stop();
    await smsc.close();
    rmSync(folder, { recursive: true });
  }
}

/** Fuzzed PDUs from a client to the simulated SMSC. */
export async function fuzzSmsc(options: PduFuzzOptions): Promise<Figures> {
  const target = new Target(['smsc']);
  const address = await target.address();
  if (address === null) throw new Error('the simulated SMSC did not start');
  const client = new FuzzingClient(new Random(options.seed), address);
  try {
    return await campaign('fuzz-pdu to the simulated SMSC', options, target, {
      batch: (count) => client.batch(count),
      probe: () => client.submits(),
      breakLink: () => client.breakLink(),
      reconnections: () => client.reconnections,
    });
  } finally {
    client.close();
    await target.stop();
  }
}
