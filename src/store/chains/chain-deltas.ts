import type { Kysely } from 'kysely';
import type { Schema } from '../tables/schema.ts';

/** A message of a chain that has changed. */
export interface ChainChange {
  readonly id: number;
  /** The number of the order that the chain began with. */
  readonly chain: number;
  /** It has ended so that the next channel follows. */
  readonly isFollowed: boolean;
}

/** What changes in one transaction of messages that may go on by another channel, or do so for others. */
export class ChainDeltas {
  readonly #followed = new Set<number>();
  readonly #chains = new Set<number>();

  add({ id, chain, isFollowed }: ChainChange): void {
    if (isFollowed) this.#followed.add(id);
    this.#chains.add(chain);
  }

  /** Those that ended so, by their ids. */
  followed(): number[] {
    return [...this.#followed].toSorted((one, other) => one - other);
  }

  /** The cards that show the chains: of a single message that of the channel which it came to. */
  async cards(db: Kysely<Schema>): Promise<string[]> {
    if (this.#chains.size === 0) return [];
    const chains = [...this.#chains];
    const rows = await db
      .selectFrom('orders')
      .select('card_id')
      .where((eb) => eb.or([eb('number', 'in', chains), eb('chain', 'in', chains)]))
      .where('card_id', 'is not', null)
      .execute();
    return rows.flatMap(({ card_id }) => card_id ?? []);
  }
}
