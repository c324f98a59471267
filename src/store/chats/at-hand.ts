import type { Kysely } from 'kysely';
import type { Changes, Topic } from '../engine/changes.ts';
import type { Schema } from '../tables/schema.ts';

/**
 * Rows that the transactions which change messages go by, kept at hand for them: where there are none they read nothing.
 * What another instance changes of them is known here once that is announced, or a second later.
 */
export class AtHand<Row> {
  readonly #read: (db: Kysely<Schema>) => Promise<readonly Row[]>;
  #known: readonly Row[] | null = null;
  /** Counts what was announced: what was read before it is not kept. */
  #announced = 0;

  constructor(changes: Changes, topic: Topic, read: (db: Kysely<Schema>) => Promise<readonly Row[]>) {
    this.#read = read;
    changes.on(topic, () => {
      this.#known = null;
      this.#announced += 1;
    });
  }

  async all(db: Kysely<Schema>): Promise<readonly Row[]> {
    if (this.#known) return this.#known;
    const announced = this.#announced;
    const found = await this.#read(db);
    if (announced === this.#announced) this.#known = found;
    return found;
  }
}
