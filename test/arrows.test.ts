import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/**
 * What each room may import from, besides itself and packages. A new room is one line here. The chat and SMPP know
 * nothing of each other, messages know nothing at all, and the simulated world shares no code with the bot: only the
 * two files that start and question the real bot in it look out.
 */
const ROOMS: readonly [room: string, mayImport: readonly string[]][] = [
  [
    'src/demo/main.ts',
    ['src/demo', 'src/main.ts', 'src/config.ts', 'src/config-error.ts', 'src/log.ts', 'src/store'],
  ],
  ['src/demo/converse.ts', ['src/demo', 'src/main.ts', 'src/messages', 'src/store']],
  ['src/demo/smsc', []],
  ['src/demo/telegram', []],
  ['src/demo', []],
  [
    'src/main.ts',
    [
      'commands',
      'src/chat',
      'src/held-accounts.ts',
      'src/provider-http',
      'src/files',
      'src/http',
      'src/jobs',
      'src/store',
      'src/messages',
      'src/config.ts',
      'src/settings.ts',
      'src/gauges.ts',
      'src/heap.ts',
      'src/process.ts',
      'src/log.ts',
      'src/version.ts',
    ],
  ],
  [
    'src/held-accounts.ts',
    [
      'src/sender',
      'src/smpp',
      'src/provider-http',
      'src/provider-smtp',
      'src/store',
      'src/messages',
      'src/config.ts',
      'src/config-ways.ts',
      'src/settings.ts',
      'src/log.ts',
    ],
  ],
  [
    'src/settings.ts',
    ['src/chat', 'src/provider-http', 'src/provider-smtp', 'src/messages', 'src/config.ts'],
  ],
  ['src/gauges.ts', ['src/store', 'src/messages', 'src/version.ts']],
  ['src/heap.ts', []],
  ['src/one-person.ts', []],
  [
    'src/process.ts',
    [
      'src/store',
      'src/config.ts',
      'src/config-names.ts',
      'src/config-error.ts',
      'src/env-file.ts',
      'src/log.ts',
    ],
  ],
  ['commands', ['src/chat', 'src/jobs', 'src/store', 'src/watch', 'src/messages']],
  [
    'src/chat',
    [
      'src/desk',
      'src/charts',
      'src/files',
      'src/jobs',
      'src/store',
      'src/watch',
      'src/messages',
      'src/languages.ts',
      'src/log.ts',
      'src/one-person.ts',
      'src/rounds.ts',
      'src/version.ts',
    ],
  ],
  // The ways out know their sender's terms, which knows none of them.
  ['src/sender', ['src/store', 'src/messages', 'src/rounds.ts']],
  ['src/smpp', ['src/sender', 'src/store', 'src/messages', 'src/log.ts']],
  ['src/provider-http', ['src/sender', 'src/store', 'src/messages', 'src/log.ts', 'src/rounds.ts']],
  ['src/provider-smtp', ['src/provider-http', 'src/sender', 'src/store', 'src/messages', 'src/log.ts']],
  ['src/http', ['src/desk', 'src/store', 'src/watch', 'src/messages', 'src/log.ts', 'src/rounds.ts']],
  // What a chat sets, which is kept as it is read: pure, and below the store.
  ['src/desk/room.ts', ['src/languages.ts']],
  ['src/desk', ['src/store', 'src/messages']],
  ['src/files', ['src/messages']],
  ['src/charts', ['src/log.ts']],
  ['src/jobs', ['src/store', 'src/log.ts', 'src/rounds.ts']],
  ['src/rounds.ts', ['src/store', 'src/log.ts']],
  ['src/store', ['src/desk/room.ts', 'src/watch', 'src/messages', 'src/env-file.ts', 'src/version.ts']],
  ['src/watch', ['src/messages']],
  [
    'src/config.ts',
    [
      'src/config-ways.ts',
      'src/config-smpp.ts',
      'src/config-mail.ts',
      'src/config-names.ts',
      'src/config-variables.ts',
      'src/config-values.ts',
      'src/config-error.ts',
      'src/messages',
      'src/languages.ts',
    ],
  ],
  [
    'src/config-ways.ts',
    [
      'src/config-smpp.ts',
      'src/config-mail.ts',
      'src/config-variables.ts',
      'src/config-values.ts',
      'src/config-error.ts',
      'src/messages',
    ],
  ],
  [
    'src/config-smpp.ts',
    ['src/config-mail.ts', 'src/config-variables.ts', 'src/config-error.ts', 'src/messages'],
  ],
  [
    'src/config-variables.ts',
    ['src/config-mail.ts', 'src/config-values.ts', 'src/config-error.ts', 'src/messages', 'src/languages.ts'],
  ],
  ['src/config-mail.ts', ['src/config-values.ts', 'src/config-error.ts', 'src/messages']],
  ['src/config-names.ts', ['src/config-variables.ts']],
  ['src/config-error.ts', []],
  ['src/config-values.ts', ['src/messages', 'src/languages.ts', 'src/one-person.ts']],
  ['src/log.ts', ['src/messages']],
  ['src/messages', []],
  ['src/languages.ts', []],
  ['src/env-file.ts', ['src/languages.ts']],
  ['src/version.ts', ['package.json']],
  ['src/start.js', []],
];

