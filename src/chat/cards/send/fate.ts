import type { Provider } from '../../../messages/provider.ts';
import { isFailed } from '../../../messages/status.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import type { Order } from '../../../store/orders/orders.ts';
import type { ReadingsTable } from '../../../store/tables/hour-schema.ts';
import { wordsOfStatus } from '../../code-words.ts';
import type { Locale } from '../../locale.ts';
import type { ViewContext } from '../../show/view.ts';
import { dateWords } from '../../times/when.ts';
import { lowerFirst, namedError } from '../words.ts';

/**
 * What became of a message, or where it stands, in a few words for a table's cell.
 * @param reading what is known of its reader, where that is to be said
 */
export function fateWords(
  locale: Locale,
  { state, error, command_status }: Pick<Message, 'state' | 'error' | 'command_status'>,
  provider: Provider,
  reading?: Pick<ReadingsTable, 'clicked_at'>,
): string {
  if (state === 'refused') {
    const { meaning, name } = wordsOfStatus(locale, command_status ?? 0);
    return locale.t('fate-refused', { meaning: lowerFirst(meaning), name });
  }
  if (state === 'delivered' && reading)
    return locale.t(reading.clicked_at === null ? 'fate-read' : 'fate-clicked');
  if (!isFailed(state)) return locale.t(`fate-${state.replace('_', '-')}`);
  return [locale.t(`ended-${state}`), namedError(locale, error, provider)?.words].filter(Boolean).join(': ');
}

/** The same of one that may not be on its way yet, with when it goes where that is known. */
export function standingWords(
  { locale, settings, now }: Pick<ViewContext, 'locale' | 'settings' | 'now'>,
  message: Message,
  order: Pick<Order, 'waiting_for' | 'send_at'> | undefined,
  reading?: Pick<ReadingsTable, 'clicked_at'>,
): string {
  const { state, isLeftAlone, ready_at } = message;
  const goes = (id: string, at: number) =>
    locale.t(id, { when: dateWords(locale, settings.timeZone, at, now) });
  if (state === 'queued' && isLeftAlone && ready_at !== null && ready_at > now)
    return goes('fate-quiet', ready_at);
  if (state === 'waiting' && order?.waiting_for === 'schedule' && order.send_at !== null) {
    return goes('fate-scheduled', order.send_at);
  }
  return fateWords(locale, message, settings.wire, reading);
}
