import { z } from 'zod';
import { LIMITS } from '../../../files/refusal.ts';
import type { TableProblem } from '../../tables/reading.ts';
import { refusalReason } from '../problem/refusal.ts';

const names = z.array(z.string()).readonly();

/** See Refusal of src/files. */
export const tableProblem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('foreign'),
    format: z.enum([
      'xls',
      'xlsb',
      'opendocument',
      'numbers',
      'document',
      'pdf',
      'image',
      'markup',
      'json',
      'sylk',
      'dif',
      'dbf',
      'archive',
      'unknown',
    ]),
  }),
  z.object({ kind: z.literal('encrypted') }),
  z.object({ kind: z.literal('empty'), hiddenSheets: names }),
  z.object({ kind: z.literal('no-sheet'), sheet: z.string() }),
  z.object({
    kind: z.literal('limit'),
    limit: z.enum(Object.keys(LIMITS) as (keyof typeof LIMITS)[]),
    most: z.number(),
    row: z.number().optional(),
  }),
  z.object({ kind: z.literal('open-quote'), row: z.number() }),
  z.object({ kind: z.literal('damaged'), part: z.string() }),
  z.object({ kind: z.literal('too-costly'), over: z.enum(['memory', 'time']) }),
  z.object({ kind: z.literal('gone') }),
  z.object({ kind: z.literal('failed') }),
  z.object({ kind: z.literal('rounded') }),
  z.object({ kind: z.literal('no-recipients'), sheets: names.optional() }),
  z.object({ kind: z.literal('unknown-places'), names, columns: names, sheets: names.optional() }),
  z.object({
    kind: z.literal('nobody'),
    rows: z.number(),
    reason: refusalReason.nullable(),
    bad: z.record(z.string(), z.number()).default({}),
    missing: names.optional(),
  }),
]) satisfies z.ZodType<TableProblem>;
