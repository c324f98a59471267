import type { Insertable } from 'kysely';
import type { Tx } from './database.ts';
import type { WaysTable } from './message-schema.ts';

/** What a submit is sent by. */
export type Way = Omit<Insertable<WaysTable>, 'id' | 'protocol'>;

const nameOf = ({ account, host, bind, source }: Way): string =>
  JSON.stringify([account, host, bind, source]);

/** Ids by the names of their ways. */
export type KnownWays = Map<string, number>;

/**
 * The ids of ways, in order; those that nothing has gone by are put on record.
 * @param known is told of those that an earlier transaction put there: this one may come to nothing, and its ids to others
 */
export async function waysOf(tx: Tx, ways: readonly Way[], known: KnownWays): Promise<number[]> {
  const meant = new Map(ways.map((way) => [nameOf(way), way]));
  const isUnknown = ([name]: [string, Way]): boolean => !known.has(name);
  for (const [name, id] of await recorded(tx, [...meant].filter(isUnknown))) known.set(name, id);
  const fresh = [...meant].filter(isUnknown);
  if (fresh.length > 0) {
    await tx.db
      .insertInto('ways')
      .values(fresh.map(([, way]) => ({ ...SMPP, ...way })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const own = await recorded(tx, fresh);
  return ways.flatMap((way) => known.get(nameOf(way)) ?? own.get(nameOf(way)) ?? []);
}

const SMPP = { protocol: 'smpp' } as const;

async function recorded(tx: Tx, ways: readonly [string, Way][]): Promise<KnownWays> {
  if (ways.length === 0) return new Map();
  const each = (part: keyof Way) => [...new Set(ways.map(([, way]) => way[part]))];
  const rows = await tx.db
    .selectFrom('ways')
    .select(['id', 'account', 'host', 'bind', 'source'])
    .where('protocol', '=', SMPP.protocol)
    .where('account', 'in', each('account'))
    .where('host', 'in', each('host'))
    .where('bind', 'in', each('bind'))
    .where('source', 'in', each('source'))
    .execute();
  return new Map(rows.map((row) => [nameOf(row), row.id]));
}
