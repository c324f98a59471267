import { onTestFinished } from 'vitest';
import { type PostgresServer, startPostgres } from './embedded-postgres.ts';
import { DATABASE_PASSWORD } from './planted.ts';

/** A PostgreSQL server for one test, which may stop it as it likes; up when this resolves, gone with the test. */
export async function ownPostgres(): Promise<PostgresServer> {
  const server = await startPostgres({ password: DATABASE_PASSWORD, settings: { fsync: 'off' } });
  onTestFinished(() => server.remove());
  return server;
}
