/** Resident memory of a process over a campaign, in MB. */
export interface MemoryVerdict {
  readonly flat: boolean;
  /** For people: "RSS 92 → 95 MB". */
  readonly note: string;
}

/** The last third may be this much above the one before it. */
const GROWTH = 1.2;

/** Flat when the last third's median is at most 1.2 times the second third's. Too few samples prove nothing. */
export function judgeMemory(samples: readonly number[]): MemoryVerdict {
  const third = Math.floor(samples.length / 3);
  if (third < 3)
    return { flat: true, note: `RSS ${samples.at(-1)?.toFixed(0) ?? '?'} MB, too short to judge` };
  const second = median(samples.slice(third, 2 * third));
  const last = median(samples.slice(-third));
  return { flat: last <= GROWTH * second, note: `RSS ${second.toFixed(0)} → ${last.toFixed(0)} MB` };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
