import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    pool: 'forks',
    // Most of a conversation is waiting, for Telegram's pace and for subscribers: more of them than cores run at once.
    maxWorkers: 3,
    globalSetup: 'test/support/postgres.ts',
    setupFiles: 'test/support/leak-hook.ts',
  },
});
