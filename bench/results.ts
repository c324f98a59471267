import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('./results.jsonl', import.meta.url));

/** What a figure may say besides. */
interface Besides {
  /** What it is compared with, in its own unit. */
  readonly reference?: number | null;
  /** CPU of the measured process a message, µs. */
  readonly cpuUs?: number;
  /** The same of the store's server, where it has one. */
  readonly serverCpuUs?: number | null;
}

export interface Result {
  readonly scenario: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, and the ratio to that; null where there is nothing to compare. */
  readonly reference: number | null;
  readonly ratio: number | null;
  readonly cpuUs?: number;
  readonly serverCpuUs?: number;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

export function result(scenario: string, value: number, unit: string, besides: Besides = {}): Result {
  const { reference = null, cpuUs, serverCpuUs } = besides;
  return {
    scenario,
    value: rounded(value),
    unit,
    reference: reference === null ? null : rounded(reference),
    ratio: reference === null ? null : rounded(value / reference),
    ...(cpuUs === undefined ? {} : { cpuUs: rounded(cpuUs) }),
    ...(typeof serverCpuUs === 'number' ? { serverCpuUs: rounded(serverCpuUs) } : {}),
  };
}

/**
 * The rows of bench/results.jsonl with one more: in the place of the one that was measured before, else behind the last of
 * its kind, which is what stands before the first `/` of a scenario.
 */
export function withResult(rows: readonly Result[], measured: Result): Result[] {
  const kindOf = ({ scenario }: Result) => scenario.split('/')[0];
  const before = rows.findIndex(({ scenario }) => scenario === measured.scenario);
  if (before >= 0) return rows.with(before, measured);
  const last = rows.findLastIndex((row) => kindOf(row) === kindOf(measured));
  return rows.toSpliced(last < 0 ? rows.length : last + 1, 0, measured);
}

/** What bench/results.jsonl holds: of each scenario the last time that it was measured. Where there is none it is made. */
const results = (): Result[] =>
  readFileSync(FILE, { encoding: 'utf8', flag: 'a+' })
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** A line for people, and one for bench/results.jsonl. */
export function report(measured: Result): void {
  const { scenario, value, unit, ratio, cpuUs, serverCpuUs } = measured;
  const besides = [
    ratio === null ? null : `${ratio} of the reference`,
    cpuUs === undefined ? null : `CPU ${cpuUs} µs`,
    serverCpuUs === undefined ? null : `its server ${serverCpuUs} µs`,
  ].filter((each) => each !== null);
  console.log(
    `${scenario.padEnd(44)} ${String(value).padStart(9)} ${unit.padEnd(14)} ${besides.join(', ')}`.trimEnd(),
  );
  const rows = withResult(results(), measured);
  writeFileSync(FILE, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** The value that this share of all is at most: 0.5 is the median. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
