import { tmpdir } from 'node:os';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { markAble } from '../../src/store/attempts/able.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { holdForGuard } from '../../src/store/orders/guard.ts';
import { claimNext } from '../support/claim.ts';
import { numbers, order, sms } from '../support/outbox.ts';
import { START, startProgram } from '../support/program.ts';
import { migratedUrl, newStoreUrl, openTestStore } from '../support/store.ts';
import { currentPostgresUrl } from '../support/stores.ts';

/** Runs `npm run pause-campaigns` on a store. */
async function pauseCampaigns(url: string) {
  const program = startProgram([START, 'store/pause-campaigns.ts'], tmpdir(), { DATABASE_URL: url });
  return { code: await program.ended, stdout: program.stdout(), stderr: program.stderr() };
}

const ADDRESSES = { sqlite: async () => migratedUrl(), postgres: currentPostgresUrl } as const;

test.each(['sqlite', 'postgres'] as const)(
  'npm run pause-campaigns stops all campaigns of a bot that runs on %s, and says how many',
  async (kind) => {
    const url = await ADDRESSES[kind]();
    const store = await openTestStore(url);
    const card = await order(
      store,
      numbers(60).map((to) => sms(to, 'sale')),
    );
    const night = { from: 21 * 60, to: 9 * 60, zone: 'UTC' };
    const kept = await order(store, [sms('79991230000', 'hi')], { quiet: night });
    const [message] = await messagesOfCard(store.db, kept, 1);
    if (!message) throw new Error('no message');
    const until = Date.now() + 3_600_000;
    await store.write(async (tx) => {
      await markAble(tx, 'demo', Date.now());
      await holdForGuard(tx, [{ message, until, why: 'quiet' }], Date.now());
    });
    const goes = () => store.write((tx) => claimNext(tx, 'demo', 10, Date.now()));
    expect(await goes()).toBe(10);

    expect(await pauseCampaigns(url)).toEqual({
      code: 0,
      stdout:
        'Campaigns stopped: 1, with 1 that quiet hours held back. What has not left waits until who started them, or an admin, presses [Resume] on their cards.\n',
      stderr: '',
    });

    expect((await messagesOfCard(store.db, card, 1))[0]?.campaign).toBe('paused');
    expect(await goes()).toBe(0);
    expect(await store.db.selectFrom('actions').select(['actor_kind', 'what', 'card_id']).execute()).toEqual([
      { actor_kind: 'system', what: 'stop', card_id: card },
      { actor_kind: 'system', what: 'stop', card_id: kept },
    ]);
    expect((await messagesOfCard(store.db, kept, 1))[0]).toMatchObject({
      state: 'waiting',
      isLeftAlone: false,
    });
    await store.close();
    expect(await pauseCampaigns(url)).toMatchObject({ code: 0, stdout: 'No campaign runs.\n' });
  },
);

test('npm run pause-campaigns touches no store of another version that is in use, and makes none', async () => {
  const url = newStoreUrl();
  expect(await pauseCampaigns(url)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no such file'),
  });
  const store = await openTestStore(url);
  await sql`delete from kysely_migration where name = (select max(name) from kysely_migration)`.execute(
    store.db,
  );

  expect(await pauseCampaigns(url)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('start it anew first'),
  });
  await store.close();
});
