import { checkWire } from '../checks.ts';
import { Program } from '../program.ts';
import { reached } from '../progress.ts';
import { startLeanSmscProgram } from '../scene.ts';
import type { BareCalls } from './bare-client.ts';

interface BareRun {
  readonly receiptWindow: number;
  /** Messages before it, that are not measured. */
  readonly warmUp: number;
  readonly messages: number;
}

/** The bare loop of the `smpp` package on the same SMSC. Throws WrongRun. */
export async function runBare({ receiptWindow, warmUp, messages }: BareRun) {
  const { smsc, address } = await startLeanSmscProgram({ receiptWindow });
  const client = new Program<BareCalls>(new URL('./bare-client.ts', import.meta.url));
  await client.call('bind', address);
  await client.call('submit', warmUp);
  await reached(smsc, { receipts: warmUp });
  const began = smsc.call('reached', { submits: warmUp + 1 });
  const cpuBefore = await client.call('cpuUs');
  await client.call('submit', messages);
  const endedAt = await reached(smsc, { receipts: warmUp + messages });
  const cpuUs = ((await client.call('cpuUs')) - cpuBefore) / messages;
  checkWire(await smsc.call('counts'), warmUp + messages, receiptWindow);
  await client.end();
  await smsc.end();
  return { perSecond: (messages * 1000) / (endedAt - (await began)), cpuUs };
}
