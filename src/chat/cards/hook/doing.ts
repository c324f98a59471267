import { type Card, touchCards } from '../../../store/chats/cards.ts';
import { addTest } from '../../../store/programs/hook-events.ts';
import { findHook, removeHook, resumeHook } from '../../../store/programs/hooks.ts';
import type { Context } from '../../context.ts';
import { done, type PressReply, refused } from '../room.ts';

/** Nothing that has happened is told; the card shows what comes of it. */
export async function tested({ tx, now }: Context, card: Card, hookId: number): Promise<PressReply> {
  const hook = await findHook(tx.db, hookId);
  if (!hook || hook.suspended_at !== null) return refused('button-late');
  await addTest(tx, hookId, card.id, now);
  return { ...done, toast: { id: 'hook-test-sent' } };
}

/** Whoever switches it on answers for it from now on. */
export async function switchedOn(
  { tx, person, now }: Context,
  card: Card,
  hookId: number,
): Promise<PressReply> {
  if (!(await resumeHook(tx, hookId, person.id, now))) return refused('button-late');
  await touchCards(tx, [card.id], now);
  return done;
}

export async function removed({ tx, now }: Context, card: Card, hookId: number): Promise<PressReply> {
  if (!(await removeHook(tx, hookId))) return refused('button-late');
  await touchCards(tx, [card.id], now);
  return done;
}
