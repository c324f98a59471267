import { buffer } from 'node:stream/consumers';
import { readFile } from '../../src/store/chats/files.ts';
import type { ChatForTest, Shown } from './chat.ts';

/** The file that a card is. */
export function fileOf({ view }: Shown) {
  if (view.as !== 'file' || !view.file) throw new Error(`a ${view.as}, no file`);
  return view.file;
}

/** What stands in it, with the mark by which it begins. */
export const textOf = async ({ store }: ChatForTest, card: Shown): Promise<string> =>
  (await buffer(readFile(store.db, fileOf(card).id))).toString();
