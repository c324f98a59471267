/*
 * Runs with every test file, for what modules that many files share have to end, and for what of Vitest's own a file
 * would hand to the next in its worker.
 */
import { afterAll, afterEach, vi } from 'vitest';
import { endFile, endTest } from './endings.ts';

/** Databases are dropped, those of a long file beside others that run (ms). */
const DROPPED_MS = 120_000;

afterEach(endTest);
afterAll(endFile, DROPPED_MS);
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});
