import { afterEach, beforeEach, vi } from 'vitest';
import { releaseWork } from '../../src/chat/sending/releasing.ts';
import { type ChatForTest, chatForTest, NIKOLAI, SETTINGS } from './chat.ts';
import { doJobs } from './jobs.ts';

export const MINUTE_MS = 60_000;
/** A Friday, 15:00 in Moscow. */
export const AFTERNOON = Date.UTC(2026, 10, 27, 12);
/** The same day, 19:30. */
export const EVENING = AFTERNOON + 270 * MINUTE_MS;

/** Begins each test of a file at that time (ms) in a chat of its own, in which Nikolai may send. */
export function beginAt(now: number, begin: (chat: ChatForTest) => void): void {
  let open: ChatForTest | null = null;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now });
    open = await chatForTest();
    await open.let(NIKOLAI, 'operator');
    begin(open);
  });
  afterEach(async () => {
    await open?.store.close();
    vi.useRealTimers();
  });
}

/** It is then (ms), and what is due is done; the program may have been started anew meanwhile. */
export async function cameTo(now: number, { store }: ChatForTest): Promise<void> {
  vi.setSystemTime(now);
  await doJobs(store, [releaseWork(SETTINGS)]);
}
