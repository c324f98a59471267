import { wishOf } from '../../../messages/opt-out.ts';
import { isNumber } from '../../../messages/recipient.ts';
import { stopEntryOf, stopRules } from '../../../store/stop-list/stop-list.ts';
import type { Incoming } from '../../../store/talks/incoming.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import { whyStopped } from '../../stop-list/words.ts';
import { buttonsIn } from '../button.ts';

/** What a card of somebody's messages says of the stop list, and the button that puts them on it, where they may mean that. */
export async function stopListSays(
  { db, locale, now }: ViewContext,
  messages: readonly Incoming[],
): Promise<{ readonly lines: readonly string[]; readonly buttons: readonly Button[][] }> {
  const says = (...lines: string[]) => ({ lines, buttons: [] });
  const sender = messages.at(-1)?.sender ?? '';
  if (!isNumber(sender)) return says();
  const entry = await stopEntryOf(db, sender);
  if (entry) {
    const isByThis = entry.source === 'keyword' && messages.some(({ id }) => id === entry.incomingId);
    if (isByThis) return says(locale.t('incoming-stopped'));
    return says(locale.t('incoming-on-stop-list', { why: await whyStopped(db, locale, entry, now) }));
  }
  const { words } = await stopRules(db);
  const wish = messages.map(({ text }) => wishOf(text, words)).findLast((one) => one !== null);
  if (!wish) return says();
  // What is a keyword anywhere was heeded as it came: since then they, or an admin, have undone that.
  const isUndone = messages.map(({ text }) => wishOf(text, [])).findLast((one) => one !== null) === 'stop';
  if (wish === 'start' || isUndone) return says(locale.t('incoming-start'));
  return {
    lines: [locale.t('incoming-perhaps-stop')],
    buttons: [[buttonsIn(locale)('stop', 'stop-list-add')]],
  };
}
