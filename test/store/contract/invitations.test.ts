import { expect, test } from 'vitest';
import { createCard } from '../../../src/store/chats/cards.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import {
  createInvitation,
  endInvitation,
  findInvitation,
  invitationByHash,
} from '../../../src/store/people/invitations.ts';
import { onEachStore } from '../../support/stores.ts';

const DAY_MS = 24 * 3600 * 1000;

/** An invitation made at 0 that ends after a day, on a card of its own. */
async function invitation(store: Store, id: string, madeAt = 0): Promise<void> {
  await store.write(async (tx) => {
    const where = { chatId: 101, threadId: null, replyTo: null, language: 'en', personId: 101, now: madeAt };
    const cardId = await createCard(tx, { ...where, kind: 'invitation', body: { invitationId: id } });
    const times = { made_at: madeAt, expires_at: madeAt + DAY_MS };
    await createInvitation(tx, {
      id,
      token_hash: `hash of ${id}`,
      role: 'operator',
      made_by: 101,
      card_id: cardId,
      ...times,
    });
  });
}

onEachStore(({ open }) => {
  test('of many who use an invitation at once, one gets it', async () => {
    const store = await open();
    await invitation(store, 'a');
    const people = Array.from({ length: 10 }, (_, index) => 200 + index);
    const got = await Promise.all(people.map((id) => store.write((tx) => endInvitation(tx, 'a', id, 1000))));
    expect(got.filter(Boolean)).toHaveLength(1);
    const winner = people[got.indexOf(true)];
    expect(await findInvitation(store.db, 'a')).toMatchObject({ used_by: winner, ended_at: 1000 });
    await store.close();
  });

  test('an invitation that has ended or expired is not used', async () => {
    const store = await open();
    await invitation(store, 'withdrawn');
    await invitation(store, 'expired');
    expect(await store.write((tx) => endInvitation(tx, 'withdrawn', null, 1000))).toBe(true);
    expect(await store.write((tx) => endInvitation(tx, 'withdrawn', 200, 2000))).toBe(false);
    expect(await store.write((tx) => endInvitation(tx, 'expired', 200, DAY_MS))).toBe(false);
    expect(await invitationByHash(store.db, 'hash of withdrawn')).toMatchObject({ used_by: null });
    expect(await invitationByHash(store.db, 'withdrawn')).toBeUndefined();
    await store.close();
  });

  test('long after its end an invitation is forgotten', async () => {
    const store = await open();
    await invitation(store, 'old');
    await invitation(store, 'young', 60 * DAY_MS);
    await invitation(store, 'new', 100 * DAY_MS);
    const left = await store.db.selectFrom('invitations').select('id').orderBy('made_at').execute();
    expect(left.map(({ id }) => id)).toEqual(['young', 'new']);
    await store.close();
  });
});
