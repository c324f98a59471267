import type { z } from 'zod';
import { addJob } from '../store/chats/jobs.ts';
import type { Store, Tx } from '../store/engine/database.ts';
import { readVersioned, type Versioned, versioned } from '../store/engine/versions.ts';
import type { Budget } from './budget.ts';

/** How far a job has come. */
interface Standing<Body, Cursor> {
  readonly body: Body;
  /** Null: this is the first piece. */
  readonly cursor: Cursor | null;
  readonly budget: Budget;
}

/** What is read for a piece before its transaction. */
export interface Reading<Body, Cursor> extends Standing<Body, Cursor> {
  readonly store: Pick<Store, 'db' | 'read'>;
  /** Which try of this piece it is, from 1: those before it failed, or ended with the process. */
  readonly tries: number;
}

/** One piece of a job. */
export interface Piece<Body, Cursor, Read = unknown> extends Standing<Body, Cursor> {
  /** What is written through it lands with the cursor, or not at all. */
  readonly tx: Tx;
  /** What was read for it. */
  readonly read: Read;
  readonly now: number;
  /** Has `then` done once what was written has landed, and not when it was taken back. */
  landed(then: () => void): void;
}

/** A kind of job: its name, and what its rows hold. */
export interface JobKind<Body extends object = object> extends Versioned<Body> {
  readonly name: string;
}

/** Makes a job of this kind, in the transaction of what caused it. False: there is one with this key. */
export const enqueueJob = <Body extends object>(
  tx: Tx,
  kind: JobKind<Body>,
  body: Body,
  { key, now }: { key: string | null; now: number },
): Promise<boolean> => addJob(tx, { kind: kind.name, body: versioned(kind, body), key, now });

export interface WorkOptions<Body extends object, Cursor, Read = undefined> {
  readonly cursor: z.ZodType<Cursor>;
  /** After so many tries without coming on it is given up. */
  readonly maxTries: number;
  /** There is always one of it, done anew so long after its end (ms), with an empty body. */
  readonly everyMs?: number;
  /** When its next piece is due (ms), by how far it has come; at once where that is left out. */
  dueAt?(cursor: Cursor): number;
  /**
   * Reads what takes long to read, before the transaction of a piece, which others have to wait for. Nobody else is at
   * the job meanwhile, but what is read may be otherwise by then.
   */
  read?(reading: Reading<Body, Cursor>): Promise<Read>;
  /**
   * Does steps until the budget is spent, at least one. Returns how far it came; null: all is done. It does nothing
   * but use its transaction, which may be run again: a call to somebody else would be made twice.
   */
  piece(piece: Piece<Body, Cursor, Read>): Promise<Cursor | null>;
  /** Tells whoever waits for it that it is given up. */
  givenUp?(tx: Tx, body: Body, now: number): Promise<void>;
  /** Lets go of what is held between pieces. */
  stop?(): Promise<void>;
}

/** A kind of job as the worker sees it: body and cursor are JSON. */
export interface JobWork {
  readonly name: string;
  readonly maxTries: number;
  readonly everyMs: number | null;
  /** Reading for a piece of it may wait for somebody else, such as for a file to come. */
  readonly reads: boolean;
  /** When its next piece is due (ms); null: at once. */
  dueAt(cursor: string): number | null;
  /** Throws when the body or the cursor is none of this kind, or what reading for the piece throws. */
  read(reading: Reading<string, string>): Promise<unknown>;
  /** Throws the like. */
  piece(piece: Piece<string, string>): Promise<string | null>;
  givenUp(tx: Tx, body: string, now: number): Promise<void>;
  /** Nothing is done any more until the next start. */
  stop(): Promise<void>;
}

/** Joins a kind of job and how it is done. */
export function jobWork<Body extends object, Cursor, Read = undefined>(
  kind: JobKind<Body>,
  work: WorkOptions<Body, Cursor, Read>,
): JobWork {
  const known = ({ body: json, cursor: at, budget }: Standing<string, string>): Standing<Body, Cursor> => {
    const body = readVersioned(kind, json);
    if (!body) throw new Error('the body of a job cannot be read');
    return { body, cursor: at === null ? null : work.cursor.parse(JSON.parse(at)), budget };
  };
  return {
    name: kind.name,
    maxTries: work.maxTries,
    everyMs: work.everyMs ?? null,
    reads: work.read !== undefined,
    dueAt: (cursor) => work.dueAt?.(work.cursor.parse(JSON.parse(cursor))) ?? null,
    async read({ store, tries, ...standing }) {
      return work.read?.({ ...known(standing), store, tries });
    },
    async piece({ body, cursor, budget, read, ...piece }) {
      const next = await work.piece({
        ...piece,
        ...known({ body, cursor, budget }),
        read: read as Read,
      });
      return next === null ? null : JSON.stringify(next);
    },
    async givenUp(tx, json, now) {
      // What cannot be read names nobody who could be told.
      const body = readVersioned(kind, json);
      if (body) await work.givenUp?.(tx, body, now);
    },
    async stop() {
      await work.stop?.();
    },
  };
}
