import { z } from 'zod';
import { badRecipients } from '../bad-recipients.ts';
import { held } from '../held.ts';
import type { CardKind } from '../kind.ts';
import { lacks } from '../lacks.ts';
import { looked } from '../looked.ts';
import { sentTable } from '../sent-table.ts';
import { names } from '../sight.ts';

const words = z.array(z.string()).default([]);

const body = z.object({
  /** Listed in the preview: typed twice, sent once. */
  duplicates: z.array(z.string()).readonly(),
  /** Listed in the preview: not sent. */
  bad: badRecipients,
  /** Named in the preview: words beside the numbers of a column, which go to nobody. */
  beside: z.array(z.string()).readonly(),
  /** Named in the preview: landlines and toll-free numbers, the first of them where they are many. */
  callsOnly: z.array(z.string()).readonly(),
  /** How many these are. */
  landlines: z.number(),
  /** How many of them are on their way already, or went within the minute. */
  repeated: z.number(),
  /** An earlier version had the failed message sent again, by an order that does not say of which. */
  resent: z.boolean(),
  /** It offers times at which it may go, or from whom, in place of what else can be said. */
  choosing: z.enum(['time', 'sender']).nullable(),
  /** Named with the time at which it goes, where clocks of its chat show another; null: none was. */
  zone: z.string().nullable(),
  /** Why it did not go at once, where it is a reply that others than its customer may be meant by. */
  held: held.nullable(),
  /** The commands that its words would have been heard as, had they not answered a question; absent: none. */
  heard: z.array(z.string()).readonly().optional(),
  /** The contact whom its words call by their name, where its card is another customer's; absent: nobody. */
  called: z.string().optional(),
  /** It was said at once, and can be taken back until this time (ms), when it goes; absent: it does not wait for that. */
  undoneBy: z.number().optional(),
  looked,
  lacks,
  /** Of the first recipients that were named. */
  names,
  /** Characters that were typed and that its chat has made plain, since they cost a part. */
  madePlain: z.array(z.string()).readonly(),
  /** The file that its recipients come from; null: they were typed, or what it held is not kept any more. */
  table: sentTable.nullable(),
  /** Cards that offer what this one does, and change with it; absent: none. */
  offeredOn: z.array(z.string()).readonly().optional(),
});
export type SendBody = z.infer<typeof body>;

/** Messages on their way to people: one, or many counted. */
export const sendCard: CardKind<SendBody> = {
  name: 'send',
  version: 10,
  body,
  earlier: {
    0: z.looseObject({
      repeated: z.number().default(0),
      resent: z.boolean().default(false),
      looked: looked.default({}),
    }),
    1: z.looseObject({ lacks: lacks.default([]) }),
    2: z.looseObject({ beside: words, callsOnly: words }),
    3: z
      .looseObject({ callsOnly: words })
      .transform((body) => ({ ...body, landlines: body.callsOnly.length })),
    4: z.looseObject({ table: z.null().default(null) }),
    5: z.looseObject({ names: names.default({}) }),
    6: z.looseObject({ madePlain: words, later: z.boolean().default(false) }),
    7: z
      .looseObject({ later: z.boolean() })
      .transform(({ later, ...body }) => ({ ...body, choosing: later ? ('time' as const) : null })),
    8: z.looseObject({ zone: z.string().nullable().default(null) }),
    9: z.looseObject({ held: z.null().default(null) }),
  },
};
