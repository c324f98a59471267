import type { Card } from '../../../store/chats/cards.ts';
import type { Reader } from '../../../store/engine/database.ts';
import { placesOf } from '../../../store/talks/talk-places.ts';
import { findTalk, type Talk } from '../../../store/talks/talks.ts';
import type { Locale } from '../../locale.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { nameById } from '../presser.ts';
import type { IncomingBody } from './body.ts';

/** The conversation of a card, if that is its newest in its place. Null: the card is of none, or the conversation has gone on below it. */
export async function talkOn(db: Reader, card: Card, { talk }: IncomingBody): Promise<Talk | null> {
  if (!talk) return null;
  const places = await placesOf(db, talk.id);
  if (!places.some(({ card_id }) => card_id === card.id)) return null;
  return (await findTalk(db, talk.id)) ?? null;
}

/** Who answers, or has said that all is done; or that the conversation goes on below. */
export async function talkLines(
  { db, locale, now }: ViewContext,
  { talk }: IncomingBody,
  open: Talk | null,
): Promise<string[]> {
  if (!open) return talk ? [locale.t('talk-below')] : [];
  const { taken_by, ended_by, ended_at, remind_at, remind_by } = open;
  const lines: string[] = [];
  if (taken_by !== null) lines.push(locale.t('talk-taken', { name: await nameById(db, taken_by) }));
  if (ended_at !== null) {
    const time = locale.time(ended_at, now);
    lines.push(locale.t('talk-done', { name: await nameById(db, ended_by), time }));
  }
  if (remind_at !== null) {
    const time = locale.time(remind_at, now);
    lines.push(locale.t('talk-remind', { name: await nameById(db, remind_by), time }));
  }
  return lines;
}

/** @param earlier how many messages the card has not the words of: the history does */
export function talkButtons(locale: Locale, { taken_by, remind_at }: Talk, earlier: number): Button[][] {
  const button = buttonsIn(locale);
  const history = earlier > 0 ? button('history', 'history-more', { n: earlier }) : button('history');
  const always = [button('templates'), history];
  if (taken_by === null) return [[button('take'), ...always]];
  return [[button('done'), button('release'), button(remind_at === null ? 'remind' : 'unremind')], always];
}
