import type { Reader } from '../../store/engine/database.ts';
import type { Order } from '../../store/orders/orders.ts';
import { lastActionOn } from '../../store/people/actions.ts';
import { liveTokens, rightsOf } from '../../store/programs/tokens.ts';
import type { Settings } from '../context.ts';
import { may, roleOf } from '../people/access.ts';

/** What has an order's messages sent, on record: the text as it was typed, or in plain characters. */
export const SENDING = ['press send', 'press plain', 'press always-plain'];

/** What says when an order goes, on record of its card: by a press, or typed behind its number. */
export const TIMING = ['press time', 'command scheduled'];

/** What makes an order somebody's who did not ask for it: they had it sent, or said when. */
const TAKING = [...SENDING, ...TIMING, 'press resume'];

type Allowed = Pick<Settings, 'ownerIds' | 'programs'>;

/**
 * Whether whoever asked for an order may have more of it sent by now: a person by their role, a program by its token, which
 * is in the settings or an owner's, as /api lets it in.
 */
export async function mayAsk(
  db: Reader,
  { ownerIds, programs }: Allowed,
  { maker, maker_id: id }: Pick<Order, 'maker' | 'maker_id'>,
): Promise<boolean> {
  if (maker === 'system' || id === null) return true;
  if (maker === 'person') return may(await roleOf(db, ownerIds, Number(id)), 'operator');
  if (programs.includes(id)) return true;
  return (await liveTokens(db)).some(
    (token) => token.name === id && ownerIds.includes(token.made_by) && rightsOf(token).includes('messages'),
  );
}

/** Whether whoever had an order sent, the last that had a hand in it, still may. */
export async function mayStillSend(db: Reader, allowed: Allowed, order: Order): Promise<boolean> {
  const { maker, card_id: cardId, id } = order;
  if (maker === 'system') return true;
  const action = cardId === null ? undefined : await lastActionOn(db, cardId, TAKING, id);
  return action?.actor_kind === 'person'
    ? mayAsk(db, allowed, { maker: 'person', maker_id: action.actor_id })
    : mayAsk(db, allowed, order);
}
