import type { Kysely } from 'kysely';

/** Rows a statement. */
const ROWS = 500;

interface Place {
  account: string;
  sender: string;
  recipient: string;
  reference: number;
  part: number;
  parts: number;
  received_at: number;
}

interface Before {
  incoming_parts: Place & { text: string };
}

interface After {
  incoming_parts: Place & {
    set_id: string;
    series: string;
    octets: string;
    data_coding: number;
    default_alphabet: string;
    doubtful: number;
    closed_at: number | null;
  };
}

/**
 * Parts are told apart by the width of their reference, keep their octets, and are known for a while after they were
 * joined; a message is looked for by its sender, whatever account it came to.
 */
export async function incomingPartsUp(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.dropIndex('incoming_by_way').execute();
  await schema.createIndex('incoming_by_sender').on('incoming').columns(['sender', 'received_at']).execute();
  const waiting = await (db as Kysely<Before>).selectFrom('incoming_parts').selectAll().execute();
  await schema.dropTable('incoming_parts').execute();
  await schema
    .createTable('incoming_parts')
    .addColumn('set_id', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('sender', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('series', 'text', (c) => c.notNull())
    .addColumn('reference', 'integer', (c) => c.notNull())
    .addColumn('part', 'integer', (c) => c.notNull())
    .addColumn('parts', 'integer', (c) => c.notNull())
    .addColumn('octets', 'text', (c) => c.notNull())
    .addColumn('data_coding', 'integer', (c) => c.notNull())
    .addColumn('default_alphabet', 'text', (c) => c.notNull())
    .addColumn('doubtful', 'integer', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('closed_at', 'bigint')
    .addPrimaryKeyConstraint('incoming_parts_pk', ['set_id', 'part'])
    .execute();
  await schema
    .createIndex('incoming_parts_by_reference')
    .on('incoming_parts')
    .columns(['sender', 'recipient', 'reference'])
    .execute();
  await schema.createIndex('incoming_parts_by_close').on('incoming_parts').column('closed_at').execute();
  for (let at = 0; at < waiting.length; at += ROWS) {
    const some = waiting.slice(at, at + ROWS).map(asOctets);
    await (db as Kysely<After>).insertInto('incoming_parts').values(some).execute();
  }
}

/** What was kept as text is what its UCS-2 says; a reference over 255 is wide, and one below as a rule is not. */
function asOctets({ text, ...place }: Before['incoming_parts']): After['incoming_parts'] {
  const { account, sender, recipient, reference } = place;
  return {
    ...place,
    set_id: JSON.stringify([account, sender, recipient, reference]),
    series: reference > 0xff ? 'udh16' : 'udh8',
    octets: Buffer.from(JSON.parse(text), 'utf16le').swap16().toString('hex'),
    data_coding: 8,
    default_alphabet: 'gsm',
    doubtful: 0,
    closed_at: null,
  };
}
