import { expect, test } from 'vitest';
import { settle } from '../../../src/store/attempts/attempts.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { OUTCOME } from '../../../src/store/tables/coded.ts';
import { claimOne } from '../../support/claim.ts';
import { order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';

const ATTEMPT = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };

onEachStore(({ open }) => {
  test('a claim of unknown outcome can be taken back, whether it was committed or not', async () => {
    const store = await open();
    const cards = [
      await order(store, [sms('79991234567', 'committed')]),
      await order(store, [sms('79991234567', 'lost')]),
    ];
    const [[committed], [lost]] = [
      await messagesOfCard(store.db, cards[0] ?? '', 1),
      await messagesOfCard(store.db, cards[1] ?? '', 1),
    ];
    if (!committed || !lost) throw new Error('no message');
    const attempts = await store.write((tx) => claimOne(tx, committed, [ATTEMPT], 1, Date.now()));
    await store
      .write(async (tx) => {
        attempts?.push(...((await claimOne(tx, lost, [ATTEMPT], 1, Date.now())) ?? []));
        throw new Error('the connection broke');
      })
      .catch(() => {});
    expect(attempts).toHaveLength(2);

    const unwritten = (attempts ?? []).map((attemptId) => ({ attemptId, outcome: 'not_written' as const }));
    await store.write((tx) => settle(tx, 'demo', unwritten, Date.now()));

    for (const card of cards) {
      expect(await messagesOfCard(store.db, card, 1)).toMatchObject([{ state: 'queued' }]);
    }
    expect(await store.db.selectFrom('attempts').select('outcome').execute()).toMatchObject([
      { outcome: OUTCOME.of.not_written },
    ]);
    await store.close();
  });
});
