import type { Tally } from '../../store/campaigns/tallies.ts';
import { wordsOfError, wordsOfStatus } from '../code-words.ts';
import type { ViewContext } from '../show/view.ts';
import { lowerFirst } from './words.ts';

type End = Pick<Tally, 'state' | 'error' | 'command_status'>;

/** Why messages that ended so did not arrive, in the same words wherever it is the same. */
export function reasonOf(
  { locale, settings }: Pick<ViewContext, 'locale' | 'settings'>,
  { state, error, command_status }: End,
): string {
  if (state === 'refused') return lowerFirst(wordsOfStatus(locale, command_status ?? 0).meaning);
  const known = error === null ? null : wordsOfError(locale, error, settings.wire);
  if (known?.code) return `${lowerFirst(known.name)} (${known.code})`;
  const raw = error && !settings.wire.hasDialect ? ` (${error})` : '';
  return locale.t(`ended-${state}`) + raw;
}
