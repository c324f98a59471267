/** What subscribers write to an account: kept, and brought to it by SMPP and to its HTTP handler. */
import type { Alphabet } from './alphabets.ts';
import type { Deliveries } from './deliveries.ts';
import type { Handler } from './handler.ts';
import { bodiesOf, type Manner, usual } from './incoming.ts';
import type { Incoming } from './shapes.ts';

interface InboxOptions {
  deliveries: Deliveries;
  /** How many it remembers, the newest. */
  keep: number;
  handler(): Handler | null;
}

export class Inbox {
  readonly #options: InboxOptions;
  readonly #messages: Incoming[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #reference = 0;
  #id = 0;

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  /** Oldest first. */
  messages(): readonly Incoming[] {
    return this.#messages;
  }

  /** A subscriber writes. */
  write(number: string, to: string, text: string, manner: Manner = usual): void {
    this.#id += 1;
    const id = String(this.#id);
    this.#messages.push({ id, phone: number, to, text, at: Date.now() });
    if (this.#messages.length > this.#options.keep) this.#messages.shift();
    if (manner.by !== 'http-alone') this.#deliver(number, to, text, manner);
    const handler = this.#options.handler();
    if (manner.by !== 'usual' || handler?.tells === 'everything') {
      handler?.incoming(id, number, to, text);
    }
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /** By SMPP; it waits for a bind that receives. */
  #deliver(number: string, to: string, text: string, manner: Manner): void {
    this.#reference = (this.#reference + 1) % 256;
    const written = { from: number, to, text, reference: this.#reference };
    const bodies = (alphabet: Alphabet) => bodiesOf(written, alphabet, manner);
    /** How many deliver_sm are still to be taken. */
    let left = 0;
    this.#options.deliveries.add({
      kind: 'mo',
      deliveries: (alphabet) => {
        const all = bodies(alphabet);
        left = all.length;
        return all.map((body) => ({ body }));
      },
      onTaken: () => {
        left -= 1;
        if (left === 0) this.#repeat(bodies, manner);
      },
    });
  }

  /** Delivers once more what was taken, as an SMSC does that did not hear the answer. */
  #repeat(bodies: (alphabet: Alphabet) => Buffer[], { again, seconds }: Manner): void {
    if (again === 'nothing') return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const some = (alphabet: Alphabet) =>
        bodies(alphabet)
          .slice(again === 'whole' ? 0 : -1)
          .map((body) => ({ body }));
      this.#options.deliveries.add({ kind: 'mo', deliveries: some });
    }, seconds * 1000);
    this.#timers.add(timer);
  }
}
