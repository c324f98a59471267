import { EventEmitter } from 'node:events';

/** What a commit may have changed for a reader: a hint to look early, never the only reason to look. */
export type Topic = 'updates' | 'cards' | 'outbox' | 'queries' | 'incoming' | 'binds';

/** Wakes readers in this process after a commit. */
export class Changes {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  emit(topic: Topic): void {
    this.#emitter.emit(topic);
  }

  /** Returns the way to stop listening. */
  on(topic: Topic, listener: () => void): () => void {
    this.#emitter.on(topic, listener);
    return () => this.#emitter.off(topic, listener);
  }
}
