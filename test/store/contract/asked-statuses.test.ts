import { expect, test } from 'vitest';
import { parseHttpStatus } from '../../../src/messages/http-status.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { dueQuestions } from '../../../src/store/provider/provider-questions.ts';
import {
  keepAskedStatuses,
  unendedMessages,
  unexplainedRejections,
} from '../../../src/store/receipts/asked-statuses.ts';
import { orderNumberOf } from '../../../src/store/tables/message-id.ts';
import { accepted, receipt, submit } from '../../support/fates.ts';
import { tellStatus } from '../../support/http-statuses.ts';
import { numbers, order, sms } from '../../support/outbox.ts';
import { RULES } from '../../support/rules.ts';
import { onEachStore } from '../../support/stores.ts';

const HOUR = 3_600_000;
const SPAN = () => ({ since: 0, until: Date.now() + HOUR });

/** SMS to so many people, whose ids are m0 and so on. */
async function submitted(store: Store, count: number) {
  const to = numbers(count);
  const card = await order(
    store,
    to.map((one) => sms(one, 'hello')),
  );
  const messages = await submit(
    store,
    card,
    to.map((_, n) => accepted(`m${n}`)),
  );
  return { card, to, number: orderNumberOf(messages[0]?.id ?? 0) };
}

/** What the provider answers when it is asked of the first message. */
const answered = (store: Store, recipient: string, status: number, now = Date.now()) =>
  store.write((tx) => {
    const told = parseHttpStatus({ id: 'm0', status: String(status) });
    return keepAskedStatuses(tx, [{ account: 'demo', recipient, providerId: 'm0', receipt: told }], now);
  });

const firstOf = async (store: Store, card: string) => (await messagesOfCard(store.db, card, 1))[0];
const ids = (asked: readonly { readonly providerId: string }[]) => asked.map(({ providerId }) => providerId);
const count = async ({ db }: Store) => (await db.selectFrom('receipts').select('id').execute()).length;

onEachStore(({ open }) => {
  test('messages without an end are asked about a page after the other, each once, and none that has ended', async () => {
    const store = await open();
    await submitted(store, 5);
    await tellStatus(store, 'm3', 'delivered');
    const found: string[] = [];
    let behind: { at: number; id: number } | null = null;
    do {
      const page: Awaited<ReturnType<typeof unendedMessages>> = await unendedMessages(store, 'demo', SPAN(), {
        behind,
        limit: 2,
      });
      found.push(...ids(page.asked));
      behind = page.last;
    } while (behind !== null);
    expect(found).toEqual(['m0', 'm1', 'm2', 'm4']);
    await store.close();
  });

  test('neither what was taken too lately nor too long ago is asked about, nor what another account sent', async () => {
    const store = await open();
    await submitted(store, 1);
    const now = Date.now();
    const asked = async (account: string, since: number, until: number) =>
      ids((await unendedMessages(store, account, { since, until }, { behind: null, limit: 9 })).asked);
    expect(await asked('demo', now - HOUR, now + 1_000)).toEqual(['m0']);
    expect(await asked('demo', now - HOUR, now - 5_000)).toEqual([]);
    expect(await asked('demo', now + 5_000, now + HOUR)).toEqual([]);
    expect(await asked('other', now - HOUR, now + 1_000)).toEqual([]);
    await store.close();
  });

  test('an end that is told on being asked ends the message, and is kept once; what is on its way is not kept', async () => {
    const store = await open();
    const { card, to } = await submitted(store, 1);
    for (const status of [0, -1, -2]) expect(await answered(store, to[0] ?? '', status)).toBe(0);
    expect(await firstOf(store, card)).toMatchObject({ state: 'accepted' });
    expect(await answered(store, to[0] ?? '', 1)).toBe(1);
    expect(await firstOf(store, card)).toMatchObject({ state: 'delivered' });
    expect(await answered(store, to[0] ?? '', 1)).toBe(0);
    expect(await answered(store, to[0] ?? '', 2)).toBe(1);
    expect(await answered(store, to[0] ?? '', 2)).toBe(0);
    expect(await count(store)).toBe(2);
    await store.close();
  });

  test('what a receipt has told is not kept again on being asked', async () => {
    const store = await open();
    const { to } = await submitted(store, 1);
    await receipt(store, 'id:m0 stat:UNDELIV err:006');
    expect(
      await store.write((tx) => {
        const told = parseHttpStatus({ id: 'm0', status: '20', err: '6' });
        const one = { account: 'demo', recipient: to[0] ?? '', providerId: 'm0', receipt: told };
        return keepAskedStatuses(tx, [one], Date.now());
      }),
    ).toBe(0);
    await store.close();
  });

  test('a rejection without a reason is asked about where the provider can be asked, and no other end is', async () => {
    const store = await open(undefined, { ...RULES, asksWhy: true });
    const { card, number, to } = await submitted(store, 4);
    await receipt(store, 'id:m1 stat:UNDELIV err:006');
    await receipt(store, 'id:m2 stat:REJECTD err:254');
    const due = () => dueQuestions(store.db, 'rejections', Date.now() + HOUR, 9);
    expect(await due()).toEqual([]);
    await receipt(store, 'id:m0 stat:REJECTD err:000');
    const orderId = (await firstOf(store, card))?.order_id;
    expect(await due()).toMatchObject([{ subject: orderId }]);
    expect(ids(await unexplainedRejections(store.db, number, 9))).toEqual(['m0']);

    expect(await answered(store, to[0] ?? '', 24)).toBe(1);
    expect(await firstOf(store, card)).toMatchObject({ state: 'rejected', error: 24 });
    expect(await unexplainedRejections(store.db, number, 9)).toEqual([]);
    await store.close();
  });

  test('where it cannot be asked nothing is', async () => {
    const store = await open();
    await submitted(store, 1);
    await receipt(store, 'id:m0 stat:REJECTD err:000');
    expect(await dueQuestions(store.db, 'rejections', Date.now() + HOUR, 9)).toEqual([]);
    await store.close();
  });

  test.each([
    ['SMPP told of the rejection first', ['smpp', 'http']],
    ['it told so after the callback', ['http', 'smpp']],
  ])(
    'no money is the reason of a rejection of which only the callback knows it, where %s',
    async (_, ways) => {
      const store = await open();
      const { card } = await submitted(store, 1);
      for (const way of ways) {
        if (way === 'http') await tellStatus(store, 'm0', 'noMoney');
        else await receipt(store, 'id:m0 stat:REJECTD err:000');
      }
      expect(await firstOf(store, card)).toMatchObject({ state: 'rejected', error: 24 });
      await store.close();
    },
  );

  test('no money that is told before the answer to the submit is known as well', async () => {
    const store = await open();
    const card = await order(store, [sms(numbers(1)[0] ?? '', 'hello')]);
    await receipt(store, 'id:m0 stat:REJECTD err:000');
    await tellStatus(store, 'm0', 'noMoney');
    await submit(store, card, [accepted('m0')]);
    expect(await firstOf(store, card)).toMatchObject({ state: 'rejected', error: 24 });
    await store.close();
  });
});
