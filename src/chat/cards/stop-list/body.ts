import { z } from 'zod';
import type { CardKind } from '../kind.ts';
import { FIRST_PAGE } from '../pages.ts';

const body = z.object({
  /** From 0. */
  page: z.number(),
  /** The digest of the number that it begins with; null: the first. */
  from: z.string().nullable(),
});
export type StopListBody = z.infer<typeof body>;

/** Numbers that are not written to, the latest first, a page at a time. */
export const stopListCard: CardKind<StopListBody> = {
  name: 'stop-list',
  version: 2,
  body,
  earlier: { 1: z.object({}).transform(() => FIRST_PAGE) },
};
