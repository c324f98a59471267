import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { runFolder } from './test/support/run-folder.ts';
import { SpreadSequencer } from './test/support/sequencer.ts';

process.env.TMPDIR = runFolder();
// Programs that tests start need not strip and compile the same modules each time.
process.env.NODE_COMPILE_CACHE = join(process.env.TMPDIR, 'compiled');

const include = ['test/**/*.test.ts'];
const exclude = ['test/browser/**'];
/** They have a module replaced before anything has imported it. */
const mocking = globSync(include, { exclude }).filter((file) =>
  /\bvi\.mock\(/.test(readFileSync(file, 'utf8')),
);

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // A second, as it would be, is soon over on a machine that does other things too.
    expect: { poll: { timeout: 15_000 } },
    pool: 'forks',
    // A conversation waits for nine tenths of its time, for Telegram's pace and for subscribers: on two cores, so many
    // run at once.
    maxWorkers: 4,
    sequence: { sequencer: SpreadSequencer },
    globalSetup: 'test/support/postgres.ts',
    setupFiles: ['test/support/seed-hook.ts', 'test/support/leak-hook.ts', 'test/support/ending-hook.ts'],
    projects: [
      // A worker evaluates each module once for all its files: to import the bot anew takes longer than most tests.
      { extends: true, test: { name: 'shared', include, exclude: [...exclude, ...mocking], isolate: false } },
      { extends: true, test: { name: 'mocking', include: mocking } },
    ],
  },
});
