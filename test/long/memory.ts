/** Memory of a process, in MB; `live` is what a garbage collection leaves. */
export interface MemorySample {
  readonly rss: number;
  readonly live: number;
}

export interface MemoryVerdict {
  readonly flat: boolean;
  /** For people: "live 26 → 26 MB, RSS 181 → 182 MB". */
  readonly note: string;
}

/** The last third may be this much above the one before it. */
const GROWTH = 1.2;

/**
 * Flat when the last third's median is at most 1.2 times the second third's, by what is live where it is known: the
 * resident memory also holds what V8 has not collected yet. Too few samples prove nothing.
 */
export function judgeMemory(samples: readonly MemorySample[]): MemoryVerdict {
  const third = Math.floor(samples.length / 3);
  const last = samples.at(-1);
  if (third < 3) return { flat: true, note: `RSS ${last?.rss.toFixed(0) ?? '?'} MB, too short to judge` };
  const medians = (of: keyof MemorySample): [number, number] => [
    median(samples.slice(third, 2 * third).map((sample) => sample[of])),
    median(samples.slice(-third).map((sample) => sample[of])),
  ];
  const [before, after] = medians('live');
  const [rssBefore, rssAfter] = medians('rss');
  const arrow = (from: number, to: number): string => `${from.toFixed(0)} → ${to.toFixed(0)} MB`;
  return {
    flat: after <= GROWTH * before,
    note: `live ${arrow(before, after)}, RSS ${arrow(rssBefore, rssAfter)}`,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
