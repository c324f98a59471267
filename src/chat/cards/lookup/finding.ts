import { SUBSCRIBER_OFFLINE } from '../../../messages/error-codes.ts';
import type { Lookup } from '../../../messages/receipt.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import { wordsOfStatus } from '../../code-words.ts';
import type { Locale } from '../../locale.ts';
import { lowerFirst, namedError } from '../words.ts';

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
      if (channel === 'ping' && message.error === SUBSCRIBER_OFFLINE) return say('📴', 'ping-off');
      const error = namedError(locale, message.error, { hasDialect: true });
      if (!error) return say('❌', `${channel}-not-found`);
      // What helps a message that did not arrive is not always what helps a question.
      const own = `lookup-${message.error}-advice`;
      const advice = locale.has(own) ? locale.t(own) : error.advice;
      const found = say('❌', `${channel}-not-found-because`, advice, { reason: error.words });
      return { ...found, brief: error.words };
    }
  }
}

/** "MegaFON (250 02)", as far as it is known; empty when nothing is. */
export function operatorOf({ network, mcc, mnc }: Lookup): string {
  const code = [mcc, mnc].filter(Boolean).join(' ');
  return [network, code && `(${code})`].filter(Boolean).join(' ');
}

/** "Russian Federation · MegaFON (250 02)", likewise. */
export const homeOf = (lookup: Lookup): string =>
  [lookup.country, operatorOf(lookup)].filter(Boolean).join(' · ');

/** "Turkey · Turkcell"; empty when the subscriber is at home. */
export const roamingOf = ({ roamingCountry, roamingNetwork }: Lookup): string =>
  [roamingCountry, roamingNetwork].filter(Boolean).join(' · ');
