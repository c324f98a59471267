import type { Command, Scope } from '../menus.ts';
import type { Methods } from '../method.ts';
import { isRecord, type Params } from '../params.ts';
import { badRequest } from '../refusal.ts';
import type { Scene } from '../scene.ts';

/** Bot API: setMyCommands, at most 100 commands. */
const COMMANDS_MAX = 100;
/** Not documented: menus are refused as too much at about 60 commands with usual descriptions. UTF-8 octets. */
const MENU_MAX_BYTES = 4096;
const CHAT_SCOPES = new Set(['chat', 'chat_administrators', 'chat_member']);
const WIDE_SCOPES = new Set(['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators']);

export const commandMethods: Methods = {
  setMyCommands(params, scene) {
    const commands = readCommands(params.json('commands', 'commands'));
    scene.menus.set(readScope(params, scene), readLanguage(params), commands);
    return true;
  },
  getMyCommands: (params, scene) => scene.menus.get(readScope(params, scene), readLanguage(params)),
  deleteMyCommands(params, scene) {
    scene.menus.set(readScope(params, scene), readLanguage(params), []);
    return true;
  },
};

function readCommands(given: unknown): Command[] {
  if (!Array.isArray(given)) throw badRequest("can't parse commands: expected an Array of BotCommand");
  if (given.length > COMMANDS_MAX) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  const commands = given.map((item: unknown): Command => {
    const { command, description } = isRecord(item) ? item : {};
    const name = typeof command === 'string' ? command.trim().replace(/^\//, '') : '';
    if (!/^[a-z0-9_]{1,32}$/.test(name)) throw badRequest('BOT_COMMAND_INVALID');
    const text = typeof description === 'string' ? description.trim() : '';
    if (text.length < 1 || text.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    return { command: name, description: text };
  });
  const bytes = commands.reduce(
    (sum, { command, description }) => sum + Buffer.byteLength(command + description),
    0,
  );
  if (bytes > MENU_MAX_BYTES) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  return commands;
}

function readScope(params: Params, scene: Scene): Scope {
  const given = params.json('scope', 'BotCommandScope');
  if (given === undefined) return { type: 'default' };
  if (!isRecord(given) || typeof given.type !== 'string') {
    throw badRequest('can\'t parse BotCommandScope: field "type" must be a String');
  }
  const { type } = given;
  if (WIDE_SCOPES.has(type)) return { type };
  if (!CHAT_SCOPES.has(type)) throw badRequest("can't parse BotCommandScope: unsupported type specified");
  const room = scene.rooms.forBot(String(given.chat_id ?? ''));
  if (type !== 'chat' && room.type === 'private')
    throw badRequest("can't use specified scope in private chats");
  if (type !== 'chat_member') return { type, chat: room.id };
  const user = Number(given.user_id);
  if (!scene.rooms.people.has(user)) throw badRequest('invalid user_id specified');
  return { type, chat: room.id, user };
}

function readLanguage(params: Params): string {
  const code = params.text('language_code') ?? '';
  if (!/^([a-z]{2})?$/.test(code)) throw badRequest('invalid language code specified');
  return code;
}
