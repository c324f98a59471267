import { keepNewest } from './newest.ts';
import type { Message } from './receipts.ts';

/** The messages that an account has sent, by whichever way: an id that was given twice is that of the newest. */
export class History {
  readonly #byId = new Map<string, Message>();
  /** One order by HTTP has the same id for each of its numbers. */
  readonly #byPhone = new Map<string, Message>();
  readonly #keep: number;

  /** `keep`: how many, the newest. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  add(message: Message): void {
    this.#byId.set(message.id, message);
    this.#byPhone.set(keyOf(message.destination, message.id), message);
    keepNewest(this.#byId, this.#keep);
    keepNewest(this.#byPhone, this.#keep);
  }

  remove({ id, destination }: Message): void {
    this.#byId.delete(id);
    this.#byPhone.delete(keyOf(destination, id));
  }

  get(id: string): Message | null {
    return this.#byId.get(id) ?? null;
  }

  of(phone: string, id: string): Message | null {
    return this.#byPhone.get(keyOf(phone, id)) ?? null;
  }
}

const keyOf = (phone: string, id: string): string => `${phone} ${id}`;
