import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/**
 * What each room may import from, besides itself and packages. A new room is one line here. The chat and SMPP know
 * nothing of each other, messages know nothing at all, and the simulated world shares no code with the bot: only the
 * two files that start and question the real bot in it look out.
 */
const ROOMS: readonly [room: string, mayImport: readonly string[]][] = [
  ['src/demo/main.ts', ['src/demo', 'src/main.ts', 'src/config.ts', 'src/log.ts', 'src/store']],
  ['src/demo/converse.ts', ['src/demo', 'src/main.ts', 'src/messages', 'src/store']],
  ['src/demo/smsc', []],
  ['src/demo/telegram', []],
  ['src/demo', []],
  [
    'src/main.ts',
    [
      'commands',
      'src/chat',
      'src/smpp',
      'src/http',
      'src/store',
      'src/messages',
      'src/config.ts',
      'src/log.ts',
    ],
  ],
  ['commands', ['src/chat', 'src/store', 'src/messages']],
  ['src/chat', ['src/store', 'src/messages', 'src/languages.ts', 'src/log.ts']],
  ['src/smpp', ['src/store', 'src/messages', 'src/log.ts']],
  ['src/http', ['src/store', 'src/messages', 'src/log.ts']],
  ['src/store', ['src/messages']],
  ['src/config.ts', ['src/messages', 'src/languages.ts']],
  ['src/log.ts', ['src/messages']],
  ['src/messages', []],
  ['src/languages.ts', []],
  ['src/start.js', []],
];

/** The SMPP packages are SMPP's alone, Telegram's are the chat's. */
const PACKAGES: readonly [name: RegExp, rooms: readonly string[]][] = [
  [/^smpp$/, ['src/smpp']],
  [/^(grammy|@grammyjs\/)/, ['src/chat']],
  [/^(kysely|node:sqlite)/, ['src/store']],
];

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s*'([^']+)'/g;

const isIn = (file: string, room: string) => file === room || file.startsWith(`${room}/`);
const roomOf = (file: string) => ROOMS.find(([room]) => isIn(file, room));

const files = globSync(['src/**/*.{ts,js}', 'commands/**/*.ts']).filter((file) => !file.endsWith('.d.ts'));
const imports = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => ({
    file,
    from: (match[1] ?? match[2] ?? match[3]) as string,
  })),
);

test('every file stands in a room whose imports are laid down', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(imports.length).toBeGreaterThan(files.length);
  expect(files.filter((file) => !roomOf(file))).toEqual([]);
});

test('an import never points up', () => {
  const up = imports
    .filter(({ from }) => from.startsWith('.'))
    .map(({ file, from }) => ({ file, target: normalize(join(dirname(file), from)) }))
    .filter(({ file, target }) => {
      const [room, allowed] = roomOf(file) ?? ['', []];
      return !isIn(target, room) && !allowed.some((other) => isIn(target, other));
    });
  expect(up).toEqual([]);
});

test('a package is imported only by the room that it belongs to', () => {
  const strays = imports.filter(({ file, from }) =>
    PACKAGES.some(([name, rooms]) => name.test(from) && !rooms.some((room) => isIn(file, room))),
  );
  expect(strays).toEqual([]);
});
