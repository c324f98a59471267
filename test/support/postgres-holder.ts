/** Starts a PostgreSQL, tells the parent its address, and holds it. */
import { startPostgres } from './embedded-postgres.ts';

const { address } = await startPostgres({ password: 'secret', settings: { fsync: 'off' } });
process.send?.(address);
