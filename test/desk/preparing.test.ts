import { expect, test } from 'vitest';
import { prepareWork } from '../../src/chat/sending/preparing.ts';
import { placeOrder, type Wanted } from '../../src/desk/order.ts';
import type { DeskSettings } from '../../src/desk/settings.ts';
import { cancelWork } from '../../src/jobs/campaigns.ts';
import { nextMessages } from '../../src/store/attempts/next-messages.ts';
import { tallyOf } from '../../src/store/campaigns/tallies.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { answerWaiting, moveMessages } from '../../src/store/orders/decisions.ts';
import { waitsOf } from '../../src/store/orders/documents.ts';
import { findOrder } from '../../src/store/orders/orders.ts';
import { keepStream } from '../../src/store/orders/recipient-lists.ts';
import { CAMPAIGN } from '../../src/store/tables/coded.ts';
import { idsOf } from '../../src/store/tables/message-id.ts';
import { SETTINGS } from '../support/chat.ts';
import { doJobs } from '../support/jobs.ts';
import { numbers } from '../support/outbox.ts';
import { shortestPiece } from '../support/shortest-piece.ts';
import { onEachStore } from '../support/stores.ts';

const MANY = 1_100;
const AT_ONCE = 250;
const LANDLINE = '74951234567';
const settings: DeskSettings = { ...SETTINGS, accounts: ['demo', 'other'] };
const work = prepareWork(settings);
let origins = 0;

/** Orders the same to many. */
const place = (
  store: Store,
  recipients: readonly string[],
  { isDraft = false, others }: Partial<Wanted> = {},
): Promise<string> =>
  store.write(async (tx) => {
    const placed = await placeOrder(tx, settings, {
      origin: `preparing ${++origins}`,
      maker: { kind: 'person', id: 101 },
      place: null,
      content: { channel: 'sms', text: 'sale' },
      recipients,
      others,
      isDraft,
      writtenAt: Date.now(),
      now: Date.now(),
    });
    if (!placed) throw new Error('placed before');
    return placed.id;
  });

const look = async (store: Store, id: string) => {
  const found = await findOrder(store.db, id);
  if (found?.campaign == null) throw new Error('no campaign');
  const tally = await tallyOf(store.db, found);
  return {
    is: CAMPAIGN.name(found.campaign),
    waits: waitsOf(found),
    total: found.total,
    said: tally.map(({ state, count }) => `${state} ${count}`),
  };
};

/** To whom its messages go, as they are written. */
const recipientsOf = async (store: Store, id: string): Promise<string[]> => {
  const { first, last } = idsOf((await findOrder(store.db, id))?.number ?? 0);
  const rows = await store.db
    .selectFrom('messages')
    .select('recipient')
    .where('id', '>=', first)
    .where('id', '<=', last)
    .orderBy('id')
    .execute();
  return rows.map(({ recipient }) => recipient);
};

class Cut extends Error {}

/** The shortest piece that there is; `isCut`: it is taken back, as by a kill. Returns whether there was one. */
const piece = (store: Store, isCut = false): Promise<boolean> =>
  shortestPiece(store, [work], {
    done() {
      if (isCut) throw new Cut();
    },
  }).catch((error) => {
    if (error instanceof Cut) return true;
    throw error;
  });

onEachStore(({ open }) => {
  test('a long order is written in pieces, and goes once all of it is', async () => {
    const store = await open();
    const recipients = numbers(MANY);
    const id = await place(store, recipients);
    expect(await look(store, id)).toMatchObject({ is: 'preparing', said: [`waiting ${AT_ONCE}`] });
    await piece(store);
    expect(await look(store, id)).toMatchObject({ is: 'preparing', said: [`waiting ${AT_ONCE + 125}`] });
    const next = () =>
      store.write(async (tx) => (await nextMessages(tx, 'demo', 2_000, Date.now())).messages);
    expect(await next()).toEqual([]);

    await doJobs(store, [work]);

    expect(await look(store, id)).toMatchObject({ is: 'running', waits: [], said: [`queued ${MANY}`] });
    expect((await next()).length).toBeGreaterThan(0);
    expect(await recipientsOf(store, id)).toEqual(recipients);
    expect(await store.db.selectFrom('files').select('id').execute()).toEqual([]);
    await store.close();
  });

  test('an order to others than those at hand goes to all of them, however few there are', async () => {
    const store = await open();
    const recipients = numbers(12);
    const others = await keepStream(store, recipients.slice(2), Date.now());
    const id = await place(store, recipients.slice(0, 2), { others });
    expect(await look(store, id)).toMatchObject({ is: 'preparing', total: 12, said: ['waiting 2'] });

    await doJobs(store, [work]);

    expect(await look(store, id)).toMatchObject({ is: 'running', waits: [], said: ['queued 12'] });
    expect(await recipientsOf(store, id)).toEqual(recipients);
    await store.close();
  });

  test('what is found of any recipient is asked about at the end, and no question can be answered before', async () => {
    const store = await open();
    await place(store, numbers(60));
    const id = await place(store, [...numbers(MANY).toReversed(), LANDLINE], { isDraft: true });
    expect(await look(store, id)).toMatchObject({ is: 'preparing', waits: ['confirmation'] });
    const answered = await store.write((tx) => answerWaiting(tx, id, 'confirmation', Date.now()));
    expect(answered.count).toBe(0);

    await doJobs(store, [work]);

    expect(await look(store, id)).toEqual({
      is: 'preview',
      waits: ['confirmation', 'landline', 'guard'],
      total: MANY + 1,
      said: [`waiting ${MANY + 1}`],
    });
    await store.close();
  });

  test('what is cancelled while it is prepared has no more messages than were written', async () => {
    const store = await open();
    const id = await place(store, numbers(MANY));
    await piece(store);

    const written = AT_ONCE + 125;
    expect(await store.write((tx) => moveMessages(tx, id, 'cancel', Date.now()))).toBe(written);
    await doJobs(store, [work, cancelWork]);

    expect(await look(store, id)).toMatchObject({
      is: 'cancelled',
      total: written,
      said: [`cancelled ${written}`],
    });
    expect(await store.db.selectFrom('files').select('id').execute()).toEqual([]);
    await store.close();
  });

  test('a kill at any piece of preparing loses no message and writes none twice', async () => {
    const store = await open();
    const recipients = numbers(MANY);
    const id = await place(store, recipients);

    do await piece(store, true);
    while (await piece(store));

    expect(await look(store, id)).toMatchObject({ is: 'running', said: [`queued ${MANY}`] });
    expect(await recipientsOf(store, id)).toEqual(recipients);
    await store.close();
  });
});
