import { setTimeout as pause } from 'node:timers/promises';
import { judgeMemory, type MemorySample } from './memory.ts';
import { ready, type Trouble } from './under-load.ts';

const SAMPLE_MS = 2_000;

/** A metric's value on a page of Prometheus text. */
function metric(page: string, name: string): number {
  const line = page.split('\n').find((each) => each.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? Number.NaN);
}

/** No trouble at all: the bot works, and its memory must stay where it is. */
export const soak: Trouble = async ({ until, launch, complain }) => {
  const bot = launch(0);
  await ready(bot);
  const url = await bot.httpUrl;
  const memory: MemorySample[] = [];
  let longestLagMs = 0;
  while (performance.now() < until) {
    await pause(SAMPLE_MS);
    const page = await (await fetch(`${url}/metrics`)).text();
    const rss = metric(page, 'process_resident_memory_bytes') / 2 ** 20;
    // Nobody collects garbage for a bot at work: what it occupies is what counts.
    memory.push({ rss, live: rss });
    longestLagMs = Math.max(longestLagMs, metric(page, 'nodejs_eventloop_lag_p99_seconds') * 1000);
  }
  const { flat, note } = judgeMemory(memory);
  if (!flat) complain(`memory grows: ${note}`);
  return {
    bots: [bot],
    runs: memory.length,
    notes: [note, `event-loop lag p99 ${longestLagMs.toFixed(0)} ms at most`],
  };
};
