import { expect, test } from 'vitest';
import { BALANCE, knownBalance } from '../../../src/store/provider/balance.ts';
import {
  askProvider,
  dueQuestions,
  nextDueAt,
  settleQuestion,
} from '../../../src/store/provider/provider-questions.ts';
import { onEachStore, untilBlocked } from '../../support/stores.ts';
import { uncommitted } from '../../support/uncommitted.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');

onEachStore(({ kind, open, migratedUrl }) => {
  test('a question that many ask is due once, at the earliest word that was said last, until it is settled', async () => {
    const store = await open();
    expect(await knownBalance(store.db)).toBeNull();
    for (const [cardId, dueAt] of [
      ['one', NOW + 5],
      ['other', NOW],
      ['other', NOW],
    ] as const) {
      await store.write((tx) => askProvider(tx, BALANCE, { cardId, dueAt }));
    }
    expect(await dueQuestions(store.db, 'balance', NOW - 1, 9)).toEqual([]);
    expect(await dueQuestions(store.db, 'balance', NOW, 9)).toMatchObject([{ ...BALANCE, tries: 0 }]);
    await store.write((tx) => settleQuestion(tx, BALANCE, { answer: { balance: 7 }, dueAt: NOW + 9 }, NOW));
    expect(await dueQuestions(store.db, 'balance', NOW, 9)).toEqual([]);
    expect(await nextDueAt(store.db)).toBe(NOW + 9);
    expect(await knownBalance(store.db)).toMatchObject({ balance: 7, at: NOW, askedAt: NOW, why: null });
    await store.close();
  });

  test('what is asked anew as it is answered is asked once more, and that answer is none to it', async () => {
    const url = await migratedUrl();
    const store = await open(url);
    await store.write((tx) => askProvider(tx, BALANCE, { cardId: null, dueAt: NOW }));
    const [question] = await dueQuestions(store.db, 'balance', NOW, 9);
    if (!question) throw new Error('no question');

    const commit = await uncommitted(store, (tx) =>
      askProvider(tx, BALANCE, { cardId: 'one', dueAt: NOW + 5 }),
    );
    const settling = store.write((tx) =>
      settleQuestion(tx, question, { answer: { balance: 7 }, dueAt: null }, NOW),
    );
    if (kind === 'postgres') await untilBlocked(url, settling);
    await commit();

    expect(await settling).toBe(false);
    expect(await nextDueAt(store.db)).toBe(NOW + 5);
    expect(await knownBalance(store.db)).toMatchObject({ balance: null });
    await store.close();
  });

  test('what was told stays when it cannot be told again, and why it was not stays until it is', async () => {
    const store = await open();
    await store.write((tx) => askProvider(tx, BALANCE, { cardId: null, dueAt: NOW }));
    const settle = (outcome: Parameters<typeof settleQuestion>[2], at: number) =>
      store.write((tx) => settleQuestion(tx, BALANCE, outcome, at));
    await settle({ answer: { balance: 7 }, dueAt: null }, NOW);
    expect(await nextDueAt(store.db)).toBeNull();
    await settle({ why: 'timeout', dueAt: null }, NOW + 1);
    await settle({ why: 'error 2', dueAt: null }, NOW + 2);
    expect(await knownBalance(store.db)).toMatchObject({
      balance: 7,
      at: NOW,
      askedAt: NOW + 2,
      why: 'error 2',
    });
    await settle({ answer: { balance: 8 }, dueAt: null }, NOW + 3);
    expect(await knownBalance(store.db)).toMatchObject({
      balance: 8,
      at: NOW + 3,
      askedAt: NOW + 3,
      why: null,
    });
    await store.close();
  });
});
