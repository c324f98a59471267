import { expect } from 'vitest';
import type { Reader } from '../../src/store/database.ts';
import { wrongTallies } from './recount.ts';

/** What is kept of bulks is what their messages say. */
export const expectTalliesRight = async (db: Reader): Promise<void> =>
  expect(await wrongTallies(db), 'tallies beside a recount: what they have too many').toEqual([]);
