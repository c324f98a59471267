import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { BindState } from '../../watch/link.ts';
import type { Reader, Snapshot, Tx } from '../engine/database.ts';
import { lockAccount } from '../engine/locks.ts';
import { keepLinks } from '../receipts/past-links.ts';
import type { BindsTable } from '../tables/schema.ts';

const time = z.number();

/** What a bind says of itself; times are ms since 1970. */
const bindReport = z
  .object({
    mode: z.enum(['transceiver', 'transmitter', 'receiver', 'https', 'smtp']),
    status: z.enum(['connecting', 'bound', 'waiting', 'stopped']),
    /** "host:port", in use or next in turn. */
    host: z.string(),
    /** When `status` became what it is. */
    since: time,
    boundAt: time.nullable(),
    /** Of the last time it was down, kept once it is bound again. */
    lastError: z.string().nullable(),
    lastErrorAt: time.nullable(),
    /** When it connects again, while waiting. */
    retryAt: time.nullable(),
    /** Submits that wait for their answer. */
    inFlight: z.number(),
    window: z.number(),
    /** Parts per second that the account sends at now; less than its setting since the provider throttled or hung up. */
    rate: z.number(),
    /** That setting; an earlier version says nothing of it. */
    rateSetting: z.number().optional(),
    lastReceiptAt: time.nullable(),
    submitsPerMinute: z.number(),
    receiptsPerMinute: z.number(),
  })
  .readonly();
export type BindReport = z.infer<typeof bindReport>;

export interface ReportedBind {
  /** "login/1", or "login/1/receiver". */
  readonly id: string;
  readonly account: string;
  readonly reportedAt: number;
  readonly report: BindReport;
}

/** Puts what the binds of an account say of themselves in place of what they said before. */
export async function reportBinds(
  tx: Tx,
  account: string,
  reports: readonly { id: string; report: BindReport }[],
  now: number,
): Promise<void> {
  // The last holder's farewell may come at the same time.
  await lockAccount(tx, account);
  const gone = await tx.db.deleteFrom('binds').where('account', '=', account).returningAll().execute();
  if (reports.length > 0) {
    await tx.db
      .insertInto('binds')
      .values(
        reports.map(({ id, report }) => ({ id, account, report: JSON.stringify(report), reported_at: now })),
      )
      .execute();
  }
  const before = gone.map((row) => stateOf(readBind(row)));
  const after = reports.map(({ report }) => ({ ...report, account, reportedAt: now }));
  await keepLinks(tx, { before, after, now });
  tx.changed('binds');
}

/** The binds of all accounts, as they were last reported. */
export async function reportedBinds(db: Snapshot): Promise<ReportedBind[]> {
  const rows = await db.selectFrom('binds').selectAll().orderBy('id').execute();
  return rows.map(readBind);
}

const readBind = ({ id, account, report, reported_at }: Selectable<BindsTable>): ReportedBind => ({
  id,
  account,
  reportedAt: reported_at,
  report: bindReport.parse(JSON.parse(report)),
});

/** What a bind says of itself, with what is known of that. */
export const stateOf = ({ account, report, reportedAt }: ReportedBind): BindState => ({
  ...report,
  account,
  reportedAt,
});

/** Whether none of these binds is of SMPP, by which receipts come by themselves: what became of messages is asked. */
export const isAsked = (binds: readonly ReportedBind[]): boolean =>
  binds.length > 0 && binds.every(({ report }) => report.mode === 'https' || report.mode === 'smtp');

/** Those of these accounts of which no bind says that it is up, whichever instance holds it. */
export async function unboundAccounts(db: Reader, accounts: readonly string[]): Promise<string[]> {
  const bound = (await reportedBinds(db)).filter(({ report }) => report.status === 'bound');
  const held = new Set(bound.map(({ account }) => account));
  return accounts.filter((account) => !held.has(account));
}
