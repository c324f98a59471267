import { readdirSync, readFileSync } from 'node:fs';

/** Children are looked for so often, ms: each says itself the most that it ever had. */
const LOOK_MS = 50;

const field = (status: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);

/** Watches what a process has its children do. Returns what tells the most memory that one of them had (MB), and watches no more. */
export function watchChildren(parent: number): () => number {
  let most = 0;
  const timer = setInterval(() => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'latin1');
        if (field(status, 'PPid') === parent) most = Math.max(most, field(status, 'VmHWM') / 1024);
      } catch {
        // It has ended meanwhile.
      }
    }
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    return most;
  };
}
