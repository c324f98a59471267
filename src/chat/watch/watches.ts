import type { Reader } from '../../store/engine/database.ts';
import { peopleWithRoles } from '../../store/people/people.ts';
import type { SuspensionReason } from '../../store/tables/watch-schema.ts';
import { suspendWatches } from '../../store/watch/watches.ts';
import type { Watch } from '../../store/watch/watches-at-hand.ts';
import { writeCard } from '../cards/kind.ts';
import { type NoticeLine, noticeCard } from '../cards/notice/body.ts';
import { placeName } from '../cards/place-name.ts';
import { type Context, settingsOf } from '../context.ts';
import { localeFor } from '../locale.ts';
import { may, type Role, roleOf } from '../people/access.ts';

/*
 * Who may have something watched: in a private chat whoever sends, in a group its admins. It is told for as long as they
 * may: a private chat's for its person, a group's for whoever switched it on.
 */

/** The least role that has something watched in a chat. */
const leastIn = (chatId: number): Role => (chatId > 0 ? 'operator' : 'admin');

const isWanted = async (
  db: Reader,
  ownerIds: readonly number[],
  { chatId, madeBy }: Watch,
): Promise<boolean> => may(await roleOf(db, ownerIds, chatId > 0 ? chatId : madeBy), leastIn(chatId));

/** What is done in a place, where that is nobody's private question. */
type Asking = Pick<Context, 'tx' | 'settings' | 'now'>;

/** Whether a watch may be told of anything, now or when its mute ends; if its maker has no role for it any more, it is held. */
export async function mayTell(asking: Asking, watch: Watch): Promise<boolean> {
  if (watch.suspendedWhy !== null) return false;
  if (await isWanted(asking.tx.db, asking.settings.ownerIds, watch)) return true;
  await suspendWatchesIn(asking, watch, 'role');
  return false;
}

/** Nothing is told there any more, and whoever had it told and the owners hear of that; of a role that is gone, admins as well. */
export async function suspendWatchesIn(
  asking: Asking,
  place: { readonly chatId: number; readonly threadId?: number },
  why: SuspensionReason,
): Promise<void> {
  const { tx, settings, now } = asking;
  const suspended = await suspendWatches(tx, place, why, now);
  for (const [threadId, ofPlace] of Map.groupBy(suspended, ({ threadId }) => threadId)) {
    // Who decides for groups can switch it on again.
    const admins =
      why === 'role' ? (await peopleWithRoles(tx.db)).filter(({ role }) => role === 'admin') : [];
    const told = new Set([
      ...ofPlace.map(({ madeBy }) => madeBy),
      ...settings.ownerIds,
      ...admins.map(({ id }) => id),
    ]);
    told.delete(place.chatId);
    for (const id of told) {
      const { language } = await settingsOf(tx.db, id, settings);
      const locale = localeFor(language, settings.timeZone);
      const where = await placeName({ db: tx.db, locale }, { chatId: place.chatId, threadId });
      const reason = `${why}-${place.chatId > 0 ? 'private' : 'group'}`;
      const lines: NoticeLine[] = [
        { id: 'watch-suspended', args: { place: where } },
        { id: 'watch-suspended-why', args: { why: reason } },
      ];
      const card = { chatId: id, threadId: null, replyTo: null, language, personId: null, now };
      await writeCard(tx, noticeCard, { ...card, body: { lines } });
    }
  }
}
