import { ApiRefusal } from './refusal.ts';

type UpdateType = 'message' | 'edited_message' | 'callback_query' | 'my_chat_member';
/** Bot API: Update. */
interface Update {
  readonly update_id: number;
  readonly [content: string]: unknown;
}

interface PollOptions {
  /** Ids below it are confirmed; negative: that many of the newest are kept, all others forgotten. */
  readonly offset: number;
  readonly limit: number;
  /** How long to wait for the first update, in seconds. */
  readonly timeout: number;
}

/** Bot API: getUpdates. Updates are kept no longer than 24 hours. */
const KEPT_MS = 24 * 60 * 60 * 1000;

interface Waiting {
  readonly answer: () => void;
  readonly refuse: (refusal: ApiRefusal) => void;
}

/** The updates that the bot has not confirmed yet, and the one request that waits for them. */
export class Updates {
  #pending: { readonly update: Update; readonly at: number }[] = [];
  #nextId: number;
  #allowed: ReadonlySet<string> | null = null;
  #waiting: Waiting | null = null;
  /** Called after each arrival: the webhook listens here. */
  onArrival: () => void = () => {};

  constructor(firstId = 100_000_001) {
    this.#nextId = firstId;
  }

  /** Bot API: allowed_updates. Null or empty: everything that this server produces. */
  allow(types: readonly string[] | null): void {
    this.#allowed = types && types.length > 0 ? new Set(types) : null;
  }

  push(type: UpdateType, content: object): void {
    if (this.#allowed && !this.#allowed.has(type)) return;
    this.#pending.push({ update: { update_id: this.#nextId++, [type]: content }, at: Date.now() });
    this.#waiting?.answer();
    this.onArrival();
  }

  get pending(): number {
    return this.#pending.length;
  }

  first(): Update | undefined {
    return this.#pending[0]?.update;
  }

  /** Forgets every update below the offset. */
  confirm(offset: number): void {
    const oldest = Date.now() - KEPT_MS;
    this.#pending = this.#pending.filter(({ update, at }) => update.update_id >= offset && at > oldest);
  }

  clear(): void {
    this.#pending = [];
  }

  /**
   * Answers a getUpdates call; `gone` aborts when the caller hung up. A request that finds another one waiting ends it
   * with 409, as Telegram does.
   */
  async poll({ offset, limit, timeout }: PollOptions, gone: AbortSignal): Promise<Update[]> {
    this.interrupt(
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    );
    this.confirm(offset < 0 ? (this.#pending.at(offset)?.update.update_id ?? 0) : offset);
    if (this.#pending.length === 0 && timeout > 0) await this.#arrival(timeout, gone);
    return this.#pending.slice(0, limit).map(({ update }) => update);
  }

  /** Ends the request that waits, if any, with 409. */
  interrupt(description: string): void {
    this.#waiting?.refuse(new ApiRefusal(409, description));
  }

  /** Answers the request that waits, if any, with what there is. */
  release(): void {
    this.#waiting?.answer();
  }

  #arrival(timeout: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        gone.removeEventListener('abort', answer);
        this.#waiting = null;
      };
      const answer = () => {
        done();
        resolve();
      };
      const timer = setTimeout(answer, timeout * 1000);
      gone.addEventListener('abort', answer);
      this.#waiting = {
        answer,
        refuse: (refusal) => {
          done();
          reject(refusal);
        },
      };
    });
  }
}
