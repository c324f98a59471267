import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** The line of the watch in whose place another has come; null: none has. */
  replaced: z.string().nullable(),
  /** The watch that is being changed, as buttons name it; null: all are listed. */
  open: z.string().nullable(),
  /** The watch that has just been changed, as buttons name it, alone; empty: none is left of that; null: all are listed. */
  only: z.string().nullable().default(null),
  /** Of all that are listed, from 0. */
  page: z.number().default(0),
  /** What came of a word before a watch's own, with the line of that watch, what was typed or (ms) until when; null: nothing was said. */
  said: z
    .object({
      is: z.enum([
        'off',
        'mute',
        'mute-told',
        'choose-off',
        'choose-edit',
        'choose-mute',
        'mute-when',
        'none-such',
      ]),
      line: z.string(),
    })
    .nullable()
    .default(null),
});
export type WatchesBody = z.infer<typeof body>;

/** What is watched in the place of the card. */
export const watchesCard: CardKind<WatchesBody> = {
  name: 'watches',
  version: 2,
  body,
  earlier: { 1: z.looseObject({ open: z.null().default(null) }) },
};
