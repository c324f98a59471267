import type { Provider } from '../../../messages/provider.ts';
import { isFailed } from '../../../messages/status.ts';
import type { Message } from '../../../store/outbox.ts';
import { wordsOfStatus } from '../../code-words.ts';
import type { Locale } from '../../locale.ts';
import { lowerFirst, namedError } from '../words.ts';

/** What became of a message, or where it stands, in a few words for a table's cell. */
export function fateWords(
  locale: Locale,
  { state, error, command_status }: Pick<Message, 'state' | 'error' | 'command_status'>,
  provider: Provider,
): string {
  if (state === 'refused') {
    const { meaning, name } = wordsOfStatus(locale, command_status ?? 0);
    return locale.t('fate-refused', { meaning: lowerFirst(meaning), name });
  }
  if (!isFailed(state)) return locale.t(`fate-${state.replace('_', '-')}`);
  return [locale.t(`ended-${state}`), namedError(locale, error, provider)?.words].filter(Boolean).join(': ');
}
