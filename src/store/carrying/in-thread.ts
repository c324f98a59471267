import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Progress } from './piece.ts';

/**
 * Carries over a SQLite file that this process has open, in a thread of its own, so that the process goes on answering: an
 * index of millions is made in one go.
 * @throws what the thread ended with
 */
export async function carryInThread(path: string, said: (progress: Progress) => void): Promise<void> {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: path });
  worker.on('message', said);
  // Its error comes before its exit.
  await once(worker, 'exit');
}
