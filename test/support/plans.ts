import { CompiledQuery, type Kysely } from 'kysely';
import type { Store } from '../../src/store/engine/database.ts';
import type { Schema } from '../../src/store/tables/schema.ts';
import type { Statement } from './recorded-store.ts';

/** They have a few rows for each person, chat, login or instance. */
const SMALL: ReadonlySet<string> = new Set<keyof Schema>([
  'accounts',
  'away',
  'binds',
  'chats',
  'hooks',
  'inboxes',
  'invitations',
  'leases',
  'people',
  'quotas',
  'queues',
  'retention',
  'rooms',
  'signals',
  'stop_rules',
  'token_uses',
  'tokens',
  'topics',
  'uncounted',
  'watches',
  'ways',
]);

/** Indexes that hold nothing but what is under way: they may be read as a whole. */
const FEW_AT_A_TIME: ReadonlySet<string> = new Set([
  'alerts_open',
  'attempts_open',
  'campaigns_running',
  'events_untold',
  'messages_doubtful',
  'messages_overdue',
  'orders_prepared',
  'orders_under_way',
  'provider_questions_due',
  'queries_open',
]);

/** Nearly all rows of a table have the same. */
const COMMON = /^\(?(account|chat_id) ?= ?[^ ]+\)?$/;

/** Of what is found by one of these there are few, whatever a store holds: it may be sorted. */
const FEW =
  /\b(rowid|id|message_id|attempt_id|card_id|incoming_id|answers|unanswered_to|recipient)=\?|<expr>=\?|(closed_at)=\?|(open_at|unseen_at)>\?/;

/** The names of what a statement makes itself. */
const madeBy = (sql: string): Set<string> =>
  new Set(
    [...sql.matchAll(/\) as "?(\w+)|with (?:recursive )?"?(\w+)/g)].map(
      ([, one, other]) => one ?? other ?? '',
    ),
  );

/** The steps by which SQLite would read through, or sort, what grows without end. It keeps no statistics: rows matter not. */
async function slowOnSqlite(db: Kysely<Schema>, { sql, parameters }: Statement): Promise<string[]> {
  const plan = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
  const { rows } = await db.executeQuery<{ detail: string }>(plan);
  const steps = rows.map(({ detail }) => detail);
  const made = madeBy(sql);
  const isSorted = steps.some((step) => step.startsWith('SEARCH') && !FEW.test(step));
  return steps.filter((step) => {
    const [, verb, table = ''] = step.match(/^(SCAN|SEARCH) (\w+)/) ?? [];
    if (verb === undefined) return isSorted && step.startsWith('USE TEMP B-TREE');
    const [, index = ''] = step.match(/ INDEX (\w+)/) ?? [];
    if (SMALL.has(table) || FEW_AT_A_TIME.has(index) || made.has(table)) return false;
    if (verb === 'SCAN') return !/^\d|^CONSTANT$/.test(table);
    return COMMON.test(step.match(/\(([^()]*)\)$/)?.[1] ?? '');
  });
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Filter?: string;
  readonly Plans?: readonly PlanNode[];
}

/** With the values at hand, as each statement is planned; or without any, as one is that is kept. */
export type Planned = 'with values' | 'without values';

/** The steps by which PostgreSQL would read through what grows without end. */
async function slowOnPostgres(
  db: Kysely<Schema>,
  { sql, parameters }: Statement,
  planned: Planned,
): Promise<string[]> {
  const plan =
    planned === 'with values'
      ? CompiledQuery.raw(`explain (format json, costs off) ${sql}`, [...parameters])
      : CompiledQuery.raw(`explain (format json, costs off, generic_plan) ${sql}`);
  const { rows } = await db.executeQuery<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(plan);
  const slow: string[] = [];
  const look = (node: PlanNode): void => {
    const {
      'Node Type': type,
      'Relation Name': table,
      'Index Name': index,
      'Index Cond': found,
      Filter,
    } = node;
    const reads = `${type} ${table ?? ''} ${index ?? ''}`;
    if (type === 'Seq Scan' && !SMALL.has(table ?? '')) slow.push(`${reads} ${Filter ?? ''}`);
    const isShort = SMALL.has(table ?? '') || FEW_AT_A_TIME.has(index ?? '');
    if (index !== undefined && !isShort && (found === undefined || COMMON.test(found)))
      slow.push(`${reads} ${found ?? 'as a whole'} ${Filter ?? ''}`);
    node.Plans?.forEach(look);
  };
  for (const row of rows) look(row['QUERY PLAN'][0].Plan);
  return slow;
}

/** The steps of a statement by which it would read through what grows without end. */
export const slowSteps = ({ kind, db }: Store, statement: Statement, planned: Planned): Promise<string[]> =>
  kind === 'sqlite' ? slowOnSqlite(db, statement) : slowOnPostgres(db, statement, planned);
