import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { ROLES } from '../../src/chat/access.ts';
import { LANGUAGES } from '../../src/chat/locale.ts';
import { menuFor } from '../../src/chat/menu.ts';

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
  const menu = menuFor(commands, { role: null, language: 'en', isPrivate: true });
  expect(menu.map(({ command }) => command).sort()).toEqual(['help', 'start']);
});

test('a role sees what it may use, in a group without what is its admins', () => {
  const names = (isPrivate: boolean) =>
    menuFor(commands, { role: 'viewer', language: 'ru', isPrivate }).map(({ command }) => command);
  expect(names(true)).toContain('hlr');
  expect(names(true)).toContain('lang');
  expect(names(true)).not.toContain('sms');
  expect(names(false)).not.toContain('lang');
});
