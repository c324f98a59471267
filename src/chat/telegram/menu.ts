import type { BotCommand, LanguageCode } from 'grammy/types';
import type { Logger } from '../../log.ts';
import type { Command } from '../command.ts';
import { FALLBACK, LANGUAGES, type Language, localeFor, wordsIn } from '../locale.ts';
import { mayUse, type Role } from '../people/access.ts';
import type { Telegram } from './telegram.ts';

/** Bot API, setMyCommands: a description has 256 characters at most. */
const DESCRIPTION_LIMIT = 256;

/** The commands that a role may use in a kind of chat, described in a language. Null: what a stranger sees. */
export function menuFor(
  commands: readonly Command[],
  { role, language, isPrivate }: { role: Role | null; language: Language; isPrivate: boolean },
): BotCommand[] {
  const locale = localeFor(language, 'UTC');
  return commands
    .filter((command) => mayUse(command, role, { isPrivate }))
    .map(({ spec }) => ({
      command: spec.name,
      description: locale.t(`menu-${spec.name}`).slice(0, DESCRIPTION_LIMIT),
    }));
}

export interface Menus {
  /** What everyone sees who has no role. */
  publish(): Promise<void>;
  /** What one person sees in one chat; asked for each time, sent to Telegram when it has changed. */
  show(chatId: number, person: { id: number; role: Role | null; language: Language }): Promise<void>;
}

/** Keeps Telegram's command menus in step with roles and languages. */
export function createMenus(telegram: Telegram, commands: readonly Command[], log: Logger): Menus {
  const shown = new Map<string, string>();
  const { api } = telegram;

  return {
    async publish() {
      for (const language of LANGUAGES) {
        const menu = menuFor(commands, { role: null, language, isPrivate: true });
        for (const code of wordsIn(language, 'language-codes')) {
          const outcome = await telegram.attempt(() =>
            api.setMyCommands(menu, { language_code: code as LanguageCode, scope: { type: 'default' } }),
          );
          if (outcome.kind === 'refused' || outcome.kind === 'not-now')
            log.error({ why: outcome.description }, 'a command menu is refused');
        }
      }
      await telegram.attempt(() =>
        api.setMyCommands(menuFor(commands, { role: null, language: FALLBACK, isPrivate: true })),
      );
    },
    async show(chatId, { id, role, language }) {
      const key = `${chatId} ${id}`;
      const wanted = `${role} ${language}`;
      if (shown.get(key) === wanted) return;
      shown.set(key, wanted);
      const scope =
        chatId > 0
          ? ({ type: 'chat', chat_id: chatId } as const)
          : ({ type: 'chat_member', chat_id: chatId, user_id: id } as const);
      const outcome = await telegram.attempt(() =>
        api.setMyCommands(menuFor(commands, { role, language, isPrivate: chatId > 0 }), { scope }),
      );
      if (outcome.kind !== 'done') shown.delete(key);
    },
  };
}
