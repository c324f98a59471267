import type { z } from 'zod';
import type { Tx } from '../store/database.ts';
import { addJob } from '../store/jobs.ts';
import { readVersioned, type Versioned, versioned } from '../store/versions.ts';
import type { Budget } from './budget.ts';

/** One piece of a job. */
export interface Piece<Body, Cursor> {
  /** What is written through it lands with the cursor, or not at all. */
  readonly tx: Tx;
  readonly body: Body;
  /** Null: this is the first piece. */
  readonly cursor: Cursor | null;
  readonly budget: Budget;
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

export interface WorkOptions<Body extends object, Cursor> {
  readonly cursor: z.ZodType<Cursor>;
  /** After so many tries without coming on it is given up. */
  readonly maxTries: number;
  /** There is always one of it, done anew so long after its end (ms), with an empty body. */
  readonly everyMs?: number;
  /**
   * Does steps until the budget is spent, at least one. Returns how far it came; null: all is done. It does nothing
   * but use its transaction, which may be run again: a call to somebody else would be made twice.
   */
  piece(piece: Piece<Body, Cursor>): Promise<Cursor | null>;
  /** Tells whoever waits for it that it is given up. */
  givenUp?(tx: Tx, body: Body, now: number): Promise<void>;
}

/** A kind of job as the worker sees it: body and cursor are JSON. */
export interface JobWork {
  readonly name: string;
  readonly maxTries: number;
  readonly everyMs: number | null;
  /** Throws when the body or the cursor is none of this kind, or what the piece throws. */
  piece(piece: Piece<string, string>): Promise<string | null>;
  givenUp(tx: Tx, body: string, now: number): Promise<void>;
}

/** Joins a kind of job and how it is done. */
export function jobWork<Body extends object, Cursor>(
  kind: JobKind<Body>,
  work: WorkOptions<Body, Cursor>,
): JobWork {
  return {
    name: kind.name,
    maxTries: work.maxTries,
    everyMs: work.everyMs ?? null,
    async piece({ body: json, cursor, ...piece }) {
      const body = readVersioned(kind, json);
      if (!body) throw new Error('the body of a job cannot be read');
      const next = await work.piece({
        ...piece,
        body,
        cursor: cursor === null ? null : work.cursor.parse(JSON.parse(cursor)),
      });
      return next === null ? null : JSON.stringify(next);
    },
    async givenUp(tx, json, now) {
      // What cannot be read names nobody who could be told.
      const body = readVersioned(kind, json);
      if (body) await work.givenUp?.(tx, body, now);
    },
  };
}
