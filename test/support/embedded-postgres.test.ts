import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { packaged, startPostgres } from './embedded-postgres.ts';
import { DATABASE_PASSWORD } from './planted.ts';
import { startProgram } from './program.ts';

/** A slow disk takes its time over a whole PostgreSQL, ms. */
const SLOW_MS = 60_000;

/** The first column of the only row. */
async function ask(address: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: `${address}/postgres` });
  client.on('error', () => {});
  await client.connect();
  return client
    .query({ text: statement, rowMode: 'array' })
    .then(({ rows }) => rows[0]?.[0])
    .finally(() => client.end());
}

/** A folder that only we can enter, with signs in its path that a shell takes for its own. */
function closedFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'closed to-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const inner = join(folder, "it's ours");
  mkdirSync(inner);
  return inner;
}

// As root that is another user's PostgreSQL, who cannot enter; as anyone else it is one's own.
test(
  'PostgreSQL starts from a folder that is closed to others, and leaves nothing behind',
  async () => {
    const native = join(closedFolder(), 'native');
    cpSync(packaged(), native, { recursive: true, verbatimSymlinks: true });
    const server = await startPostgres({ password: DATABASE_PASSWORD, native });
    const data = await ask(server.address, 'show data_directory');
    await server.stop();
    await expect(ask(server.address, 'select 1')).rejects.toThrow('ECONNREFUSED');
    await server.start();
    expect(await ask(server.address, 'select 1')).toBe(1);
    await server.remove();
    expect(existsSync(join(String(data), '..'))).toBe(false);
  },
  SLOW_MS,
);

test(
  'PostgreSQL ends when the process that started it is killed',
  async () => {
    const program = fileURLToPath(new URL('./postgres-holder.ts', import.meta.url));
    const { child } = startProgram([program], dirname(program), {}, { ipc: true });
    const [address] = await once(child, 'message');
    const data = String(await ask(address, 'show data_directory'));
    onTestFinished(() => rmSync(join(data, '..'), { recursive: true, force: true }));
    expect(existsSync(join(data, 'postmaster.pid'))).toBe(true);
    child.kill('SIGKILL');
    await expect.poll(() => existsSync(join(data, 'postmaster.pid')), { timeout: SLOW_MS / 2 }).toBe(false);
  },
  SLOW_MS,
);

test('a PostgreSQL that cannot be run says why', async () => {
  await expect(startPostgres({ password: DATABASE_PASSWORD, native: closedFolder() })).rejects.toThrow(
    'ENOENT',
  );
});
