import { appendFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('./results.jsonl', import.meta.url));

export interface Result {
  readonly scenario: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, and the ratio to that; null where there is nothing to compare. */
  readonly reference: number | null;
  readonly ratio: number | null;
}

export const result = (
  scenario: string,
  value: number,
  unit: string,
  reference: number | null = null,
): Result => ({
  scenario,
  value: rounded(value),
  unit,
  reference: reference === null ? null : rounded(reference),
  ratio: reference === null ? null : rounded(value / reference),
});

const rounded = (value: number): number => Number(value.toPrecision(4));

/** bench/results.jsonl holds one run, the last. */
export const beginResults = (): void => writeFileSync(FILE, '');

/** A line for people, and one for bench/results.jsonl. */
export function report(measured: Result): void {
  const { scenario, value, unit, ratio } = measured;
  const compared = ratio === null ? '' : `   ${ratio} of the reference`;
  console.log(`${scenario.padEnd(64)} ${String(value).padStart(9)} ${unit.padEnd(12)}${compared}`);
  appendFileSync(FILE, `${JSON.stringify(measured)}\n`);
}

/** The value that this share of all is at most: 0.5 is the median. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
