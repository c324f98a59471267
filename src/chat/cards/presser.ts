import type { Card } from '../../store/chats/cards.ts';
import type { Reader } from '../../store/engine/database.ts';
import type { Order } from '../../store/orders/orders.ts';
import { lastActionOn } from '../../store/people/actions.ts';
import { findPerson } from '../../store/people/people.ts';
import { SENDING } from '../sending/still.ts';
import type { ViewContext } from '../show/view.ts';

/** What somebody is called, by their id where they have no name. */
export async function nameById(db: Reader, id: number | string | null): Promise<string> {
  if (id === null) return '—';
  return (await findPerson(db, Number(id)))?.name || String(id);
}

/** Who had an order made: a person by their name, a program by its token's, or the bot itself. */
export async function makerOf(
  { db, locale }: Pick<ViewContext, 'db' | 'locale'>,
  order: Pick<Order, 'maker' | 'maker_id'> | undefined,
): Promise<string> {
  if (order?.maker === 'system') return locale.t('stats-system');
  return order?.maker === 'person' ? nameById(db, order.maker_id) : (order?.maker_id ?? '—');
}

/** Who had a card's messages sent for which somebody else had asked, and when; null: nobody did. */
export async function presserOf(db: Reader, card: Card): Promise<{ name: string; at: number } | null> {
  const action = await lastActionOn(db, card.id, SENDING);
  if (!action || action.actor_id === String(card.person_id)) return null;
  return { name: await nameById(db, action.actor_id), at: action.at };
}

/** Names both, where what one asked for was sent by another. */
export async function presserLines({ db, locale }: ViewContext, card: Card): Promise<string[]> {
  const presser = await presserOf(db, card);
  if (!presser) return [];
  return [locale.t('sent-for', { author: await nameById(db, card.person_id), presser: presser.name })];
}
