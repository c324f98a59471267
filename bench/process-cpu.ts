import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts a process's CPU in hundredths of a second (proc(5), USER_HZ). */
const TICK_US = 10_000;

interface Stat {
  readonly parent: number;
  readonly ticks: number;
}

/** After the name, which may hold spaces: the state, the parent, and from the 12th on utime, stime, cutime, cstime. */
function statOf(pid: number): Stat | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { parent: Number(fields[1]), ticks };
  } catch {
    // It has ended meanwhile.
    return null;
  }
}

/**
 * CPU that a process and its children have used, those that have ended included, µs; null where there is no /proc. A
 * server whose workers come and go has all of it counted.
 */
export function cpuUsOfTree(pid: number): number | null {
  const own = statOf(pid);
  if (own === null) return null;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)));
  const ofChildren = children.reduce((sum, stat) => sum + (stat?.parent === pid ? stat.ticks : 0), 0);
  return (own.ticks + ofChildren) * TICK_US;
}
