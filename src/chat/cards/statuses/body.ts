import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** The number that they all went to; null: there may be several. */
  to: z.string().nullable(),
  /** A line each: a message, or an id that no message has. */
  lines: z.array(z.union([z.object({ message: z.string() }), z.object({ unknown: z.string() })])).readonly(),
  /** How many there are beside these. */
  more: z.number(),
});
export type StatusesBody = z.infer<typeof body>;

/** Where several messages stand, without their texts. */
export const statusesCard: CardKind<StatusesBody> = { name: 'statuses', version: 1, body };
