import type { Tx } from '../../src/store/engine/database.ts';
import * as events from '../../src/store/programs/hook-events.ts';
import * as hooks from '../../src/store/programs/hooks.ts';
import { allHooks } from '../../src/store/programs/hooks-at-hand.ts';
import { CHAT, idOf, LAST, messageOf, NOW } from './filled-ids.ts';
import { DAY } from './store-samples.ts';

const MADE = { url: 'https://shop.example/', events: ['failed', 'incoming'], by: CHAT, key: 'k' } as const;
const EVENT = {
  id: 1,
  hook_id: 1,
  kind: 'failed',
  subject: String(messageOf(LAST)),
  state: null,
  error: 6,
  command_status: null,
  at: NOW,
  tries: 0,
  due_at: NOW,
  card_id: null,
} as const;

/** What has a store tell other programs: see store-calls.ts. */
export const HOOK_CALLS: readonly ((tx: Tx) => Promise<unknown>)[] = [
  (tx) => hooks.createHook(tx, { ...MADE, now: NOW }),
  ({ db }) => hooks.findHook(db, 1),
  ({ db }) => allHooks(db),
  (tx) => events.addTest(tx, 1, idOf(LAST), NOW),
  ({ db }) => events.nextHookEvents(db, 1, 8),
  ({ db }) => events.factsOf(db, EVENT),
  ({ db }) => events.factsOf(db, { ...EVENT, kind: 'incoming', subject: idOf(LAST) }),
  async (tx) => {
    const id = await hooks.createHook(tx, { ...MADE, now: NOW });
    await events.noteTries(tx, id, [{ event: EVENT, why: 'timeout' }], NOW);
    await events.noteTries(tx, id, [{ event: EVENT, why: null }], NOW);
    await hooks.suspendHook(tx, id, 'failing', NOW);
    await hooks.resumeHook(tx, id, CHAT, NOW);
    await hooks.removeHook(tx, id);
  },
  (tx) => events.forgetHookEvents(tx, NOW - DAY),
];
