import { Api, GrammyError, HttpError } from 'grammy';
import type { Logger } from 'pino';
import { throughProxy } from './proxy.ts';
import { type Gone, meaningOf, type NotNow } from './refusals.ts';

/** What became of a call to the Bot API. */
export type Outcome<T> =
  | { kind: 'done'; value: T }
  /** The message already shows this. */
  | { kind: 'unmodified' }
  /** 429: this chat may be written to again in so many seconds. */
  | { kind: 'wait'; seconds: number }
  | { kind: 'gone'; why: Gone }
  /** The group became a supergroup and has this id now. */
  | { kind: 'migrated'; to: number }
  /** Rights are missing, or so it must be supposed: another time it may be done. `code` is Telegram's error_code. */
  | { kind: 'not-now'; what: NotNow; code: number; description: string }
  /** Telegram will not do it, now or later, for what stands in it. */
  | { kind: 'refused'; code: number; description: string }
  /** It may have been done: no answer came, or a 5xx. */
  | { kind: 'unknown' }
  /** It was certainly not done: no connection came about. */
  | { kind: 'unreachable' };

export interface TelegramOptions {
  token: string;
  /** Of another Bot API server; Telegram's own when left out. */
  apiRoot?: string;
  /** An http, https or socks5 proxy to reach it through, credentials and all. */
  proxy?: string | null;
  log: Logger;
  /** Told of each answer to a call, by its error_code (200: it was done); null: none came. */
  onAnswer?: (method: string, code: number | null) => void;
  /** How long an answer is waited for, in seconds. Must be more than getUpdates' own timeout. */
  timeoutSeconds?: number;
}

export interface Telegram {
  /** grammY's client. Its errors hold no token, but those of Telegram hold the payload: they are not for the log. */
  readonly api: Api;
  /**
   * Makes one call and says what became of it. What is no failure of the call is thrown on.
   * Nothing is repeated here: who calls knows whether twice is harmless, and when its chat has room.
   */
  attempt<T>(call: () => Promise<T>): Promise<Outcome<T>>;
}

/** A call that never came back, in place of the client's error, whose message holds the address with the token. */
class TelegramUnreached extends Error {
  override readonly name: string;
  /** The system's code (ECONNREFUSED, …), or null. */
  readonly code: string | null;
  /** Whether Telegram may have taken the request. */
  readonly sent: 'no' | 'maybe';

  constructor(name: string, code: string | null, sent: 'no' | 'maybe') {
    super(code ?? (sent === 'no' ? 'no connection' : 'no answer'));
    this.name = name;
    this.code = code;
    this.sent = sent;
  }
}

/** The Bot API client that all of the chat side calls through. */
export function createTelegram({
  token,
  apiRoot,
  proxy,
  log,
  onAnswer,
  timeoutSeconds = 60,
}: TelegramOptions): Telegram {
  const api = new Api(token, {
    timeoutSeconds,
    // grammY's own settings are replaced by these, not added to: the agent of its keep-alive among them.
    ...(proxy ? { baseFetchConfig: { compress: true, agent: throughProxy(proxy) } } : {}),
    ...(apiRoot === undefined ? {} : { apiRoot: apiRoot.replace(/\/+$/, '') }),
  });
  api.config.use(async (call, method, payload, signal) => {
    try {
      const response = await call(method, payload, signal);
      onAnswer?.(method, response.ok ? 200 : response.error_code);
      return response;
    } catch (error) {
      onAnswer?.(method, null);
      if (!(error instanceof HttpError)) throw error;
      throw new HttpError(`Network request for '${method}' failed!`, unreached(error.error));
    }
  });

  return {
    api,
    async attempt(call) {
      try {
        return { kind: 'done', value: await call() };
      } catch (error) {
        if (error instanceof GrammyError) {
          const outcome = outcomeOf(error);
          const { method, error_code: status } = error;
          log.debug({ method, status, outcome: outcome.kind }, 'Telegram did not do as asked');
          return outcome;
        }
        if (error instanceof HttpError && error.error instanceof TelegramUnreached) {
          const { code: cause, sent } = error.error;
          log.warn({ cause, sent }, 'no answer from Telegram');
          return { kind: sent === 'no' ? 'unreachable' : 'unknown' };
        }
        throw error;
      }
    },
  };
}

function outcomeOf(error: GrammyError): Outcome<never> {
  const { error_code: code, description, parameters } = error;
  if (parameters.migrate_to_chat_id !== undefined)
    return { kind: 'migrated', to: parameters.migrate_to_chat_id };
  if (code === 429) return { kind: 'wait', seconds: parameters.retry_after ?? 1 };
  if (code >= 500) return { kind: 'unknown' };
  const refusal = { code, description };
  const meaning = meaningOf(refusal);
  if (meaning.kind === 'content') return { kind: 'refused', ...refusal };
  if (meaning.kind === 'not-now') return { ...meaning, ...refusal };
  // A person whom the bot has never met is "chat not found" too.
  if (meaning.kind === 'gone' && meaning.why === 'chat' && code === 400 && chatOf(error) > 0) {
    return { kind: 'gone', why: 'not-started' };
  }
  return meaning;
}

function chatOf(error: GrammyError): number {
  return typeof error.payload.chat_id === 'number' ? error.payload.chat_id : 0;
}

/** Failures in which the request cannot have left, by the system's code. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ERR_TLS_\w+|CERT_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+)$/;

/** What the HTTP client's error says of the request, without its message. */
function unreached(error: unknown): TelegramUnreached {
  if (!(error instanceof Error)) return new TelegramUnreached('Error', null, 'maybe');
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const connecting = /reason: (connect |Client network socket disconnected before secure|$)/.test(
    error.message,
  );
  const sent = (code !== null && NOT_SENT.test(code)) || connecting ? 'no' : 'maybe';
  return new TelegramUnreached(error.name, code, sent);
}
