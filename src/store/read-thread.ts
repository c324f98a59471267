import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { preparedOnce } from './statements.ts';

/** A statement to run, in the thread that reads a SQLite file. */
export interface Question {
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
}

/** What came of it: an error of SQLite's loses its code on the way between threads. */
export type Answer =
  | { readonly rows: readonly unknown[] }
  | { readonly message: string; readonly code: string | undefined; readonly errcode: number | undefined };

const STATEMENTS_KEPT = 100;

const db = new DatabaseSync(workerData as string, { readOnly: true });
// Readers of a write-ahead log wait for nobody, but for the moment in which it is made anew.
db.exec('pragma busy_timeout = 250');
const statement = preparedOnce((sql) => db.prepare(sql), STATEMENTS_KEPT);

function answer({ sql, parameters }: Question): Answer {
  try {
    return { rows: statement(sql).all(...parameters) };
  } catch (error) {
    const { message, code, errcode } = error as NodeJS.ErrnoException & { errcode?: number };
    return { message, code, errcode };
  }
}

parentPort?.on('message', (question: Question) => parentPort?.postMessage(answer(question)));
