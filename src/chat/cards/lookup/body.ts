import { z } from 'zod';
import { badRecipients } from '../bad-recipients.ts';
import type { CardKind } from '../kind.ts';
import { lacks } from '../lacks.ts';
import { looked } from '../looked.ts';
import { sentTable } from '../sent-table.ts';
import { names } from '../sight.ts';

/** How many they are, and what their look-ups cost (money). */
const cached = z.object({ n: z.number(), cost: z.number() });
export type Cached = z.infer<typeof cached>;

const body = z.object({
  /** Listed in the preview: typed twice, asked about once. */
  duplicates: z.array(z.string()).readonly(),
  /** Listed in the preview: not asked about. */
  bad: badRecipients,
  looked,
  lacks,
  /** The file that its numbers come from; null: they were typed, or what it held is not kept any more. */
  table: sentTable.nullable(),
  /** Numbers that are not asked about, since what was found of them is not old; null: there are none. */
  cached: cached.nullable(),
  /** Of the first recipients that were named. */
  names,
});
export type LookupBody = z.infer<typeof body>;

/** HLR look-ups or pings: one, or several in a table. */
export const lookupCard: CardKind<LookupBody> = {
  name: 'lookup',
  version: 5,
  body,
  earlier: {
    0: z.looseObject({ looked: looked.default({}) }),
    1: z.looseObject({ lacks: lacks.default([]) }),
    2: z.looseObject({ table: z.null().default(null) }),
    3: z.looseObject({ cached: z.null().default(null) }),
    4: z.looseObject({ names: names.default({}) }),
  },
};
