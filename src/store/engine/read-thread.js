import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

// The thread that reads a SQLite file: what it is asked and what it answers, see sqlite-reads.ts. It is JavaScript, since
// the reader of TypeScript would take 20 MB more in it.

const STATEMENTS_KEPT = 100;

const db = new DatabaseSync(workerData, { readOnly: true });
// Readers of a write-ahead log wait for nobody, but for the moment in which it is made anew.
db.exec('pragma busy_timeout = 250');
const prepared = new Map();

function statement(sql) {
  const known = prepared.get(sql);
  if (known) return known;
  const fresh = db.prepare(sql);
  if (prepared.size >= STATEMENTS_KEPT) prepared.clear();
  prepared.set(sql, fresh);
  return fresh;
}

function answer({ sql, parameters }) {
  try {
    return { rows: statement(sql).all(...parameters) };
  } catch (error) {
    const { message, code, errcode } = error;
    return { message, code, errcode };
  }
}

parentPort.on('message', (question) => parentPort.postMessage(answer(question)));
