import { EventEmitter } from 'node:events';

/** What a commit may have changed for a reader: a hint to look early, never the only reason to look. */
export const TOPICS = [
  'updates',
  'cards',
  'outbox',
  'queries',
  'incoming',
  'binds',
  'leases',
  'jobs',
  'watches',
  'events',
  'hooks',
  'hook-events',
  'questions',
] as const;

export type Topic = (typeof TOPICS)[number];

/** Wakes readers in this process after a commit, here or (on PostgreSQL) of another instance. */
export class Changes {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  emit(topic: Topic): void {
    this.#emitter.emit(topic);
  }

  /** There may have been commits that nobody told of. */
  emitAll(): void {
    for (const topic of TOPICS) this.emit(topic);
  }

  /** Returns the way to stop listening. */
  on(topic: Topic, listener: () => void): () => void {
    this.#emitter.on(topic, listener);
    return () => this.#emitter.off(topic, listener);
  }
}
