/*
 * Runs with every test file: whatever a bot in this process logs, at any level and to whichever test, and whatever the
 * process prints is kept, beside what the tests' worlds record of metrics and of programs of their own. When the
 * file's last test is over, all of it is searched for what was planted, and a leak fails the file.
 */
import { format } from 'node:util';
import { afterAll, vi } from 'vitest';
import { record, takeLeaks } from './output.ts';

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

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = ((...said: Parameters<typeof write>) => {
    record(String(said[0]));
    return write(...said);
  }) as typeof write;
}
for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
  const print = console[method];
  console[method] = (...said) => {
    record(format(...said));
    print(...said);
  };
}

afterAll(() => {
  const found = takeLeaks();
  if (found.length > 0) throw new Error(`planted, and in the output of the program:\n${found.join('\n')}`);
});
