import { expect, test } from 'vitest';
import { prepareWork } from '../../src/chat/sending/preparing.ts';
import { placeOrder } from '../../src/desk/order.ts';
import type { DeskSettings } from '../../src/desk/settings.ts';
import { cancelWork } from '../../src/jobs/campaigns.ts';
import { guardKey } from '../../src/messages/guard-key.ts';
import { asAgreed } from '../../src/messages/terms.ts';
import { nextMessages } from '../../src/store/attempts/next-messages.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { untriedRecipients } from '../../src/store/orders/again.ts';
import { answerWaiting, holdForTerms, moveMessages } from '../../src/store/orders/decisions.ts';
import {
  type Addressee,
  keepRecipients,
  type RecipientList,
} from '../../src/store/orders/recipient-lists.ts';
import { forgetOrders } from '../../src/store/person/forget-orders.ts';
import { FIRST } from '../../src/store/person/forgetting.ts';
import { countParts } from '../../src/store/stats/hours.ts';
import { STATE } from '../../src/store/tables/coded.ts';
import { SETTINGS } from '../support/chat.ts';
import { accepted, receipt, submitMessages } from '../support/fates.ts';
import { doJobs } from '../support/jobs.ts';
import { numbers } from '../support/outbox.ts';
import { onEachStore } from '../support/stores.ts';

const settings: DeskSettings = SETTINGS;
let origins = 0;

const place = (store: Store, recipients: readonly Addressee[], more: readonly Addressee[] = []) =>
  store.write(async (tx) => {
    const others: RecipientList | undefined =
      more.length > 0 ? await keepRecipients(tx, more, Date.now()) : undefined;
    const placed = await placeOrder(tx, settings, {
      origin: `own texts ${++origins}`,
      maker: { kind: 'person', id: 101 },
      place: null,
      content: { channel: 'sms', text: '{name}, your order is ready' },
      recipients,
      others,
      isDraft: false,
      writtenAt: Date.now(),
      now: Date.now(),
    });
    if (!placed) throw new Error('placed before');
    return placed.id;
  });

const claimed = (store: Store) =>
  store.write(async (tx) => {
    const next = await nextMessages(tx, 'demo', 2_000, Date.now());
    return next.messages;
  });

async function cancel(store: Store, id: string): Promise<void> {
  await store.write((tx) => moveMessages(tx, id, 'cancel', Date.now()));
  await doJobs(store, [cancelWork]);
}

const LONG = 'x'.repeat(200);

onEachStore(({ open }) => {
  test('messages of one order say each its own text, in parts and with a key of their own', async () => {
    const store = await open();
    await place(store, [
      { to: '79990000001', text: 'Ann, your order is ready' },
      { to: '79990000002', text: 'Анна, your order is ready' },
      { to: '79990000003', text: LONG },
    ]);

    const messages = await claimed(store);

    expect(messages.map(({ request }) => 'text' in request && request.text)).toEqual([
      'Ann, your order is ready',
      'Анна, your order is ready',
      LONG,
    ]);
    expect(messages.map(({ agreed: { alphabet, parts } }) => `${parts} ${alphabet}`)).toEqual([
      '1 gsm',
      '1 ucs2',
      '2 gsm',
    ]);
    for (const { guard_key, recipient: destination, request } of messages) {
      const text = 'text' in request ? request.text : '';
      expect(guard_key).toBe(guardKey('demo', { destination, text }));
    }
    await store.close();
  });

  test('parts are counted by the hour as each text of its own has them, whatever other terms are agreed on', async () => {
    const store = await open();
    const id = await place(store, [
      { to: '79990000001', text: 'Ann, your order is ready' },
      { to: '79990000002', text: LONG },
    ]);
    await submitMessages(store, await claimed(store), ['1', '2a', '2b'].map(accepted));
    await receipt(store, 'id:1 stat:DELIVRD err:000');
    const { number } = await store.db
      .selectFrom('orders')
      .select('number')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await store.write((tx) => countParts(tx, number, 7));

    const counted = await store.db
      .selectFrom('hours')
      .select(['state', 'parts'])
      .where('messages', '>', 0)
      .orderBy('parts')
      .execute();
    expect(counted).toEqual([
      { state: STATE.of.delivered, parts: 1 },
      { state: STATE.of.accepted, parts: 2 },
    ]);
    await store.close();
  });

  test('texts of their own come out of the list of the rest as they went in', async () => {
    const store = await open();
    const texts = ['two\nlines\tand a tab', '\u0001 "quoted" \\', '😀 emoji', 'plain'];
    const rest = numbers(texts.length + 1).slice(1);
    await place(
      store,
      [{ to: numbers(1)[0] ?? '', text: 'first' }],
      rest.map((to, nth) => ({ to, text: texts[nth] ?? '' })),
    );
    await doJobs(store, [prepareWork(settings)]);

    const said = (await claimed(store)).map(({ request }) => 'text' in request && request.text);

    expect(said).toEqual(['first', ...texts]);
    await store.close();
  });

  test('those that are tried again keep the texts of their own', async () => {
    const store = await open();
    const id = await place(store, [
      { to: '79990000001', text: 'Ann' },
      { to: '79990000002', text: 'Bob' },
    ]);
    await cancel(store, id);
    const end = { state: 'cancelled', error: null, command_status: null } as const;

    const again = await store.write((tx) => untriedRecipients(tx, id, [end], { after: 0, limit: 5 }));

    expect(again.map(({ addressee }) => addressee)).toEqual([
      { to: '79990000001', text: 'Ann' },
      { to: '79990000002', text: 'Bob' },
    ]);
    await store.close();
  });

  test('texts of their own go when the words of their order go', async () => {
    const store = await open();
    await cancel(store, await place(store, [{ to: '79990000001', text: 'Ann' }]));
    const later = Date.now() + 400 * 24 * 3_600_000;

    await store.write((tx) => forgetOrders(tx, { before: later, after: FIRST, now: later }));

    const rows = await store.db.selectFrom('messages').select(['own_text', 'guard_key']).execute();
    expect(rows).toEqual([{ own_text: null, guard_key: null }]);
    await store.close();
  });

  test('what was agreed on for each holds until other terms are agreed on for all', async () => {
    const store = await open();
    const id = await place(store, [
      { to: '79990000001', text: 'Ann' },
      { to: '79990000002', text: LONG },
    ]);
    const asLatin1 = { ...settings.wire, defaultAlphabet: 'latin1' as const };
    const wires = async () =>
      (await claimed(store)).map(({ request, agreed }) => asAgreed(request, agreed, asLatin1, 0)?.parts);
    expect(await wires()).toEqual([undefined, undefined]);

    await store.write((tx) =>
      holdForTerms(tx, new Map([[id, { alphabet: 'latin1', parts: 1 }]]), Date.now()),
    );
    await store.write((tx) => answerWaiting(tx, id, 'terms', Date.now()));

    expect(await wires()).toEqual([1, 2]);
    await store.close();
  });
});
