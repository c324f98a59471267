import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { api } from '../../support/api.ts';
import { chatForTest, OLGA } from '../../support/chat.ts';
import { API_TOKEN } from '../../support/planted.ts';

test.each(['docs/api.md', 'docs/api.ru.md'])(
  'every line of curl in %s works as it is printed',
  async (guide) => {
    const lines = [...readFileSync(guide, 'utf8').matchAll(/^curl .*$/gm)].map(([line]) => line);
    const chat = await chatForTest();
    await chat.say(OLGA, '/watch heartbeat backup 25h');
    const { url } = await api(chat.store);
    let id = '';
    const said: unknown[] = [];
    for (const line of lines) {
      const env = { ...process.env, URL: url, TOKEN: API_TOKEN, ID: id };
      const { stdout } = await promisify(execFile)('sh', ['-c', line], { env });
      const answer = JSON.parse(stdout);
      id = answer.messages?.[0]?.parts === undefined ? id : answer.id;
      said.push({ line, status: answer.status, keys: Object.keys(answer) });
    }
    const taken = ['id', 'messages'];
    const other: Record<string, string[]> = {
      stop: ['stopped'],
      alerts: ['watches'],
      heartbeat: ['watches'],
      DELETE: ['id', 'cancelled'],
    };
    expect(said).toMatchObject(
      lines.map((line) => ({
        line,
        status: undefined,
        keys: other[/DELETE|(?<=api\/)(?:stop|alerts|heartbeat)/.exec(line)?.[0] ?? ''] ?? taken,
      })),
    );
    expect(lines).toHaveLength(7);
  },
);
