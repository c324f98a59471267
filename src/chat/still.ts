import { lastActionOn } from '../store/actions.ts';
import type { Reader } from '../store/database.ts';
import type { Order } from '../store/orders.ts';
import { liveTokens, rightsOf } from '../store/tokens.ts';
import { may, roleOf } from './access.ts';
import type { Settings } from './context.ts';

/** What makes an order somebody's who did not ask for it: they had it sent, or said when. */
const TAKING = ['press send', 'press plain', 'press time', 'press resume'];

/** Whether whoever had an order sent, the last that had a hand in it, still may. */
export async function mayStillSend(
  db: Reader,
  { ownerIds, programs }: Pick<Settings, 'ownerIds' | 'programs'>,
  { maker, maker_id: id, card_id: cardId }: Order,
): Promise<boolean> {
  if (maker === 'system') return true;
  const action = cardId === null ? undefined : await lastActionOn(db, cardId, TAKING);
  const personId = action?.actor_kind === 'person' ? action.actor_id : maker === 'person' ? id : null;
  if (personId !== null) return may(await roleOf(db, ownerIds, Number(personId)), 'operator');
  if (programs.includes(id ?? '')) return true;
  return (await liveTokens(db)).some((token) => token.name === id && rightsOf(token).includes('messages'));
}
