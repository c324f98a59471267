import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    pool: 'forks',
    // A conversation waits for nine tenths of its time, for Telegram's pace and for subscribers: on two cores, so many
    // run at once.
    maxWorkers: 4,
    globalSetup: 'test/support/postgres.ts',
    setupFiles: 'test/support/leak-hook.ts',
  },
});
