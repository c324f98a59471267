import { expect, test } from 'vitest';
import { LANES } from '../../../src/messages/lanes.ts';
import { CAMPAIGN } from '../../../src/store/coded.ts';
import type { Store } from '../../../src/store/database.ts';
import { withoutHalted } from '../../../src/store/halted.ts';
import { nextMessages } from '../../../src/store/next-messages.ts';
import { orderOfCard } from '../../../src/store/orders.ts';
import { readyMessages } from '../../../src/store/ready-messages.ts';
import { become } from '../../support/become.ts';
import { claimNext } from '../../support/claim.ts';
import { decide, numbers, order, sms } from '../../support/outbox.ts';
import { onEachStore, untilBlocked } from '../../support/stores.ts';

/*
 * PostgreSQL's transactions run side by side: what one has read another may change before it is through. Each of these once
 * decided by what it had read.
 */

const NOW = 1_764_000_000_000;
const HOUR_MS = 3600 * 1000;
/** As many as make a campaign. */
const MANY = 60;
const BY = { actor_kind: 'system', actor_id: 'shell', chat_id: null, thread_id: null, origin: 's' } as const;
const NIGHT = { from: 21 * 60, to: 9 * 60, zone: 'Europe/Moscow' };

const campaign = (store: Store, options: Parameters<typeof order>[2] = {}): Promise<string> =>
  order(
    store,
    numbers(MANY).map((to) => sms(to, 'sale')),
    { freshAt: NOW, ...options },
  );

const mayGo = (store: Store): Promise<number> =>
  store.write(async (tx) => (await nextMessages(tx, 'demo', MANY, NOW)).messages.length);

const stateOf = async (store: Store, card: string) => {
  const state = (await orderOfCard(store.db, card))?.campaign;
  return state && CAMPAIGN.name(state);
};

onEachStore(({ kind, open, migratedUrl }) => {
  /** Resolves once it waits for another, or is through. On SQLite it waits anyway. */
  const underWay = async (url: string, other: Promise<unknown>): Promise<void> => {
    if (kind === 'postgres') await untilBlocked(url, other);
  };
  const opened = async () => {
    const url = await migratedUrl();
    return { url, store: await open(url) };
  };

  test.runIf(kind === 'postgres')(
    'what was to be tried again goes where its campaign is resumed as it is found halted',
    async () => {
      const { store } = await opened();
      const card = await campaign(store);
      expect(await store.write((tx) => claimNext(tx, 'demo', MANY, NOW))).toBe(MANY);
      const again = { state: 'queued', lane: LANES.retry, turn: NOW, ready_at: NOW } as const;
      await become(store.db, again, { card, positions: [0] });
      await store.write((tx) => decide(tx, card, 'pause', NOW));

      const going = await store.write(async (tx) => {
        const ready = await readyMessages(tx, 'demo', MANY, NOW);
        await store.write((other) => decide(other, card, 'resume', NOW));
        return withoutHalted(tx, ready, NOW);
      });

      expect([going.length, await mayGo(store)]).toEqual([0, 1]);
      await store.close();
    },
  );
});
