import { setTimeout as pause } from 'node:timers/promises';
import type { ChatMessage, TelegramServer } from '../../../src/demo/telegram/types.ts';

const LOOK_MS = 100;
/** A press that shows no effect by then is made again, ms. */
const PRESS_AGAIN_MS = 4_000;
/** What has not come about by then never will, ms. */
const GIVEN_UP_MS = 240_000;

/**
 * The newest message of the bot's with those words in a chat, behind another where one is named: one that was sent twice, its
 * answer being lost, is dead in its first copy.
 */
export interface Sight {
  readonly chat: number;
  readonly words: string | ((text: string) => boolean);
  readonly after?: number;
}

/** What people see, wait for and press, over and over where a press was lost with a process. */
export class Screen {
  readonly #telegram: TelegramServer;

  constructor(telegram: TelegramServer) {
    this.#telegram = telegram;
  }

  find(sight: Sight): ChatMessage | undefined {
    return this.all(sight).at(-1);
  }

  /** With its copies, the oldest first. */
  all({ chat, words, after = 0 }: Sight): readonly ChatMessage[] {
    const has = typeof words === 'string' ? (text: string) => text.includes(words) : words;
    return this.#telegram
      .messages(chat)
      .filter(({ id, from, text }) => from === this.#telegram.bot.id && id > after && has(text));
  }

  /** Somebody writes in a chat, in reply to a message where one is named. Returns its id. */
  write(chat: number, from: number, text: string, replyTo?: number): number {
    return this.#telegram.write(chat, { from, text, replyTo }).id;
  }

  /** Waits for such a message that says this too. Null: it never does. */
  async shows(sight: Sight, says: RegExp, patienceMs = GIVEN_UP_MS): Promise<ChatMessage | null> {
    const until = performance.now() + patienceMs;
    while (performance.now() < until) {
      const found = this.find(sight);
      if (found && says.test(found.text)) return found;
      await pause(LOOK_MS);
    }
    return null;
  }

  /**
   * Presses a button until its message says so, or another one that it brings about. Returns the message that does; null:
   * none ever does.
   */
  async press(
    sight: Sight,
    { from, button, says, on = sight }: { from: number; button: string; says: RegExp; on?: Sight },
  ): Promise<ChatMessage | null> {
    const until = performance.now() + GIVEN_UP_MS;
    while (performance.now() < until) {
      const message = this.find(sight);
      if (message) this.#telegram.press(sight.chat, message.id, { from, button }).catch(() => {});
      const shown = await this.shows(on, says, PRESS_AGAIN_MS);
      if (shown) return shown;
    }
    return null;
  }
}
