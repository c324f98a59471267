import type { Prepare } from '../engine/statements.ts';
import { recordChangesOn } from './cards.ts';
import type { Counts } from './counts-together.ts';
import { addToHours } from './hours.ts';
import { addToTallies } from './tallies.ts';

/** See writeCounts in counts-together.ts. */
export function writeCountsOn(prepare: Prepare, { cards, dueAt, tallies, hours }: Counts): boolean {
  const isNews = cards.length > 0 && recordChangesOn(prepare, cards, dueAt);
  if (tallies.length > 0) addToTallies(prepare, tallies);
  if (hours.length > 0) addToHours(prepare, hours);
  return isNews;
}
