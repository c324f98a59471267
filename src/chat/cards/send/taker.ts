import type { Message } from '../../../store/attempts/outbox.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { takersOf } from '../../../store/talks/talks.ts';
import type { ViewContext } from '../../show/view.ts';
import { nameById } from '../presser.ts';

/** Who else answers the recipient of what waits, which is why somebody is asked whether it shall go. */
export async function takerLines(
  { db, locale }: ViewContext,
  { person_id }: Card,
  { state, recipient }: Message,
): Promise<string[]> {
  if (state !== 'waiting') return [];
  const takers = new Set(await takersOf(db, recipient));
  if (person_id !== null) takers.delete(person_id);
  const lines: string[] = [];
  for (const id of takers) lines.push(locale.t('talk-taken', { name: await nameById(db, id) }));
  return lines;
}
