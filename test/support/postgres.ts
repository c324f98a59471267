import { createServer } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres } from './embedded-postgres.ts';
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
  let server: Promise<PostgresServer> | null = null;
  const door = createServer((socket) => {
    socket.on('error', () => {});
    server ??= startPostgres({
      password: DATABASE_PASSWORD,
      settings: { fsync: 'off', max_connections: 300 },
    });
    server.then(
      ({ address }) => socket.end(address),
      (error) => socket.end(String(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const address = door.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  project.provide('postgresPort', address.port);

  return async () => {
    door.close();
    await (await server?.catch(() => null))?.remove();
  };
}
