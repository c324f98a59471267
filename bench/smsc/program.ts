/** The lean SMSC in a process of its own: `node program.ts RECEIPT-WINDOW SINGLE-DELAY-MS`. */
import { answerCalls } from '../program.ts';
import { startLeanSmsc } from './server.ts';

const [receiptWindow, singleDelayMs] = process.argv.slice(2).map(Number);
const smsc = await startLeanSmsc({ receiptWindow: receiptWindow ?? 0, singleDelayMs: singleDelayMs ?? 0 });

const calls = {
  address: () => smsc.address,
  reached: (counts: { submits?: number; receipts?: number }) => smsc.tally.reached(counts),
  counts: () => smsc.tally.counts(),
  takeSingles: () => smsc.tally.takeSingles(),
  hold: (isHolding: boolean) => smsc.hold(isHolding),
};
export type SmscCalls = typeof calls;

answerCalls(calls);
