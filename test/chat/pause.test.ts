import { expect, onTestFinished, test } from 'vitest';
import { pause } from '../../src/chat/pause.ts';

test('a pause that is over before it begins ends at once, and Node warns of nothing', async () => {
  const warnings: Error[] = [];
  const keep = (warning: Error) => warnings.push(warning);
  process.on('warning', keep);
  onTestFinished(() => void process.off('warning', keep));

  await pause(-20, new AbortController().signal);

  expect(warnings).toEqual([]);
});
