import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createDownload } from '../../src/chat/telegram/download.ts';
import { createLog } from '../../src/log.ts';

const FILE = 'phone\n+79991234567\n';

/** A Bot API server that knows one file. */
async function fileServer(answer: RequestListener, filePath = 'documents/file_1.csv') {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    if (!request.url?.endsWith('/getFile')) {
      asked.push(request.url);
      answer(request, response);
      return;
    }
    const result = { file_id: 'f', file_unique_id: 'u', file_size: FILE.length, file_path: filePath };
    request.resume();
    response.end(JSON.stringify({ ok: true, result }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const path = join(mkdtempSync(join(tmpdir(), 'download-')), 'file');
  const fetched = (wholeMs?: number) =>
    createDownload({ token: '1:t', apiRoot, log: createLog('silent') }, wholeMs)('f', path, 1_000);
  return { asked, fetched, path };
}

test('a file is written down, whatever its place is called', async () => {
  const { asked, fetched, path } = await fileServer(
    (_, response) => response.end(FILE),
    'documents/список 100%? #1.csv',
  );
  expect(await fetched()).toEqual({ digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(readFileSync(path, 'utf8')).toBe(FILE);
  expect(asked).toEqual([`/file/bot1:t/documents/${encodeURIComponent('список 100%? #1.csv')}`]);
});

test.each<[string, RequestListener]>([
  ['half of it', ({ socket }) => socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${FILE.slice(9)}`)],
  ['nothing', (_, response) => response.end()],
])('of a file of which %s comes nothing is read, however its answer ends', async (_, answer) => {
  const { fetched } = await fileServer(answer);
  await expect(fetched()).rejects.toThrow('shorter than it was said to be');
});

test('a file that never comes to its end is given up, since others wait for theirs', async () => {
  const { fetched } = await fileServer((_, response) => void response.write(FILE.slice(9)));
  await expect(fetched(20)).rejects.toThrow('aborted');
});

test('a redirect is not followed: the address has the token', async () => {
  const { asked, fetched } = await fileServer((_, response) => {
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  await expect(fetched()).rejects.toThrow('status 302');
  expect(asked).toHaveLength(1);
});
