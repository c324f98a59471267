import { expect, test } from 'vitest';
import { createLog } from '../../../src/log.ts';
import { TOKEN } from '../planted.ts';

test('it says too much', () => {
  createLog('silent').debug(`the token is ${TOKEN}`);
  expect(TOKEN).toContain('planted');
});
