import { expect, test } from 'vitest';
import { inboxes } from '../../src/store/talks/inboxes.ts';
import { unplacedIncoming } from '../../src/store/talks/incoming.ts';
import { markUnshown } from '../../src/store/talks/incoming-cards.ts';
import { type EarlierStore, earlierStore, restoreStore } from '../support/earlier-stores.ts';
import { onEachStore } from '../support/stores.ts';
import { unseenIncoming } from '../support/unseen.ts';

const before = earlierStore('0008-lease-fences');
const [fresh, underWay] = (before.tables.incoming?.rows ?? []).map(([id]) => String(id));

/** The fixture with a message that has no cards yet, and one whose card Telegram has not been given. */
function inMidRun(): EarlierStore {
  const tables = structuredClone(before.tables);
  const set = (table: string, isMeant: (row: unknown[]) => boolean, cells: Record<string, number | null>) => {
    const { columns = [], rows = [] } = tables[table] ?? {};
    for (const row of rows.filter(isMeant)) {
      for (const [name, value] of Object.entries(cells)) row[columns.indexOf(name)] = value;
    }
  };
  set('incoming', ([id]) => id === fresh, { unseen_at: 1000 });
  const isItsCard = (row: unknown[]) =>
    row.includes('incoming') && JSON.stringify(row).includes(underWay ?? '');
  set('cards', isItsCard, { telegram_id: null, due_at: 1000 });
  return { ...before, tables };
}

onEachStore(({ open, newUrl }) => {
  test('what was under way to a chat before is neither lost nor placed again, unless Telegram does not take it', async () => {
    const url = await newUrl();
    await restoreStore(url, inMidRun());
    const store = await open(url);
    const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id).sort();
    expect(ids(await unplacedIncoming(store.db, 10))).toEqual([fresh]);
    expect(ids(await unseenIncoming(store.db, 10))).toEqual([fresh, underWay].sort());
    const card = await store.db.selectFrom('incoming_cards').selectAll().executeTakeFirstOrThrow();
    expect(card).toMatchObject({ incoming_id: underWay, thread_id: 7, unshown_at: null });
    await store.write((tx) => markUnshown(tx, { cardId: card.card_id, incomingId: underWay ?? '' }, 2000));
    expect(ids(await unplacedIncoming(store.db, 10))).toEqual([fresh, underWay].sort());
    await store.close();
  });

  test('an inbox of before is as enough as whoever turned it on', async () => {
    const url = await newUrl();
    await restoreStore(url, before);
    const store = await open(url);
    expect(await inboxes(store.db)).toMatchObject([
      { turned_on_by: 101, confirmed_by: 101, suspended_at: null },
    ]);
    await store.close();
  });
});