/** The SMPP packages are SMPP's alone, Telegram's are the chat's. */
const PACKAGES: readonly [name: RegExp, rooms: readonly string[]][] = [
  [/^smpp$/, ['src/smpp']],
  [/^nodemailer/, ['src/provider-smtp']],
  [/^(grammy|@grammyjs\/)/, ['src/chat']],
  [/^(kysely|node:sqlite)/, ['src/store']],
  [/^(echarts|@resvg\/|@expo-google-fonts\/)/, ['src/charts']],
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

/** Imports of files of ours, types too. */
const arrows = imports
  .filter(({ from }) => from.startsWith('.'))
  .map(({ file, from }) => ({ file, target: normalize(join(dirname(file), from)) }));

test('an import never points up', () => {
  const up = arrows.filter(({ file, target }) => {
    const [room, allowed] = roomOf(file) ?? ['', []];
    return !isIn(target, room) && !allowed.some((other) => isIn(target, other));
  });
  expect(up).toEqual([]);
});

/** Files that can be reached from each other: strongly connected components of more than one file (Tarjan, 1972). */
function circles(edges: readonly { readonly file: string; readonly target: string }[]): string[][] {
  const targets = Map.groupBy(edges, ({ file }) => file);
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];

  function visit(file: string): number {
    const own = order.size;
    order.set(file, own);
    lowest.set(file, own);
    stack.push(file);
    for (const { target } of targets.get(file) ?? []) {
      if (!order.has(target)) lowest.set(file, Math.min(lowest.get(file) ?? own, visit(target)));
      else if (stack.includes(target))
        lowest.set(file, Math.min(lowest.get(file) ?? own, order.get(target) ?? own));
    }
    if (lowest.get(file) === own) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1) found.push(circle.sort());
    }
    return lowest.get(file) ?? own;
  }

  for (const file of targets.keys()) if (!order.has(file)) visit(file);
  return found;
}

const edges = (...pairs: string[]) => pairs.map((pair) => ({ file: pair[0] ?? '', target: pair[1] ?? '' }));

test.each([
  ['a chain', edges('ab', 'bc', 'ac'), []],
  ['two that import each other', edges('ab', 'ba', 'bc'), [['a', 'b']]],
  ['a longer way round', edges('ab', 'bc', 'ca', 'cd'), [['a', 'b', 'c']]],
  [
    'two circles, one that reaches the other',
    edges('ab', 'ba', 'bc', 'cd', 'dc'),
    [
      ['c', 'd'],
      ['a', 'b'],
    ],
  ],
])('of %s, the circles are found', (_, arrowsOf, wanted) => {
  expect(circles(arrowsOf)).toEqual(wanted);
});

test('no files import each other in a circle', () => {
  expect(circles(arrows)).toEqual([]);
});

test('a package is imported only by the room that it belongs to', () => {
  const strays = imports.filter(({ file, from }) =>
    PACKAGES.some(([name, rooms]) => name.test(from) && !rooms.some((room) => isIn(file, room))),
  );
  expect(strays).toEqual([]);
});
