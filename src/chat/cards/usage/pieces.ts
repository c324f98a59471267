import { z } from 'zod';

const also = { required: z.boolean().optional(), aliases: z.array(z.string()).readonly().optional() };

/** What an option takes, see OptionSpec. */
export const optionSpec = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), ...also }),
  z.object({ kind: z.literal('word'), ...also }),
  z.object({ kind: z.literal('moment'), ...also }),
  z.object({ kind: z.literal('integer'), min: z.number(), max: z.number(), ...also }),
  z.object({ kind: z.literal('choice'), values: z.array(z.string()).readonly(), ...also }),
]);

/** How a command is written, see usageOf. */
export const usagePieces = z
  .array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('command'), name: z.string() }),
      z.object({ kind: z.literal('recipients'), of: z.enum(['phone', 'email']), many: z.boolean() }),
      z.object({
        kind: z.literal('option'),
        name: z.string(),
        expected: optionSpec,
        required: z.boolean(),
      }),
      z.object({ kind: z.literal('text'), required: z.boolean() }),
      z.object({ kind: z.literal('code') }),
    ]),
  )
  .readonly();
