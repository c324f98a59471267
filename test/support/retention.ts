import { Registry } from 'prom-client';
import { type Keep, retentionWork } from '../../src/chat/retention.ts';
import type { JobWork } from '../../src/jobs/kind.ts';
import { type JobMetrics, jobMetrics } from '../../src/jobs/metrics.ts';
import { createLog } from '../../src/log.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { SETTINGS } from './chat.ts';
import { startWork, until } from './jobs.ts';

export const DAY_MS = 24 * 3600 * 1000;
export const KEEP: Keep = { raw: 30, texts: 365, messages: null };

export interface Retention {
  readonly work: JobWork;
  readonly metrics: JobMetrics;
  /** One round of it, from its beginning to its end. */
  round(): Promise<void>;
  /** How many rows of a kind were forgotten so far. */
  forgotten(kind: string): Promise<number>;
}

/** What forgets in a store, as main.ts sets it up. */
export function retentionIn(store: Store, keep: Partial<Keep> = {}, ownerIds = SETTINGS.ownerIds): Retention {
  const metrics = jobMetrics(new Registry());
  const work = retentionWork({
    settings: { ...SETTINGS, ownerIds },
    keep: { ...KEEP, ...keep },
    metrics,
    log: createLog('silent'),
  });
  return {
    work,
    metrics,
    async round() {
      const worker = startWork(store, work);
      await until(async () => (await worker.pieces('done')) > 0);
      await worker.stop();
      // It would be done again some hours later.
      await store.db.deleteFrom('jobs').where('kind', '=', work.name).execute();
    },
    async forgotten(kind) {
      const { values } = await metrics.forgotten.get();
      return values.find(({ labels }) => labels.kind === kind)?.value ?? 0;
    },
  };
}
