import { ERROR_CODES } from '../messages/error-codes.ts';
import { httpErrorOf } from '../messages/http-error.ts';
import { isForNow, replyOf } from '../messages/mail-reply.ts';
import type { Provider } from '../messages/provider.ts';
import { isNamedStatus, submitStatus } from '../messages/submit-status.ts';
import type { Locale } from './locale.ts';

/** What the provider means by an error code, and what a support person can do about it, in a line each. */
interface ErrorWords {
  readonly code: number;
  readonly name: string;
  readonly advice: string;
}

/**
 * The words for the error code of a status (`err`); null for one that the provider does not document. Each provider has
 * codes of its own: those of SMSC.ru mean nothing elsewhere.
 */
export const wordsOfError = (
  { t }: Locale,
  code: number,
  { hasDialect }: Pick<Provider, 'hasDialect'>,
): ErrorWords | null =>
  hasDialect && ERROR_CODES.includes(code)
    ? { code, name: t(`error-${code}`), advice: t(`error-${code}-advice`) }
    : null;

/** What a command_status means, and what can be done about it, in a line each. */
interface StatusWords {
  /** As SMPP 3.4 writes it, or "http3" or "smtp550", the same in every language. */
  readonly name: string;
  readonly meaning: string;
  readonly advice: string;
}

/** The words for what refused a submit, also for a command_status that SMPP 3.4 does not name. */
export function wordsOfStatus({ t }: Locale, commandStatus: number): StatusWords {
  const { name, remedy } = submitStatus(commandStatus);
  const error = httpErrorOf(commandStatus);
  if (error !== null)
    return { name, meaning: t(`http-error-${error}`), advice: t(`http-error-${error}-advice`) };
  const reply = replyOf(commandStatus);
  if (reply !== null)
    return {
      name,
      meaning: t(`mail-reply-${isForNow(reply) ? 'for-now' : 'for-good'}`),
      advice: t(`remedy-${remedy}`),
    };
  const meaning = t(`status-${isNamedStatus(commandStatus) ? name : 'unnamed'}`);
  return { name, meaning, advice: t(`remedy-${remedy}`) };
}
