import { defineConfig } from 'vitest/config';
import everyday from '../../../vitest.config.ts';

/** The suite's settings, for a test that leaks. */
export default defineConfig({
  test: { ...everyday.test, projects: undefined, include: ['test/support/leaky/leaky.ts'] },
});
