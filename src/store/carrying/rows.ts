import { type RawBuilder, sql } from 'kysely';
import { OUTCOME, RECEIPT_STATE, VIA } from '../tables/coded.ts';
import { coded } from './code.ts';

/** Columns of a table of this version, and what they get of a row of before. */
interface Columns {
  readonly columns: RawBuilder<unknown>;
  readonly values: RawBuilder<unknown>;
}

const columnsOf = (values: Readonly<Record<string, RawBuilder<unknown>>>): Columns => ({
  columns: sql.join(Object.keys(values).map((name) => sql.ref(name))),
  values: sql.join(Object.values(values)),
});

/** Of an attempt: what a repeat is known by is needed until its answer is certain. */
export function attemptColumns(row: string): Columns {
  const of = (name: string) => sql.ref(`${row}.${name}`);
  return columnsOf({
    committed_at: of('committed_at'),
    answered_at: of('answered_at'),
    command_status: of('command_status'),
    part: of('part'),
    outcome: coded(of('outcome'), OUTCOME),
    open: sql`case when ${of('open_at')} is not null then 1 end`,
    provider_id: of('provider_id'),
    octets: sql`case when ${of('outcome')} not in ('accepted', 'refused') then ${of('octets')} end`,
    unanswered_to: of('unanswered_to'),
  });
}

/**
 * Of a receipt: one whose message is known keeps beside its columns what could not be read, and what a look-up found. What
 * came as it came is there until it is old, as it was before.
 */
export function receiptColumns(row: string, message: 'known' | 'unknown'): Columns {
  const of = (name: string) => sql.ref(`${row}.${name}`);
  // JSON text has its quotes escaped, so a text cannot look like one of these.
  const telling = ['"unread":"', '"unknownState":"', '"lookup":{'].map(
    (said) => sql`${of('parsed')} like ${sql.lit(`%${said}%`)}`,
  );
  const says = message === 'known' ? sql.join(telling, sql` or `) : sql`${of('parsed')} <> '{}'`;
  const parsed = sql`case when ${says} then ${of('parsed')} end`;
  return columnsOf({
    received_at: of('received_at'),
    cost: of('cost'),
    error: of('error'),
    via: coded(of('via'), VIA),
    state: coded(of('state'), RECEIPT_STATE),
    account: of('account'),
    provider_id: of('provider_id'),
    parsed,
    raw: sql`nullif(${of('raw')}, '')`,
    quotes_at: sql`case when ${of('forgotten_at')} is null and (${of('raw')} <> '' or ${says})
      then ${of('received_at')} end`,
  });
}
