import { type Quiet, zonesOf } from '../messages/quiet.ts';
import type { Tx } from '../store/engine/database.ts';
import { askFacts } from '../store/provider/number-facts.ts';
import type { DeskSettings } from './settings.ts';

/** The provider answers a hundred in a minute, and others ask as well. */
const EVERY_MS = 1_000;
/** Of an order to more recipients the first are asked about, which takes more than an hour. */
const MOST = 5_000;

/** Some of those to whom an order goes. */
interface Recipients {
  /** When they are left alone; null: never. */
  readonly quiet: Quiet | null;
  readonly recipients: readonly string[];
  /** Where they begin in the order. */
  readonly from: number;
}

/** Has the provider asked for the clocks of those whose numbers do not tell where they are, before it is looked at what these show. */
export async function askClocks(
  tx: Tx,
  { asksProvider }: DeskSettings,
  { quiet, recipients, from }: Recipients,
  now: number,
): Promise<void> {
  if (!asksProvider || quiet === null || from >= MOST) return;
  const unsure = recipients.slice(0, MOST - from).filter((one) => zonesOf(one).length > 1);
  await askFacts(tx, unsure, { cardId: null, at: now + from * EVERY_MS, everyMs: EVERY_MS });
}
