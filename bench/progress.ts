import { setTimeout as pause } from 'node:timers/promises';
import { demand } from './checks.ts';
import type { Program } from './program.ts';
import type { SmscCalls } from './smsc/program.ts';

/** A run in which nothing moves for so long has failed (ms). */
const PATIENCE_MS = 120_000;

/**
 * When the SMSC had seen so many submits and acknowledgements: ms of the clock that all processes share. Throws WrongRun
 * when nothing moves any more.
 */
export async function reached(
  smsc: Program<SmscCalls>,
  wanted: { submits?: number; receipts?: number },
): Promise<number> {
  const when = smsc.call('reached', wanted);
  const over = new AbortController();
  const watch = async (): Promise<never> => {
    for (let last = ''; ; ) {
      await pause(PATIENCE_MS, null, { signal: over.signal });
      const counts = JSON.stringify(await smsc.call('counts'));
      demand(counts !== last, `nothing moves, and ${JSON.stringify(wanted)} is not reached`, counts);
      last = counts;
    }
  };
  const watched = watch();
  watched.catch(() => {});
  return Promise.race([when, watched]).finally(() => over.abort());
}
