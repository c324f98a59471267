import { PROFILES } from '../../messages/provider.ts';
import { rulesOf } from '../../messages/rules.ts';
import type { Progress } from '../carrying/piece.ts';
import { isPostgres, UnknownStore } from './address.ts';
import type { FollowOn, Store } from './database.ts';
import { openPostgres } from './postgres-store.ts';
import { openSqlite } from './sqlite-store.ts';
import { nothingFollows } from './transaction.ts';

/**
 * Opens the store and brings its tables up to date.
 * @param url `file:PATH`, `file::memory:`, or `postgres://USER:PASSWORD@HOST:PORT/DATABASE`
 * @param rules by the habits of its provider; left out where nothing is sent, they take nothing for granted
 * @param said called again and again while all of a store that an earlier version filled is carried over
 * @param followOn how chains go on
 * @throws StoreInUse, StoreMoved, StoreNewer, StoreUnreachable, UnknownStore, or what the file system says
 */
export async function openStore(
  url: string,
  rules = rulesOf(PROFILES.generic.habits),
  said: (progress: Progress) => void = () => {},
  followOn: FollowOn = nothingFollows,
): Promise<Store> {
  if (url.startsWith('file:')) return openSqlite(url.slice('file:'.length), { rules, followOn }, said);
  if (isPostgres(url)) return openPostgres(url, { rules, followOn }, said);
  throw new UnknownStore();
}
