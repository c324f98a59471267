import type { Updates } from './updates.ts';

/** Telegram gives a webhook a minute. */
const ANSWER_WITHIN_MS = 60_000;

/** Where the updates are posted to. */
interface WebhookTarget {
  readonly url: string;
  readonly secret: string | null;
  readonly maxConnections: number;
  readonly allowed: readonly string[] | null;
}

/** A call that the bot makes in its answer to an update (Bot API: Making requests when getting updates). */
type ReplyCall = (method: string, params: Record<string, unknown>) => Promise<void>;

/** Posts updates to the bot's address, one after the other, each until it is answered with 2xx. */
export class Webhook {
  readonly #updates: Updates;
  readonly #retryMs: number;
  readonly #replyCall: ReplyCall;
  #target: WebhookTarget | null = null;
  #stop = new AbortController();
  #lastError: { readonly at: number; readonly message: string } | null = null;

  constructor(updates: Updates, retryMs: number, replyCall: ReplyCall) {
    this.#updates = updates;
    this.#retryMs = retryMs;
    this.#replyCall = replyCall;
  }

  get target(): WebhookTarget | null {
    return this.#target;
  }

  get lastError(): { readonly at: number; readonly message: string } | null {
    return this.#lastError;
  }

  set(target: WebhookTarget): void {
    this.remove();
    this.#target = target;
    const stop = new AbortController();
    this.#stop = stop;
    void this.#deliver(target, stop.signal);
  }

  remove(): void {
    this.#target = null;
    this.#lastError = null;
    this.#stop.abort();
    this.#updates.onArrival = () => {};
  }

  async #deliver(target: WebhookTarget, stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const update = this.#updates.first();
      if (!update) {
        await this.#arrival(stop);
        continue;
      }
      const problem = await this.#post(target, update, stop);
      if (stop.aborted) return;
      if (problem === null) {
        this.#updates.confirm(update.update_id + 1);
      } else {
        this.#lastError = { at: Date.now(), message: problem };
        await pause(this.#retryMs, stop);
      }
    }
  }

  #arrival(stop: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#updates.onArrival = resolve;
      stop.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** Null when the bot took it, else what Telegram would show in `last_error_message`. */
  async #post(target: WebhookTarget, update: object, stop: AbortSignal): Promise<string | null> {
    try {
      const response = await fetch(target.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(target.secret && { 'x-telegram-bot-api-secret-token': target.secret }),
        },
        body: JSON.stringify(update),
        redirect: 'manual',
        signal: AbortSignal.any([stop, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      const answer = await response.text();
      if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`;
      await this.#runReply(response.headers.get('content-type'), answer);
      return null;
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError'
        ? 'Read timeout expired'
        : 'Connection failed';
    }
  }

  async #runReply(contentType: string | null, answer: string): Promise<void> {
    if (!contentType?.startsWith('application/json')) return;
    let reply: unknown;
    try {
      reply = JSON.parse(answer);
    } catch {
      return;
    }
    if (typeof reply !== 'object' || reply === null) return;
    const { method, ...params } = reply as Record<string, unknown>;
    if (typeof method === 'string') await this.#replyCall(method, params);
  }
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
