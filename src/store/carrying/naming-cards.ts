import { sql } from 'kysely';
import { NO_MESSAGE, POSITIONS } from '../tables/message-id.ts';
import { earlier } from './aside.ts';
import { lastId } from './orders.ts';
import type { Carried, Piece } from './piece.ts';

/** How a kind of card names messages in what it keeps, from this version of its body on. */
interface Naming {
  readonly version: number;
  /** The body with other ids in the place of those of before. */
  renamed(body: Body, idOf: (before: string) => number | null): Body;
}
type Body = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string';

/** JSON text has its quotes escaped, so nobody's words can look like this. */
const namesOne = sql`(body like '%"answers":"%' or body like '%"message":"%')`;

/** An incoming message may answer one; a list of states has a line for each. */
const NAMING: Readonly<Record<string, Naming>> = {
  incoming: {
    version: 3,
    renamed: ({ answers, ...body }, idOf) => ({ ...body, answers: isText(answers) ? idOf(answers) : null }),
  },
  statuses: {
    version: 2,
    renamed: ({ lines, ...body }, idOf) => ({
      ...body,
      lines: ((lines ?? []) as readonly Body[]).map(({ message, ...line }) =>
        isText(message) ? { message: idOf(message) ?? NO_MESSAGE } : line,
      ),
    }),
  },
};

/** Cards that name messages beside what else they show. */
export async function carryNamingCards({ db, after, limit }: Piece): Promise<Carried> {
  const last = await lastId(db, 'cards', after, limit);
  if (last === null) return { after: null };
  const { rows } = await sql<{ id: string; kind: string; body: string }>`
    select id, kind, body from cards
    where id > ${after} and id <= ${last} and kind in (${sql.join(Object.keys(NAMING))}) and ${namesOne}
  `.execute(db);
  for (const { id, kind, body: json } of rows) {
    const body: Body = JSON.parse(json);
    const naming = NAMING[kind];
    if (!naming) continue;
    const ids = await newIds(db, namedBy(naming, body));
    const renamed = naming.renamed(body, (before) => ids.get(before) ?? null);
    await sql`
      update cards set body = ${JSON.stringify({ ...renamed, v: naming.version })} where id = ${id}
    `.execute(db);
  }
  return { after: last };
}

/** The messages of before that a card names. */
function namedBy(naming: Naming, body: Body): string[] {
  const named: string[] = [];
  naming.renamed(body, (before) => {
    named.push(before);
    return null;
  });
  return named;
}

/** What the messages of before that are there still are called from now on. */
async function newIds(db: Piece['db'], before: readonly string[]): Promise<Map<string, number>> {
  if (before.length === 0) return new Map();
  const { rows } = await sql<{ before: string; id: number }>`
    select m.id as before, o.number * ${sql.lit(POSITIONS)} + m.position as id
    from ${earlier('messages')} as m join orders as o on o.id = m.order_id where m.id in (${sql.join(before)})
  `.execute(db);
  return new Map(rows.map((row) => [row.before, row.id]));
}
