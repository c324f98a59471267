import { parentPort, workerData } from 'node:worker_threads';
import { Kysely } from 'kysely';
import { sqliteDialectBeside } from '../engine/sqlite.ts';
import { carryOver } from './carry.ts';

/* The thread in which a SQLite file is carried over: each piece, an index of millions above all, holds up its own thread. */

const db = new Kysely<unknown>({ dialect: sqliteDialectBeside(workerData as string) });
try {
  await carryOver(db, 'sqlite', (progress) => parentPort?.postMessage(progress));
} finally {
  await db.destroy();
}
