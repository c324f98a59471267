import { z } from 'zod';
import { ENCODINGS } from '../../files/encoding.ts';
import { tableSource } from './table/body.ts';

const counts = z.record(z.string(), z.number());

/** A table whose rows a card's messages were made of. */
export const sentTable = z.object({
  source: tableSource,
  /** Null: it is none of a workbook. */
  sheet: z.string().nullable(),
  /** Places of the columns in which recipients may stand, from 0, that from which they were taken first. */
  columns: z.array(z.number()).readonly(),
  /** What that one is called, if anything. */
  named: z.string().nullable(),
  /** In which it may be written, that in which it was read first; none of a workbook. */
  encodings: z.array(z.enum(ENCODINGS)).readonly(),
  /** Placeholders by the places of the columns that fill them; null: what is known of the contacts does. */
  places: z.array(z.object({ name: z.string(), column: z.number().nullable() })).readonly(),
  /** Pieces of the text that are called as a column, and are sent as they are. */
  foreign: z.array(z.string()).readonly().default([]),
  /** See Twins of src/files. */
  twins: z
    .array(z.object({ name: z.string(), columns: z.array(z.number()).readonly() }))
    .readonly()
    .default([]),
  /** See Preview of src/files. */
  preview: z.object({
    rows: z.number(),
    duplicates: z.number(),
    bad: counts,
    missing: z.array(z.string()).readonly().default([]),
    signs: z.array(z.string()).readonly().default([]),
    withBesides: z.number(),
    withExtension: z.number().default(0),
    parts: counts,
    alphabets: counts,
    wide: z.array(z.string()).readonly(),
    /** Of tables that were read before they were told apart there are none. */
    operators: z.record(z.string(), z.object({ messages: z.number(), parts: z.number() })).default({}),
  }),
  /** The stored file of rows for which nothing is sent; null: there are none. */
  unsent: z.string().nullable(),
  /** When the same file was sent before, by whom, and to how many. */
  before: z.array(z.object({ name: z.string(), at: z.number(), n: z.number() })).readonly(),
});
export type SentTable = z.infer<typeof sentTable>;
