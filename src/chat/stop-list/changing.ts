import { maskPhone } from '../../messages/recipient.ts';
import { addToStopList, removeFromStopList, stopEntryOf } from '../../store/stop-list/stop-list.ts';
import { answer, decline } from '../answer.ts';
import { refuseNobody } from '../book/unknown.ts';
import { type NoticeLine, noticeCard } from '../cards/notice/body.ts';
import { FIRST_PAGE } from '../cards/pages.ts';
import { seenIn } from '../cards/sight.ts';
import { stopListCard } from '../cards/stop-list/body.ts';
import { listed } from '../cards/words.ts';
import type { Context } from '../context.ts';
import { localeFor } from '../locale.ts';
import { may } from '../people/access.ts';
import type { Did } from '../record.ts';
import { shorten } from '../show/view.ts';
import { readStopLine } from './line.ts';
import { whyStopped } from './words.ts';

/** Numbers as they may be read here. */
const seenAll = (context: Context, numbers: readonly string[]): string =>
  listed(
    localeFor(context.language, context.settings.timeZone),
    numbers.map((number) => seenIn(context.place.chatId, number)),
  );

/** Numbers that stand on record of who took them off. */
const RECORDED = 5;

/** Says that this is for admins; null: the person is one. */
export const adminsOnly = (context: Context): Promise<null> | null =>
  may(context.person.role, 'admin') ? null : decline(context, 'stop-list-admins-only');

/** What was typed of a number that is none is said back (UTF-16 units). */
const UNREAD_LENGTH = 60;

/** Says how it is written, and what was no number. */
const declineUnread = (
  context: Context,
  typed: string,
  { how, unread }: { readonly how: string; readonly unread: string },
): Promise<null> =>
  typed.trim() === ''
    ? decline(context, how)
    : decline(context, unread, { typed: shorten(typed.trim(), UNREAD_LENGTH) });

export const listStopped = async (context: Context): Promise<Did> => ({
  cardId: await answer(context, stopListCard, FIRST_PAGE),
});

export async function addStopped(context: Context, typed: string): Promise<Did | null> {
  const { tx, person, now } = context;
  const { numbers, why, nobody } = await readStopLine(context, typed);
  if (nobody !== null) return refuseNobody(context, 'stoplist add', nobody);
  if (numbers.length === 0) {
    return declineUnread(context, typed, { how: 'stop-list-add-how', unread: 'stop-list-add-unread' });
  }
  const reason = { source: 'person', madeBy: person.id, why, incomingId: null } as const;
  const added = await addToStopList(tx, numbers, reason, now);
  const lines: NoticeLine[] = [];
  const known = numbers.length - added.length;
  if (added.length > 0) {
    lines.push({ id: 'stop-list-put', args: { n: added.length, list: seenAll(context, added) } });
  }
  if (known > 0) lines.push({ id: 'stop-list-there', args: { n: known } });
  const cardId = await answer(context, noticeCard, { lines });
  return added.length > 0 ? { cardId, arg: 'add' } : null;
}

/** Takes numbers off the list; why stands on record, beside the number as it may be read by anybody. */
export async function removeStopped(context: Context, typed: string): Promise<Did | null> {
  const refusal = adminsOnly(context);
  if (refusal) return refusal;
  const { tx, now } = context;
  const { numbers, why, nobody } = await readStopLine(context, typed);
  if (nobody !== null) return refuseNobody(context, 'stoplist remove', nobody);
  if (numbers.length === 0) {
    return declineUnread(context, typed, { how: 'stop-list-remove-how', unread: 'stop-list-remove-unread' });
  }
  const removed: string[] = [];
  for (const number of numbers) if (await removeFromStopList(tx, number, now)) removed.push(number);
  if (removed.length === 0)
    return decline(context, 'stop-list-not-there', { list: seenAll(context, numbers) });
  const lines = [{ id: 'stop-list-taken-off', args: { n: removed.length, list: seenAll(context, removed) } }];
  const cardId = await answer(context, noticeCard, { lines });
  const masked = removed.slice(0, RECORDED).map(maskPhone).join(', ');
  return { cardId, arg: ['remove', masked, ...(why === null ? [] : [`(${why})`])].join(' ') };
}

/** Says whether a number is on the list, and why. */
export async function showStopped(context: Context, typed: string): Promise<Did | null> {
  const { tx, language, settings, now } = context;
  const { numbers, name, nobody } = await readStopLine(context, typed);
  const [number] = numbers;
  if (nobody !== null) return refuseNobody(context, 'stoplist', nobody);
  if (number === undefined) return decline(context, 'stop-list-how', { typed: typed.trim() });
  const entry = await stopEntryOf(tx.db, number);
  const who = seenIn(context.place.chatId, number);
  const typedAs = name ?? `+${number}`;
  if (!entry) return decline(context, 'stop-list-free', { who, number: typedAs });
  const why = await whyStopped(tx.db, localeFor(language, settings.timeZone), entry, now);
  return decline(context, 'stop-list-one', { who, why, number: typedAs });
}
