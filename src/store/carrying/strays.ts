import { sql } from 'kysely';
import { earlier } from './aside.ts';
import { numbered } from './orders.ts';
import type { Carried, Piece } from './piece.ts';
import { receiptColumns } from './rows.ts';

/** Receipts of no message here go over, with the addresses by which they may still find one. */
export async function carryStrays({ db, kind, after, limit }: Piece): Promise<Carried> {
  const isStray = sql`not exists (select 1 from ${earlier('attempts')} as a where a.id = r.attempt_id)`;
  const { rows } = await sql<{ id: string | null }>`
    select max(id) as id from (
      select r.id from ${earlier('receipts')} as r where r.id > ${after} and ${isStray}
      order by r.id limit ${sql.lit(limit)}
    ) as next
  `.execute(db);
  const last = rows[0]?.id ?? null;
  if (last === null) return { after: null };
  const { number, join } = numbered(kind, 'receipts', 'r');
  const { columns, values } = receiptColumns('r', 'unknown');
  const some = sql`r.id > ${after} and r.id <= ${last} and ${isStray}`;
  await sql`
    insert into receipts (id, ${columns})
    select ${number}, ${values} from ${earlier('receipts')} as r ${join} where ${some} order by r.id
  `.execute(db);
  await sql`
    insert into orphans (account, address, other, receipt_id, received_at)
    select f.account, f.address, f.other, ${number}, f.received_at
    from ${earlier('receipts')} as r ${join} join ${earlier('orphans')} as f on f.receipt_id = r.id where ${some}
  `.execute(db);
  if (kind === 'sqlite') {
    await sql`
      delete from ${earlier('orphans')} where receipt_id in (select id from ${earlier('receipts')} where id <= ${last})
    `.execute(db);
    await sql`delete from ${earlier('receipts')} where id <= ${last}`.execute(db);
  }
  return { after: last };
}
