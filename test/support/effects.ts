import type { User } from 'grammy/types';
import { type CompiledQuery, sql } from 'kysely';
import type { Role } from '../../src/chat/people/access.ts';
import type { Card } from '../../src/store/chats/cards.ts';
import type { Reader, Store } from '../../src/store/engine/database.ts';
import { setRole } from '../../src/store/people/people.ts';
import { ITS_ORDER } from '../../src/store/tables/message-id.ts';
import { type ChatForTest, OLGA, type Shown } from './chat.ts';

/** Everyone a matrix asks for: each role, and none. */
export const ROLES = [
  'owner',
  'admin',
  'operator',
  'viewer',
  null,
] as const satisfies readonly (Role | null)[];

/** Somebody with that role; the owner is Olga. */
export const personWith = (role: Role | null): User => ({
  id: role === 'owner' ? OLGA.id : 200 + ROLES.indexOf(role),
  is_bot: false,
  first_name: role ?? 'nobody',
  language_code: 'en',
});

/** Gives, or takes, what the matrix says somebody has. */
export async function give({ store }: ChatForTest, person: User, role: Role | null): Promise<void> {
  if (role === 'owner') return;
  const { id, first_name: name } = person;
  await store.write((tx) => setRole(tx, { id, name, role, by: OLGA.id, now: Date.now() }));
}

/** May somebody with `role` do what takes `least`? By the order of the README's table, not by the program's. */
export const isAtLeast = (role: Role | null, least: Role | null): boolean =>
  role !== null && (least === null || ROLES.indexOf(role) <= ROLES.indexOf(least));

/** A new card as a matrix names it: its kind, and the lines that it says. */
export function nameOf({ kind, body }: Card): string {
  if (kind !== 'notice') return kind;
  const { lines } = JSON.parse(body) as { lines: { id: string }[] };
  return `notice ${lines[0]?.id}`;
}

/** By which rows it may be told whether anything came about; cards are told apart by their names. */
const queriesOn = (db: Reader) => ({
  messages: db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(['messages.id', 'messages.account', 'messages.state', 'messages.ready_at', 'orders.campaign'])
    .select(['orders.send_at', 'orders.sender', 'orders.waiting_for'])
    .orderBy('messages.id'),
  queries: db.selectFrom('queries').selectAll().orderBy('id'),
  questions: db.selectFrom('provider_question_cards').selectAll(),
  roles: db.selectFrom('people').select(['id', 'role']).where('role', 'is not', null).orderBy('id'),
  rooms: db.selectFrom('rooms').select(['chat_id', 'settings']).orderBy('chat_id'),
  inboxes: db.selectFrom('inboxes').select(['chat_id', 'thread_id', 'confirmed_by']),
  watches: db.selectFrom('watches').select(['id', 'terms', 'muted_until', 'muted_causes']).orderBy('id'),
  alerts: db.selectFrom('alerts').select(['id', 'acked_by']).orderBy('id'),
  invitations: db.selectFrom('invitations').select(['id', 'ended_at']).orderBy('id'),
  contacts: db.selectFrom('contacts').selectAll().orderBy('id'),
  groups: db
    .selectFrom('contact_groups')
    .leftJoin('contact_group_members', 'contact_group_members.group_id', 'contact_groups.id')
    .selectAll()
    .orderBy('id')
    .orderBy('contact_id'),
  hooks: db.selectFrom('hooks').select(['id', 'made_by', 'suspended_at']).orderBy('id'),
  hookEvents: db.selectFrom('hook_events').select(['id', 'due_at']).orderBy('id'),
  tokens: db.selectFrom('tokens').select(['id', 'revoked_at']).orderBy('id'),
  templates: db.selectFrom('templates').select(['id', 'text']).orderBy('id'),
  talks: db.selectFrom('talks').select(['id', 'taken_by', 'ended_by', 'remind_by']).orderBy('id'),
  away: db.selectFrom('away').select('person_id'),
  quotas: db.selectFrom('quotas').selectAll().orderBy('subject'),
  stopRules: db.selectFrom('stop_rules').select(['words', 'confirms']),
  stopList: db.selectFrom('stop_list').select('digest').orderBy('digest'),
  bodies: db.selectFrom('cards').select(['id', 'body']).orderBy('id'),
});

/** Made once, since most of the time would go into that. */
let compiled: readonly (readonly [table: string, query: CompiledQuery])[] = [];

async function rowsOf({ db }: Store): Promise<Record<string, string>> {
  if (compiled.length === 0) {
    compiled = Object.entries(queriesOn(db)).map(([table, query]) => [table, query.compile()]);
  }
  const rows: Record<string, string> = {};
  for (const [table, query] of compiled) rows[table] = JSON.stringify((await db.executeQuery(query)).rows);
  // Where none are written, these hold.
  if (rows.stopRules === '[]') rows.stopRules = JSON.stringify([{ words: '[]', confirms: 1 }]);
  return rows;
}

/** What is in the store: what may be told from its rows, and what is on record. */
interface Content {
  readonly rows: Readonly<Record<string, string>>;
  readonly record: readonly string[];
}

/** What was last read, and how many rows the store's only connection had changed by then: most acts change none. */
const known = new WeakMap<Store, { readonly changes: number; readonly content: Content }>();

async function contentOf(store: Store): Promise<Content> {
  const counted = await sql<{ changes: number }>`select total_changes() as changes`.execute(store.db);
  const changes = counted.rows[0]?.changes ?? 0;
  const before = known.get(store);
  if (before?.changes === changes) return before.content;
  const content = { rows: await rowsOf(store), record: await recorded(store) };
  known.set(store, { changes, content });
  return content;
}

/** What an act brought about: the tables that it changed, the cards that it wrote, and what is on record of it. */
export async function effectsOf(
  { store }: ChatForTest,
  act: () => Promise<readonly Shown[]>,
): Promise<{ changed: string[]; cards: string[]; record: string[] }> {
  const before = await contentOf(store);
  const cards = (await act()).map(({ card }) => nameOf(card));
  const after = await contentOf(store);
  const changed = Object.keys(after.rows).filter((table) => after.rows[table] !== before.rows[table]);
  // A new card is named in `cards`; only one that was there before counts as a changed body.
  return {
    changed: changed.filter((table) => table !== 'bodies' || cards.length === 0),
    cards,
    record: after.record.slice(before.record.length),
  };
}

/** "101 press language:en", in the order in which it was done. */
async function recorded({ db }: Store): Promise<string[]> {
  const actions = await db.selectFrom('actions').selectAll().orderBy('id').execute();
  return actions.map(
    ({ actor_kind, actor_id, what, arg }) =>
      `${actor_kind} ${actor_id} ${what}${arg === null ? '' : `:${arg}`}`,
  );
}

/** Nothing came about but an answer, or not even that. */
export const onlySaid = (...cards: string[]) => ({ changed: [], cards, record: [] });
