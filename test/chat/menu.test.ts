import type { BotCommand } from 'grammy/types';
import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { LANGUAGES, wordsIn } from '../../src/chat/locale.ts';
import { ROLES } from '../../src/chat/people/access.ts';
import { createMenus, menuFor } from '../../src/chat/telegram/menu.ts';
import { createTelegram } from '../../src/chat/telegram/telegram.ts';
import { createLog } from '../../src/log.ts';
import { EN, RU } from '../support/languages.ts';
import { api, telegram } from '../support/telegram-server.ts';

const everyone = [...ROLES, null].flatMap((role) =>
  LANGUAGES.flatMap((language) => [true, false].map((isPrivate) => ({ role, language, isPrivate }))),
);

test.each(everyone)('Telegram takes the menu of $role in $language, private: $isPrivate', (whose) => {
  const menu = menuFor(commands, whose);
  // Bot API: setMyCommands, BotCommand; more than 60 were seen to be refused.
  expect(menu.length).toBeLessThanOrEqual(60);
  for (const { command, description } of menu) {
    expect(command).toMatch(/^[a-z0-9_]{1,32}$/);
    expect(description).toMatch(/^\S.{0,254}\S$/);
  }
});

test('a stranger sees nothing but /start and /help', () => {
  const menu = menuFor(commands, { role: null, language: EN, isPrivate: true });
  expect(menu.map(({ command }) => command).sort()).toEqual(['help', 'start']);
});

test('a role sees what it may use, in a group without what is its admins', () => {
  const names = (isPrivate: boolean) =>
    menuFor(commands, { role: 'viewer', language: RU, isPrivate }).map(({ command }) => command);
  expect(names(true)).toContain('hlr');
  expect(names(true)).toContain('lang');
  expect(names(true)).not.toContain('sms');
  expect(names(false)).not.toContain('lang');
});

test("whoever has no role sees the menu in the language that serves their Telegram's", async () => {
  const server = await telegram();
  const log = createLog('silent');
  const bot = createTelegram({ token: server.token, apiRoot: server.apiRoot, log });
  await createMenus(bot, commands, log).publish();
  const shown = async (language_code: string) =>
    (await api<BotCommand[]>(server, 'getMyCommands', { language_code })).result;
  expect(await shown('kk')).toEqual(menuFor(commands, { role: null, language: RU, isPrivate: true }));
  for (const language of LANGUAGES) {
    const menu = menuFor(commands, { role: null, language, isPrivate: true });
    for (const code of wordsIn(language, 'language-codes')) expect(await shown(code)).toEqual(menu);
  }
  expect(await shown('')).toEqual(menuFor(commands, { role: null, language: EN, isPrivate: true }));
});
