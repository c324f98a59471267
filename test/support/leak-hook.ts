/*
 * Runs with every test file: whatever a bot in this process logs, at any level and to whichever test, and whatever the
 * process prints is kept, beside what the tests' worlds record of metrics and of programs of their own. When the
 * file's last test is over, all of it is searched for what was planted, and a leak fails the file.
 */
import { afterAll, vi } from 'vitest';
import { record, takeLeaks } from './output.ts';
import './printed.ts';
import { forget } from './planted.ts';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

vi.mock(import('../../src/log.ts'), async (original) => {
  const log = await original();
  return {
    ...log,
    createLog: (level, destination) =>
      log.createLog('trace', {
        write(line) {
          record(line.trimEnd());
          const said = LEVELS.indexOf(JSON.parse(line).level);
          if (said >= LEVELS.indexOf(level)) destination?.write(line);
        },
      }),
  };
});

forget();

afterAll(() => {
  const found = takeLeaks();
  if (found.length > 0) throw new Error(`planted, and in the output of the program:\n${found.join('\n')}`);
});
