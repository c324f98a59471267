import { z } from 'zod';

/** A document that is kept as JSON and outlives the version of the program that wrote it. */
export interface Versioned<Body extends object = object> {
  /** Grows by one when `body` changes, and is written into each document as `v`; without one it is of version 0. */
  readonly version: number;
  readonly body: z.ZodType<Body>;
  /** By version, what a body of it held and how that becomes one of the next; where none stands, both hold the same. */
  readonly earlier?: Readonly<Record<number, z.ZodType<object>>>;
}

const written = z.looseObject({ v: z.int().nonnegative().default(0) });

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** What a document holds, whichever version wrote it. Null: it cannot be read. */
export function readVersioned<Body extends object>(kind: Versioned<Body>, json: string): Body | null {
  const found = written.safeParse(parsed(json));
  if (!found.success) return null;
  let body: object = found.data;
  for (let version = found.data.v; version < kind.version; version++) {
    const upgraded = kind.earlier?.[version]?.safeParse(body);
    if (upgraded && !upgraded.success) return null;
    body = upgraded?.data ?? body;
  }
  return kind.body.safeParse(body).data ?? null;
}

/** A body as it is written: the version stands in it. */
export const versioned = <Body extends object>({ version: v }: Versioned<Body>, body: Body) => ({
  v,
  ...body,
});
