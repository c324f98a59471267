import type { Lookup } from '../../../messages/receipt.ts';
import type { Message } from '../../../store/outbox.ts';
import { wordsOfError, wordsOfStatus } from '../../code-words.ts';
import type { Locale } from '../../locale.ts';
import { lowerFirst } from '../words.ts';

/** The provider's code for a phone that is switched off or out of coverage. */
const OFFLINE = 6;

/** What a look-up has found so far: a sign, a few words, and what to do about it. */
export interface Finding {
  readonly sign: '⏳' | '✋' | '✅' | '📴' | '❌' | '❓' | '🚫';
  readonly words: string;
  /** The words without what the sign says already. */
  readonly brief: string;
  readonly advice: string | null;
}

/** The columns that decide it. */
export type Outcome = Pick<Message, 'channel' | 'state' | 'error' | 'command_status'>;

/** "Subscriber offline (6)" with its advice; null when no code came. */
function errorOf(locale: Locale, { error }: Outcome): { name: string; advice: string | null } | null {
  if (!error) return null;
  const known = wordsOfError(locale, error);
  return known
    ? { name: `${lowerFirst(known.name)} (${error})`, advice: known.advice }
    : { name: String(error), advice: null };
}

/** Where a look-up stands, and what it says about the number or the phone. */
export function findingOf(locale: Locale, message: Outcome): Finding {
  const { state, channel } = message;
  const say = (sign: Finding['sign'], id: string, advice: string | null = null, args = {}): Finding => {
    const words = locale.t(id, args);
    return { sign, words, brief: words, advice };
  };
  switch (state) {
    case 'waiting':
      return say('✋', 'lookup-waiting');
    case 'queued':
    case 'submitting':
      return say('⏳', 'lookup-queued');
    case 'accepted':
      return say('⏳', 'lookup-asking');
    case 'delivered':
      return say('✅', `${channel}-found`);
    case 'cancelled':
      return say('🚫', 'lookup-cancelled');
    case 'in_doubt':
    case 'left':
      return say('❓', 'lookup-no-answer');
    case 'unknown':
      return say('❌', 'lookup-no-status');
    case 'refused': {
      const { meaning, name, advice } = wordsOfStatus(locale, message.command_status ?? 0);
      const args = { meaning: lowerFirst(meaning), name };
      return say('❌', 'lookup-refused', advice, args);
    }
    default: {
      if (channel === 'ping' && message.error === OFFLINE) return say('📴', 'ping-off');
      const error = errorOf(locale, message);
      if (!error) return say('❌', `${channel}-not-found`);
      const found = say('❌', `${channel}-not-found-because`, error.advice, { reason: error.name });
      return { ...found, brief: error.name };
    }
  }
}

/** "Russian Federation · MegaFON (250 02)", as far as it is known; empty when nothing is. */
export function homeOf({ country, network, mcc, mnc }: Lookup): string {
  const code = [mcc, mnc].filter(Boolean).join(' ');
  const operator = [network, code && `(${code})`].filter(Boolean).join(' ');
  return [country, operator].filter(Boolean).join(' · ');
}

/** "Turkey · Turkcell"; empty when the subscriber is at home. */
export const roamingOf = ({ roamingCountry, roamingNetwork }: Lookup): string =>
  [roamingCountry, roamingNetwork].filter(Boolean).join(' · ');
