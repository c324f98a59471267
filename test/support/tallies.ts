import { expect } from 'vitest';
import type { Reader } from '../../src/store/engine/database.ts';
import { isAnyCounted, lostOfCampaigns, wrongHours, wrongReaders, wrongTallies } from './recount.ts';

/** What is kept of bulks is what their messages say, and all that is left of campaigns will be claimed. */
export async function expectTalliesRight(db: Reader): Promise<void> {
  if (!(await isAnyCounted(db))) return;
  expect(await wrongTallies(db), 'tallies beside a recount: what they have too many').toEqual([]);
  expect(await wrongHours(db), 'hours beside a recount: what they have too many').toEqual([]);
  expect(await wrongReaders(db), 'readers by the hour beside a recount: what they have too many').toEqual([]);
  expect(await lostOfCampaigns(db), 'queued messages that no campaign will claim').toEqual([]);
}
