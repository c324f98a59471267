import type { Room } from './rooms.ts';

/** Bot API: BotCommand. */
export interface Command {
  readonly command: string;
  readonly description: string;
}

/** Bot API: BotCommandScope. */
export interface Scope {
  readonly type: string;
  readonly chat?: number;
  readonly user?: number;
}

/** The command menus per scope and language. */
export class Menus {
  readonly #menus = new Map<string, readonly Command[]>();

  set(scope: Scope, language: string, commands: readonly Command[]): void {
    if (commands.length > 0) this.#menus.set(key(scope, language), commands);
    else this.#menus.delete(key(scope, language));
  }

  get(scope: Scope, language: string): readonly Command[] {
    return this.#menus.get(key(scope, language)) ?? [];
  }

  /** What a client shows: the narrowest scope wins, within it the person's language (Bot API: BotCommandScope). */
  shownTo(room: Room, person: number, language: string): Command[] {
    const chat = room.id;
    const isAdmin = room.admins.includes(person);
    const scopes: Scope[] =
      room.type === 'private'
        ? [{ type: 'chat', chat }, { type: 'all_private_chats' }]
        : [
            { type: 'chat_member', chat, user: person },
            ...(isAdmin ? [{ type: 'chat_administrators', chat }] : []),
            { type: 'chat', chat },
            ...(isAdmin ? [{ type: 'all_chat_administrators' }] : []),
            { type: 'all_group_chats' },
          ];
    for (const scope of [...scopes, { type: 'default' }]) {
      for (const code of [language.slice(0, 2), '']) {
        const menu = this.#menus.get(key(scope, code));
        if (menu) return [...menu];
      }
    }
    return [];
  }
}

function key(scope: Scope, language: string): string {
  return [scope.type, scope.chat ?? '', scope.user ?? '', language].join(' ');
}
