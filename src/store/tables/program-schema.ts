import type { Generated } from 'kysely';
import type { MessageState } from '../../messages/status.ts';
import type { Coded } from './coded.ts';

/*
 * Other programs: who may call, and whom this one tells.
 */

/** A program that may call: see tokens.ts. */
export interface TokensTable {
  id: string;
  /** Of those that are not revoked each has its own. */
  name: string;
  /** Of the token, which is kept nowhere. */
  digest: string;
  /** What it may do, by commas. */
  may: string;
  /** Calls a minute. */
  rate: number;
  /** Messages and look-ups a day. */
  day_cap: number;
  made_by: number;
  made_at: number;
  revoked_at: number | null;
}

/** What came of a token's calls, by its name: those of the settings have no other row. */
export interface TokenUsesTable {
  name: string;
  last_at: number;
  /** Since 1970, UTC. */
  day: number;
  /** Messages and look-ups of that day. */
  messages: number;
}

/** A call that was answered, so that it is answered alike when it comes again. */
export interface IdempotencyKeysTable {
  /** The name of the token. */
  token: string;
  key: string;
  /** Of what was asked for. */
  digest: string;
  /** Null within the transaction that writes it. */
  order_id: string | null;
  /** As it was answered (ms). */
  send_at: number | null;
  at: number;
}

/** What another program has said last. */
export interface SignalsTable {
  /** What it is about: see alert-groups.ts and heartbeats.ts. */
  key: string;
  /** JSON; null: no more than that it spoke. */
  body: string | null;
  at: number;
}

/** Why a hook is told nothing any more: it fails, it wants no more, its maker's role is gone, or its secret is another now. */
export type HookSuspension = 'failing' | 'gone' | 'role' | 'secret';

/** An address of another program that is told what happens: see hooks.ts. */
export interface HooksTable {
  id: Generated<number>;
  url: string;
  /** What it is told of, by commas. */
  events: string;
  /** Of the secret, which is kept nowhere. */
  secret_digest: string;
  made_by: number;
  made_at: number;
  succeeded_at: number | null;
  failed_at: number | null;
  failed_why: string | null;
  /** Since when it has taken nothing of what it was to be told (ms); null: it takes it. */
  failing_since: number | null;
  /** Tries in a row of which none was taken. */
  failures: number;
  /** It is told nothing before (ms). */
  due_at: number;
  suspended_at: number | null;
  suspended_why: HookSuspension | null;
}

/** What a hook is still to be told: see hook-events.ts. */
export interface HookEventsTable {
  id: Generated<number>;
  hook_id: number;
  /** What a hook may be told of, or `test`. */
  kind: string;
  /** The id of the message, in decimal; of the kind `incoming`, of a row of that table; of `test`, its own alone. */
  subject: string;
  /** What had become of the message; null: it is about none of ours. */
  state: Coded<MessageState> | null;
  error: number | null;
  command_status: number | null;
  at: number;
  tries: number;
  due_at: number;
  /** The card that shows whether it arrived; null: none does. */
  card_id: string | null;
}
