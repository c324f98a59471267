import { randomInt } from 'node:crypto';
import { badRequest } from './refusal.ts';

interface Pressed {
  readonly chat: number;
  readonly message: number;
  readonly person: number;
}

/** Buttons that were pressed and wait for answerCallbackQuery. */
export class CallbackQueries {
  readonly #waiting = new Map<
    string,
    { readonly pressed: Pressed; readonly answered: (text: string | null) => void }
  >();
  readonly #timeout: number;

  /** `timeout` in ms: after it the client stops waiting, and an answer is refused. */
  constructor(timeout: number) {
    this.#timeout = timeout;
  }

  open(pressed: Pressed): { id: string; answer: Promise<string | null> } {
    const id = String(randomInt(2 ** 47));
    const { promise, resolve } = Promise.withResolvers<string | null>();
    const answered = (text: string | null) => {
      clearTimeout(timer);
      this.#waiting.delete(id);
      resolve(text);
    };
    const timer = setTimeout(() => answered(null), this.#timeout);
    this.#waiting.set(id, { pressed, answered });
    return { id, answer: promise };
  }

  /** Ends the wait; an id is answered once. Throws 400 for one that is not waiting any more. */
  answer(id: string, text: string | null): Pressed {
    const query = this.#waiting.get(id);
    if (!query) throw badRequest('query is too old and response timeout expired or query ID is invalid');
    query.answered(text);
    return query.pressed;
  }

  /** Stops waiting for all of them. */
  close(): void {
    for (const { answered } of [...this.#waiting.values()]) answered(null);
  }
}
