import type { Card } from '../../../store/chats/cards.ts';
import { roomOf } from '../../../store/chats/rooms.ts';
import { timedBefore } from '../../../store/orders/named-senders.ts';
import { mayUseOn } from '../../people/access.ts';
import { zone } from '../../settings/zone.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import { zoneName } from '../../times/when.ts';
import { buttonsIn } from '../button.ts';
import { readBody } from '../kind.ts';
import { type SendBody, sendCard } from './body.ts';
import type { Timing } from './later.ts';
import { IN_A_ROW, isNthInARow } from './sender.ts';

/** Offers to read and show times by a zone here, once somebody has named it so often in a row beside a time. */
export async function alwaysZoneButtons(
  { db, locale, reader, now }: ViewContext,
  card: Card,
  { zone: named }: SendBody,
  { sendAt }: Timing,
): Promise<Button[]> {
  const isAhead = named !== null && sendAt !== null && sendAt > now;
  if (!isAhead || !mayUseOn(zone.changedBy, reader, card.chat_id)) return [];
  if ((await roomOf(db, card.chat_id)).zone === named) return [];
  const before = await timedBefore(db, card, IN_A_ROW);
  const zones = before.map((one) => readBody(sendCard, one)?.zone ?? null);
  if (!isNthInARow(zones, (one) => one === named)) return [];
  return [buttonsIn(locale)('always-zone', 'always-zone', { zone: zoneName(locale, named, now) })];
}
