import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { api } from '../../support/api.ts';
import { API_TOKEN } from '../../support/planted.ts';
import { openTestStore } from '../../support/store.ts';

const GUIDE = readFileSync('docs/api.md', 'utf8');
const LINES = [...GUIDE.matchAll(/^curl .*$/gm)].map(([line]) => line);

test('every line of curl in the guide works as it is printed', async () => {
  const { url } = await api(await openTestStore());
  let id = '';
  const said: unknown[] = [];
  for (const line of LINES) {
    const env = { ...process.env, URL: url, TOKEN: API_TOKEN, ID: id };
    const { stdout } = await promisify(execFile)('sh', ['-c', line], { env });
    const answer = JSON.parse(stdout);
    id = answer.messages?.[0]?.parts === undefined ? id : answer.id;
    said.push({ line, status: answer.status, keys: Object.keys(answer) });
  }
  const taken = ['id', 'messages'];
  const other: Record<string, string[]> = { stop: ['stopped'], alerts: ['watches'] };
  expect(said).toMatchObject(
    LINES.map((line) => ({
      line,
      status: undefined,
      keys: other[/api\/(stop|alerts)/.exec(line)?.[1] ?? ''] ?? taken,
    })),
  );
  expect(LINES).toHaveLength(5);
});
