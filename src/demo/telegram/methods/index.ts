import type { Method, Methods } from '../method.ts';
import { chatMethods } from './chats.ts';
import { commandMethods } from './commands.ts';
import { editMethods } from './edit.ts';
import { fileMethods } from './files.ts';
import { queryMethods } from './queries.ts';
import { sendMethods } from './send.ts';
import { updateMethods } from './updates.ts';

const METHODS: Methods = {
  ...updateMethods,
  ...chatMethods,
  ...sendMethods,
  ...editMethods,
  ...fileMethods,
  ...queryMethods,
  ...commandMethods,
};

const BY_LOWER_CASE = new Map(
  Object.entries(METHODS).map(([name, method]) => [name.toLowerCase(), { name, method }]),
);

/** Method names are case-insensitive (Bot API: Making requests). */
export function findMethod(name: string): { name: string; method: Method } | undefined {
  return BY_LOWER_CASE.get(name.toLowerCase());
}
