import type { Logger } from '../../log.ts';
import { Rounds } from '../../rounds.ts';
import { Alarm } from '../../store/engine/alarm.ts';
import type { Reader, Store, Tx } from '../../store/engine/database.ts';
import {
  factsOf,
  type HookEventRow,
  type HookTry,
  nextHookEvents,
  noteTries,
} from '../../store/programs/hook-events.ts';
import { hasItsSecret, hookSecret, suspendHook } from '../../store/programs/hooks.ts';
import { allHooks, type Hook } from '../../store/programs/hooks-at-hand.ts';
import type { HookSuspension } from '../../store/tables/program-schema.ts';
import { webhookBody, webhookId } from './body.ts';
import type { HookMetrics } from './metrics.ts';
import { type PostOptions, post } from './post.ts';
import { signedHeaders } from './signature.ts';

/** What only the chat knows of those who made hooks. */
export interface HookKeepers {
  /** Whether this person may have a hook told anything. */
  mayKeep(db: Reader, personId: number): Promise<boolean>;
  /** Says to whom it concerns that a hook is told nothing any more. */
  tellSuspended(tx: Tx, hook: Hook, why: HookSuspension, now: number): Promise<void>;
}

export interface HooksOptions extends PostOptions {
  readonly store: Store;
  /** What the secrets are derived from. */
  readonly key: string;
  readonly keepers: HookKeepers;
  readonly version: string;
  readonly metrics: HookMetrics;
  readonly log: Logger;
}

/** Calls of one hook at a time; of one that fails, one. */
const AT_ONCE = 8;
/** How long it rests at most (ms). */
const MAX_SLEEP_MS = 60_000;

/**
 * Tells hooks what has happened, each beside the others, so that none waits for one that is slow or away. Only one instance
 * does so at a time: what is told of a message is told in order. A stop ends the calls under way: what they told is told
 * again by the next one.
 */
export function startHooks({ store, key, keepers, version, metrics, log, ...options }: HooksOptions): Rounds {
  const alarm = new Alarm(store.changes, 'hooks', 'hook-events');
  const rounds = new Rounds({ alarm, log, waits: 'webhooks' });
  const { signal, underWay } = rounds;

  async function suspend(hook: Hook, why: HookSuspension): Promise<void> {
    const now = Date.now();
    await store.write(async (tx) => {
      if (await suspendHook(tx, hook.id, why, now)) await keepers.tellSuspended(tx, hook, why, now);
    });
  }

  async function tell(hook: Hook, event: HookEventRow): Promise<HookTry> {
    const facts = await factsOf(store.db, event);
    if (!facts) return { event, why: null };
    const [id, body] = [webhookId(event), webhookBody(event, facts)];
    const headers = {
      ...signedHeaders({ id, body, secret: hookSecret(key, hook.id) }, Date.now()),
      'user-agent': `smpp-chatops/${version}`,
    };
    const why = await post({ url: hook.url, headers, body, signal }, options);
    // What was cut off is posted again.
    if (!signal.aborted) {
      metrics.posted(why === null);
      if (why === null) metrics.taken(Date.now() - event.at);
    }
    return { event, why };
  }

  async function serve(hook: Hook, events: readonly HookEventRow[]): Promise<void> {
    if (!hasItsSecret(hook, key)) return suspend(hook, 'secret');
    if (!(await keepers.mayKeep(store.db, hook.made_by))) return suspend(hook, 'role');
    const tries = await Promise.all(events.map((event) => tell(hook, event)));
    // What was cut off is no failure of theirs.
    if (signal.aborted) return;
    const now = Date.now();
    await store.write(async (tx) => {
      const why = await noteTries(tx, hook.id, tries, now);
      if (why !== null) await keepers.tellSuspended(tx, hook, why, now);
    });
    const failed = tries.findLast(({ why }) => why !== null);
    if (failed) log.info({ hook: hook.id, why: failed.why }, 'a webhook was not taken');
  }

  /** Returns when it may be told something (ms). */
  async function look(hook: Hook): Promise<number> {
    const next = await nextHookEvents(store.db, hook.id, hook.failures > 0 ? 1 : AT_ONCE);
    const now = Date.now();
    const due = next.filter(({ due_at }) => due_at <= now);
    const at = Math.max(hook.due_at, next[0]?.due_at ?? Number.POSITIVE_INFINITY);
    if (at > now) return at;
    rounds.beside(`${hook.id}`, () => serve(hook, due));
    return Number.POSITIVE_INFINITY;
  }

  rounds.start(async () => {
    let next = Number.POSITIVE_INFINITY;
    for (const hook of await allHooks(store.db)) {
      const isIdle = hook.suspended_at === null && !underWay.has(`${hook.id}`);
      if (isIdle) next = Math.min(next, await look(hook));
    }
    await alarm.sleep(Math.min(Math.max(next - Date.now(), 0), MAX_SLEEP_MS));
  });
  return rounds;
}
