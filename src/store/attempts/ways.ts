import type { Insertable } from 'kysely';
import type { Protocol } from '../../messages/protocol.ts';
import type { Tx } from '../engine/database.ts';
import type { WaysTable } from '../tables/message-schema.ts';

/** What a submit is sent by. */
export interface Way extends Omit<Insertable<WaysTable>, 'id' | 'protocol'> {
  /** SMPP when absent. */
  readonly protocol?: Protocol;
}

const nameOf = ({ protocol = SMPP, account, host, bind, source }: Way): string =>
  JSON.stringify([protocol, account, host, bind, source]);

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
      .values(fresh.map(([, { protocol = SMPP, ...way }]) => ({ protocol, ...way })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const own = await recorded(tx, fresh);
  return ways.flatMap((way) => known.get(nameOf(way)) ?? own.get(nameOf(way)) ?? []);
}

const SMPP: Protocol = 'smpp';

async function recorded(tx: Tx, ways: readonly [string, Way][]): Promise<KnownWays> {
  if (ways.length === 0) return new Map();
  const each = (part: Exclude<keyof Way, 'protocol'>) => [...new Set(ways.map(([, way]) => way[part]))];
  const protocols = [...new Set(ways.map(([, { protocol = SMPP }]) => protocol))];
  const rows = await tx.db
    .selectFrom('ways')
    .select(['id', 'protocol', 'account', 'host', 'bind', 'source'])
    .where('protocol', 'in', protocols)
    .where('account', 'in', each('account'))
    .where('host', 'in', each('host'))
    .where('bind', 'in', each('bind'))
    .where('source', 'in', each('source'))
    .execute();
  return new Map(rows.map((row) => [nameOf(row), row.id]));
}
