import type { Transaction } from 'kysely';
import type { Rules } from '../../messages/rules.ts';
import { TallyDeltas } from '../campaigns/tally-deltas.ts';
import { ChainDeltas } from '../chains/chain-deltas.ts';
import { writeCountsOn } from '../hot/counts.ts';
import { writeCounts } from '../hot/counts-together.ts';
import { writeHookEvents } from '../programs/hook-deltas.ts';
import type { HooksAtHand } from '../programs/hooks-at-hand.ts';
import { EventDeltas } from '../stats/event-deltas.ts';
import { HourDeltas } from '../stats/hour-deltas.ts';
import type { Schema } from '../tables/schema.ts';
import type { WatchesAtHand } from '../watch/watches-at-hand.ts';
import type { Topic } from './changes.ts';
import type { FollowOn, Tx } from './database.ts';
import { askOver } from './postgres.ts';

/** What becomes of messages: by the habits of their provider, and how chains go on. */
export interface Goings {
  readonly rules: Rules;
  readonly followOn: FollowOn;
}

/** Nothing goes on: who opens the store for something else ends no messages. */
export const nothingFollows: FollowOn = async () => {};

/** A work's result, and what it may have changed for readers. */
interface Done<T> {
  readonly result: T;
  readonly topics: Set<Topic>;
  /** Whether cards have news too: on PostgreSQL its last statement tells, behind which the commit goes unasked. */
  readonly isNews: Promise<boolean>;
}

interface Beside {
  /** Up to which id messages may be uncounted yet. */
  readonly uncounted: number;
  /** Where what nobody waits for is told of; null: it is waited for. */
  readonly unawaited: Promise<unknown>[] | null;
}

/** A work with what its transaction lacks of a Tx. */
export function doing<T>(
  { kind, rules, followOn, prepare, uncounted, unawaited }: Pick<Tx, 'kind' | 'prepare'> & Goings & Beside,
  { watches, hooks }: { readonly watches: WatchesAtHand; readonly hooks: HooksAtHand },
  work: (tx: Tx) => Promise<T>,
): (db: Transaction<Schema>) => Promise<Done<T>> {
  return async (db) => {
    const topics = new Set<Topic>();
    const tallies = new TallyDeltas();
    const hours = new HourDeltas(uncounted);
    const events = new EventDeltas();
    const chains = new ChainDeltas();
    // Cards go by the clock of the process: none waits for the one that is behind.
    const touched = { cards: new Set<string>(), dueAt: Date.now() };
    const ask = kind === 'postgres' ? askOver(db) : null;
    const tx: Tx = {
      db,
      kind,
      rules,
      prepare,
      ask,
      async unawaited(write) {
        if (!unawaited) return void (await write);
        write.catch(() => {});
        unawaited.push(write);
      },
      changed: (topic) => topics.add(topic),
      touch(cards, now) {
        for (const id of cards) if (id !== null) touched.cards.add(id);
        touched.dueAt = Math.min(touched.dueAt, now);
      },
      tally: (order, count) => tallies.add(order, count),
      count: (order, message, times) => hours.add(order, message, times),
      happened: (what) => events.add(what),
      chained: (change) => chains.add(change),
    };
    const result = await work(tx);
    const followed = chains.followed();
    if (followed.length > 0) await followOn(tx, followed);
    tx.touch(await chains.cards(db), Date.now());
    if (await events.write(db, watches, rules.knowsCodes)) topics.add('events');
    const told = events.ofMessages();
    if (told.length > 0 && (await writeHookEvents(db, await hooks.all(db), told))) topics.add('hook-events');
    const counts = {
      cards: [...touched.cards],
      dueAt: touched.dueAt,
      tallies: tallies.rows(),
      hours: await hours.rows(db),
    };
    const isNews = ask
      ? writeCounts(ask, counts)
      : Promise.resolve(prepare !== null && writeCountsOn(prepare, counts));
    await tx.unawaited(isNews);
    return { result, topics, isNews };
  };
}
