import type { CallbackQueries } from './callback-queries.ts';
import type { Files } from './files.ts';
import type { Flood } from './flood.ts';
import type { Menus } from './menus.ts';
import type { Rooms } from './rooms.ts';
import type { TelegramEmitter } from './types.ts';
import type { Updates } from './updates.ts';
import type { Webhook } from './webhook.ts';

/** All that one server holds; methods and people act on it. */
export interface Scene {
  readonly rooms: Rooms;
  readonly files: Files;
  readonly flood: Flood;
  readonly menus: Menus;
  readonly queries: CallbackQueries;
  readonly updates: Updates;
  readonly webhook: Webhook;
  readonly events: TelegramEmitter;
}
