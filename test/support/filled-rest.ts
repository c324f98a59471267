import { type RawBuilder, sql } from 'kysely';
import type { StoreKind } from '../../src/store/engine/database.ts';
import { CHANNEL, STATE } from '../../src/store/tables/coded.ts';
import { ACCOUNT, CHAT, FIRST, LAST, NOW } from './filled-ids.ts';

/** Writes a row for each number i of those `where`, all without it. */
export type Insert = (
  table: string,
  values: Readonly<Record<string, unknown>>,
  where?: RawBuilder<unknown>,
) => Promise<void>;

/** What columns of row i are, as the database reckons them. */
interface Columns {
  readonly insert: Insert;
  readonly kind: StoreKind;
  readonly id: RawBuilder<unknown>;
  readonly at: RawBuilder<unknown>;
  readonly recipient: RawBuilder<unknown>;
  readonly message: RawBuilder<unknown>;
  readonly order: RawBuilder<unknown>;
  readonly isOrder: RawBuilder<unknown>;
  /** Two of the recent rows. */
  few(n: number): RawBuilder<unknown>;
  when(condition: RawBuilder<unknown>, value: RawBuilder<unknown>): RawBuilder<unknown>;
}

/** Writes what came in, what is watched and told, who is known, and what was done, beside the messages that were sent. */
export async function writeRest(columns: Columns): Promise<void> {
  const { insert, kind, id, at, recipient, message, order, isOrder, few, when } = columns;
  await insert('incoming', {
    id,
    account: ACCOUNT,
    sender: recipient,
    recipient: '79000000',
    body: '{"text":"yes","missing":[]}',
    received_at: at,
    unseen_at: when(few(1), at),
    unplaced_at: when(few(1), at),
    via: 'smpp',
    forgotten_at: when(sql`i % 50 = 7`, at),
  });
  await insert(
    'incoming_cards',
    { card_id: id, incoming_id: id, thread_id: 0, unshown_at: when(sql`not ${few(1)}`, at) },
    sql`${isOrder} and not ${few(2)}`,
  );
  await insert('talks', {
    id: sql`i`,
    account: ACCOUNT,
    number: recipient,
    own: '79000000',
    last_in_at: at,
    waiting_since: when(few(1), at),
    taken_by: when(few(2), sql`i`),
    remind_at: when(few(3), at),
  });
  await insert('talk_places', {
    talk_id: sql`i`,
    chat_id: CHAT,
    thread_id: 0,
    card_id: id,
    held_at: when(few(1), at),
  });
  await insert('events', {
    watch_id: sql`1 + i % 5`,
    at,
    kind: 'failed',
    account: ACCOUNT,
    sender: 'SHOP',
    state: STATE.of.undelivered,
    error: 6,
    count: 1,
    messages: sql`'[' || ${message} || ']'`,
    untold_to: when(few(1), sql`1 + i % 5`),
    alert_id: when(sql`not ${few(1)}`, id),
  });
  await insert('cached_lookups', { card_id: id, message_id: message });
  await insert('provider_questions', {
    kind: 'facts',
    subject: sql`'' || (79990000000 + i)`,
    due_at: when(few(1), at),
    asked_at: at,
    tries: 0,
    answered_at: at,
  });
  await insert('provider_question_cards', {
    kind: 'facts',
    subject: sql`'' || (79990000000 + i)`,
    card_id: id,
  });
  await insert('outcomes', {
    watch_id: sql`1 + i % 5`,
    minute: sql`${at} / 60000`,
    state: STATE.of.undelivered,
    error: 6,
    command_status: -1,
    operator: '',
    count: 1,
  });
  await insert('alerts', {
    id,
    watch_id: sql`1 + i % 5`,
    chat_id: sql`-1000 - i % 5`,
    thread_id: 0,
    cause: 'events',
    began_at: at,
    last_at: at,
    told_at: at,
    ended_at: when(sql`not ${few(1)}`, at),
    card_id: id,
  });
  await insert('incoming_parts', {
    set_id: id,
    account: ACCOUNT,
    sender: recipient,
    recipient: '79000000',
    series: 'udh8',
    reference: 7,
    part: 1,
    parts: 2,
    octets: '0061',
    data_coding: 8,
    default_alphabet: 'gsm',
    doubtful: 0,
    received_at: at,
    closed_at: when(sql`not ${few(1)}`, at),
  });
  await insert('queries', {
    id,
    message_id: message,
    card_id: when(isOrder, id),
    account: ACCOUNT,
    asked_at: at,
    open_at: when(few(1), at),
    answer: when(sql`not ${few(1)}`, sql`'[]'`),
  });
  await insert('actions', {
    id,
    at,
    actor_kind: 'person',
    actor_id: String(CHAT),
    what: 'press send',
    card_id: id,
    order_id: order,
    origin: id,
  });
  await insert('heard', {
    chat_id: CHAT,
    message_id: sql`i`,
    person_id: CHAT,
    digest: 'd',
    outcome: sql`case when ${few(1)} then 'refused' else 'done' end`,
    card_id: id,
    answers: when(few(1), id),
    at,
  });
  await insert('approvals', { order_number: sql`i`, asked_at: at, expires_at: at, cards: '[]' });
  await insert('quota_uses', {
    person_id: sql`i % 100`,
    period: sql`'2027-' || i`,
    messages: 1,
    money: 0,
  });
  await insert('charges', {
    order_number: sql`i`,
    person_id: CHAT,
    day: '2026-01-31',
    month: '2026-01',
    messages: 1,
    money: 0,
  });
  await insert('idempotency_keys', {
    token: 'shop',
    key: sql`cast(i as text)`,
    digest: 'd',
    order_id: id,
    at,
  });
  await insert('hook_events', {
    hook_id: sql`i % 5`,
    kind: 'failed',
    subject: sql`cast(i as text)`,
    at,
    tries: 0,
    due_at: at,
  });
  await insert('updates', {
    id,
    bot_id: 1,
    update_id: sql`i`,
    received_at: at,
    body: '',
    state: sql`case when ${few(1)} then 'waiting' else 'done' end`,
  });
  const named = {
    id: sql`i`,
    owner_id: sql`case when i % 2 = 0 then 0 else i end`,
    key: sql`'n' || i`,
    name: sql`'N' || i`,
    made_by: CHAT,
    made_at: at,
  };
  await insert('contacts', { ...named, number: recipient, fields: '{}' });
  await insert('contact_groups', named);
  await insert('contact_group_members', { group_id: sql`i % 100`, contact_id: sql`i` });
  await insert('templates', { ...named, channel: 'sms', language: '', text: 'hi' });
  await insert('stop_list', {
    digest: sql`'d' || i`,
    number: recipient,
    source: 'person',
    made_by: CHAT,
    at,
  });
  await insert('stop_rules', { id: 1, key: 'k', words: '[]', confirms: 1 }, sql`i = ${sql.lit(FIRST)}`);
  await insert('readings', { message_id: message, read_at: at }, sql`i % 3 = 0`);
  await insert('hour_readings', {
    hour: sql`${sql.lit(Math.floor(NOW / 3_600_000) - LAST)} + i`,
    account: ACCOUNT,
    channel: CHANNEL.of.viber,
    sender: 'SHOP',
    operator: '',
    maker: 'person:101',
    read: 1,
    clicked: 0,
  });
  await insert('stopped_messages', { message_id: message }, sql`i % 10 = 0`);
  await insert('jobs', {
    id,
    kind: 'report',
    body: '{}',
    key: when(few(1), id),
    due_at: when(few(1), at),
    fence: 1,
    tries: 1,
    ended: when(sql`not ${few(1)}`, sql`'done'`),
    ended_at: when(sql`not ${few(1)}`, at),
    created_at: at,
  });
  await insert('files', { id, name: 'a.csv', chunks: 1, of: when(sql`i % 50 = 7`, id), created_at: at });
  await insert('file_chunks', {
    file_id: id,
    position: 0,
    bytes: kind === 'sqlite' ? sql`x'00'` : sql`'\\x00'::bytea`,
  });
}
