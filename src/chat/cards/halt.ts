import { type Ended, isMendable, meaningOf } from '../../messages/ends.ts';
import type { Provider } from '../../messages/provider.ts';
import { TRIPPED, tripOnRecord } from '../../store/campaigns/breaker.ts';
import { UNPAID } from '../../store/campaigns/campaign-decisions.ts';
import { CANARY_STOPPED, canaryOnRecord } from '../../store/campaigns/canary.ts';
import { STOPPED } from '../../store/campaigns/stopping.ts';
import type { Tally } from '../../store/campaigns/tallies.ts';
import type { Reader } from '../../store/engine/database.ts';
import { actionsOn, lastActionOn, type StoredAction } from '../../store/people/actions.ts';

/** On record of a campaign that stopped by itself. */
const BY_ITSELF = [TRIPPED, CANARY_STOPPED, UNPAID];

/** What has last paused the campaign of a card: somebody, or what came of its messages. */
export const lastHalt = (db: Reader, cardId: string): Promise<StoredAction | undefined> =>
  lastActionOn(db, cardId, ['press pause', STOPPED, ...BY_ITSELF]);

/** What messages failed for when their campaign stopped by itself, as far as a person can mend it. */
export function mendedBy({ what, arg }: StoredAction, { hasDialect }: Provider): Ended[] {
  const ends =
    what === TRIPPED ? [tripOnRecord(arg)] : what === CANARY_STOPPED ? canaryOnRecord(arg).ends : [];
  return ends.filter((end) => isMendable(end, hasDialect));
}

/** The same of all times at which the campaign of a card has stopped by itself. */
export async function everMended(db: Reader, cardId: string, provider: Provider): Promise<Ended[]> {
  const halts = await actionsOn(db, cardId, BY_ITSELF);
  return halts.flatMap((halt) => mendedBy(halt, provider));
}

const isSame = (one: Ended, other: Ended): boolean =>
  one.state === other.state && one.error === other.error && one.command_status === other.command_status;

/** Those of these ends that are among the others, and were certainly no deliveries. */
export const certainlyAmong = (tally: readonly Tally[], ends: readonly Ended[]): Tally[] =>
  tally.filter((end) => meaningOf(end, false).certain && ends.some((one) => isSame(one, end)));
