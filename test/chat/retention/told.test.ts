import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { viewOf } from '../../../src/chat/cards/index.ts';
import { changeRoom } from '../../../src/store/chats/rooms.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { setRole } from '../../../src/store/people/people.ts';
import { become } from '../../support/become.ts';
import { NIKOLAI, OLGA, SETTINGS } from '../../support/chat.ts';
import { earlierStores, restoreStore } from '../../support/earlier-stores.ts';
import { EN, RU } from '../../support/languages.ts';
import { order, sms } from '../../support/outbox.ts';
import { DAY_MS, retentionIn } from '../../support/retention.ts';
import { onEachStore } from '../../support/stores.ts';

/* Owners of a store that an earlier version filled are told a week before anything goes. */

const NOW = Date.parse('2026-11-23T09:00:00Z');
const OWNERS = [OLGA.id, NIKOLAI.id];

beforeEach(() => {
  vi.setSystemTime(NOW);
});
afterEach(() => {
  vi.useRealTimers();
});

/** All that a store holds, but for jobs and what the owners are told. */
async function contentOf({ db }: Store): Promise<unknown> {
  const found: Record<string, unknown> = {};
  for (const table of ['orders', 'messages', 'attempts', 'receipts', 'incoming', 'cards'] as const) {
    found[table] = await db
      .selectFrom(table as 'cards')
      .selectAll()
      .$if(table === 'cards', (query) => query.where('kind', '!=', 'notice'))
      .orderBy('id')
      .execute();
  }
  return found;
}

const notices = async ({ db }: Store) => {
  const cards = await db.selectFrom('cards').selectAll().where('kind', '=', 'notice').orderBy('id').execute();
  return cards.filter(({ body }) => body.includes('"retention"'));
};

/** What these cards say, by whose chat they stand in. */
async function said(store: Store): Promise<[number, string][]> {
  const context = { db: store.db, settings: { ...SETTINGS, ownerIds: OWNERS }, now: NOW };
  const shown: [number, string][] = [];
  for (const card of await notices(store)) {
    const { text } = await viewOf(context, card);
    shown.push([card.chat_id, typeof text === 'string' ? text : text.text]);
  }
  return shown;
}

onEachStore(({ open, newUrl }) => {
  test.each(earlierStores().map(({ migration }) => [migration]))(
    'owners of a store of %s are told once, in their language, and for a week nothing goes',
    async (migration) => {
      const before = earlierStores().find((one) => one.migration === migration);
      if (!before) throw new Error(`no store of ${migration}`);
      const url = await newUrl();
      await restoreStore(url, before, NOW - 400 * DAY_MS);
      const store = await open(url);
      const people = [
        { ...OLGA, language: RU },
        { ...NIKOLAI, language: EN },
      ];
      for (const { id, first_name: name, language } of people) {
        await store.write((tx) => setRole(tx, { id, name, role: 'admin', by: OLGA.id, now: NOW }));
        await store.write((tx) => changeRoom(tx, id, { language }, { by: id, now: NOW }));
      }
      await store.db.updateTable('cards').set({ due_at: null }).execute();
      const retention = retentionIn(store, {}, OWNERS);
      const whole = await contentOf(store);

      await retention.round();
      vi.setSystemTime(NOW + 7 * DAY_MS - 1000);
      await retention.round();

      expect(await contentOf(store)).toEqual(whole);
      expect(await said(store)).toEqual([
        [
          OLGA.id,
          [
            '🗑 С 30 нояб. 12:00 я начну забывать старое:',
            '• отчёты провайдера в исходном виде — через 30 дней',
            '• тексты и всё, что было набрано, — через 365 дней',
            'Номера, статусы и цены сообщений остаются.',
            'Если сроки не подходят, задайте до этого дня в моём .env KEEP_RAW, KEEP_TEXTS и KEEP_MESSAGES и перезапустите меня. В самом Telegram всё останется как есть.',
          ].join('\n'),
        ],
        [
          NIKOLAI.id,
          [
            '🗑 From 30 Nov 12:00 on I shall forget what is old:',
            '• the provider’s receipts as they came: after 30 days',
            '• texts, and what was typed: after 365 days',
            'Numbers, states and costs of messages stay.',
            'If these times do not suit you, set KEEP_RAW, KEEP_TEXTS and KEEP_MESSAGES in my .env before then, and start me again. In Telegram everything stays as it is.',
          ].join('\n'),
        ],
      ]);

      vi.setSystemTime(NOW + 7 * DAY_MS);
      await retention.round();
      expect(await retention.forgotten('order')).toBeGreaterThan(0);
      expect(await retention.forgotten('receipt')).toBeGreaterThan(0);
      expect(await retention.forgotten('card')).toBeGreaterThan(0);
      expect(await notices(store)).toHaveLength(2);
      await store.close();
    },
  );

  test('they are told when the first is to go in a week, not before', async () => {
    const [before] = earlierStores();
    if (!before) throw new Error('no earlier store');
    const url = await newUrl();
    await restoreStore(url, before, NOW);
    const store = await open(url);
    await store.db.updateTable('cards').set({ due_at: null }).execute();
    const retention = retentionIn(store);
    vi.setSystemTime(NOW + 20 * DAY_MS);
    await retention.round();
    expect(await notices(store)).toEqual([]);
    vi.setSystemTime(NOW + 24 * DAY_MS);
    await retention.round();
    expect(await notices(store)).toHaveLength(1);
    vi.setSystemTime(NOW + 30.5 * DAY_MS);
    await retention.round();
    expect(await retention.forgotten('receipt')).toBe(0);
    vi.setSystemTime(NOW + 31.5 * DAY_MS);
    await retention.round();
    expect(await retention.forgotten('receipt')).toBeGreaterThan(0);
    await store.close();
  });

  test('a store that was new with this version tells nobody, and forgets when it is time', async () => {
    const store = await open();
    await order(store, [sms('79991234567', 'hello')]);
    await become(store.db, { state: 'delivered', ready_at: null });
    await store.db.updateTable('cards').set({ due_at: null }).execute();
    const retention = retentionIn(store);
    vi.setSystemTime(NOW + 364 * DAY_MS);
    await retention.round();
    expect(await retention.forgotten('order')).toBe(0);
    vi.setSystemTime(NOW + 366 * DAY_MS);
    await retention.round();
    expect(await retention.forgotten('order')).toBe(1);
    expect(await notices(store)).toEqual([]);
    await store.close();
  });
});
