import { countDoubts } from '../../src/store/attempts/recent-doubts.ts';
import { unseenDoubts } from '../../src/store/attempts/unseen-doubts.ts';
import { isKnownChat } from '../../src/store/chats/chat-names.ts';
import type { Tx } from '../../src/store/engine/database.ts';
import { heldUntil } from '../../src/store/orders/guard.ts';
import { messagesOfOrder } from '../../src/store/orders/order-messages.ts';
import * as keys from '../../src/store/programs/idempotency-keys.ts';
import * as tokens from '../../src/store/programs/tokens.ts';
import {
  firedGroups,
  firingGroups,
  keepAlertGroup,
  resolvedSince,
} from '../../src/store/watch/alert-groups.ts';
import { beat, lastBeat } from '../../src/store/watch/heartbeats.ts';
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
