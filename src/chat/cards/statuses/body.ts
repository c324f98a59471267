import { z } from 'zod';
import { NO_MESSAGE } from '../../../store/tables/message-id.ts';
import type { CardKind } from '../kind.ts';

const unknown = z.object({ unknown: z.string() });
const body = z.object({
  /** The number that they all went to; null: there may be several. */
  to: z.string().nullable(),
  /** Whose it is, where their name was typed; null: the number was. */
  name: z.string().nullable().default(null),
  /** A line each: a message, or an id that no message has. */
  lines: z.array(z.union([z.object({ message: z.number() }), unknown])).readonly(),
  /** How many there are beside these. */
  more: z.number(),
});
const gone = z.object({ message: z.string() }).transform(() => ({ message: NO_MESSAGE }));
export type StatusesBody = z.infer<typeof body>;

/** Where several messages stand, without their texts. */
export const statusesCard: CardKind<StatusesBody> = {
  name: 'statuses',
  version: 2,
  body,
  // Where the messages were there, their numbers have taken the place of their ids when the store was carried over.
  earlier: { 1: body.extend({ lines: z.array(z.union([gone, unknown])).readonly() }) },
};
