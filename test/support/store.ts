import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { FollowOn, Store } from '../../src/store/engine/database.ts';
import { openStore } from '../../src/store/engine/open.ts';
import { afterEveryTest } from './endings.ts';
import { RULES } from './rules.ts';

const folders: string[] = [];
const open = new Set<Store>();

/** The address of a SQLite file in a folder of its own, which goes when the test ends. */
export function newStoreUrl(): string {
  const folder = mkdtempSync(join(tmpdir(), 'smpp-chatops-'));
  folders.push(folder);
  return `file:${join(folder, 'bot.db')}`;
}

/** The address of one that has been brought up to date. */
export function migratedUrl(): string {
  const url = newStoreUrl();
  copyEmptyStore(url.slice('file:'.length));
  return url;
}

/** Puts a SQLite file of the present version where there is none. */
export function copyEmptyStore(path: string): void {
  if (!existsSync(path)) copyFileSync(inject('emptyStore'), path);
}

/** Opens a store that the test has to close. */
export async function openTestStore(url = migratedUrl(), rules = RULES, followOn?: FollowOn): Promise<Store> {
  const store = await openStore(url, rules, undefined, followOn);
  const { close } = store;
  open.add(store);
  store.close = async () => {
    open.delete(store);
    await close();
  };
  return store;
}

afterEveryTest(async () => {
  const left = [...open];
  for (const store of left) await store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  if (left.length > 0) throw new Error(`the test left ${left.length} store(s) open`);
});
