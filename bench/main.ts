/** `npm run bench [-- --count N] [--profile FOLDER]`: a table for people, and a line each in bench/results.jsonl. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureLatency } from './latency.ts';
import { report, result } from './results.ts';
import { bareRate } from './scene.ts';
import { measureBulk, measureDrain } from './throughput.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '20000' }, profile: { type: 'string' } },
});
const count = Number(values.count);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const file = (name: string): string => `file:${join(folder, name)}`;

const bare = await bareRate(count);
report(result(`bare loop of the smpp package, ${count} messages`, bare, 'messages/s'));
await measureBulk({
  store: 'sqlite',
  databaseUrl: file('bulk.db'),
  count,
  bare,
  profileFolder: values.profile ?? null,
});
await measureDrain({ store: 'sqlite', databaseUrl: file('drain.db'), count });
await measureLatency(file('latency.db'), 200);
rmSync(folder, { recursive: true });
