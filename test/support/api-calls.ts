import { firedGroups, firingGroups, keepAlertGroup, resolvedSince } from '../../src/store/alert-groups.ts';
import { isKnownChat } from '../../src/store/chat-names.ts';
import type { Tx } from '../../src/store/database.ts';
import { heldUntil } from '../../src/store/guard.ts';
import { beat, lastBeat } from '../../src/store/heartbeats.ts';
import * as keys from '../../src/store/idempotency-keys.ts';
import { messagesOfOrder } from '../../src/store/order-messages.ts';
import { countDoubts } from '../../src/store/recent-doubts.ts';
import * as tokens from '../../src/store/tokens.ts';
import { unseenDoubts } from '../../src/store/unseen-doubts.ts';
import { ACCOUNT, CHAT, NOW } from './filled-ids.ts';
import { DAY } from './store-samples.ts';

const CALL = { token: 'shop', key: 'k' };

/** What other programs have a store do: see store-calls.ts. */
export const API_CALLS: readonly ((tx: Tx) => Promise<unknown>)[] = [
  (tx) =>
    tokens.createToken(tx, {
      id: 't',
      name: 'shop',
      digest: 'd',
      may: 'messages',
      rate: 1,
      day_cap: 1,
      made_by: CHAT,
      made_at: NOW,
    }),
  ({ db }) => tokens.findToken(db, 't'),
  ({ db }) => tokens.tokenByDigest(db, 'd'),
  ({ db }) => tokens.liveTokens(db),
  (tx) => tokens.revokeToken(tx, 't', NOW),
  (tx) => tokens.noteUse(tx, 'shop', NOW),
  (tx) => tokens.spentToday(tx, 'shop', NOW),
  (tx) => tokens.setSpent(tx, 'shop', 1, NOW),
  ({ db }) => tokens.tokenUses(db),
  (tx) => keys.takeKey(tx, { ...CALL, digest: 'd', at: NOW }),
  (tx) => keys.keepAnswer(tx, CALL, { order_id: 'o', send_at: null }),
  ({ db }) => keys.answeredCall(db, CALL),
  (tx) => keys.giveKeyBack(tx, CALL),
  (tx) => keys.forgetKeys(tx, NOW - DAY),
  (tx) => heldUntil(tx, ['key', 'other'], NOW),
  ({ db }) => messagesOfOrder(db, { number: 1 }),
  ({ db }) => isKnownChat(db, -1000),
  ({ db }) => unseenDoubts(db, NOW),
  ({ db }) => countDoubts(db, ACCOUNT, NOW),
  (tx) => keepAlertGroup(tx, 'group', { title: 'a', alerts: [], resolved: 0, truncated: 0 }, NOW),
  async (tx) => {
    const alerts = [{ labels: {}, summary: '', since: NOW }];
    await keepAlertGroup(tx, 'group', { title: 'a', alerts, resolved: 0, truncated: 0 }, NOW);
    await keepAlertGroup(tx, 'group', null, NOW);
    return firedGroups(tx.db, 0);
  },
  ({ db }) => firingGroups(db, NOW),
  ({ db }) => resolvedSince(db, 'group', NOW),
  (tx) => beat(tx, 'backup', NOW),
  ({ db }) => lastBeat(db, 'backup'),
  (tx) => keepAlertGroup(tx, 'group', null, NOW),
];
