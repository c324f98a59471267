import type { Store } from '../../../src/store/engine/database.ts';
import { mentionsIn } from '../../support/mentions.ts';
import type { Random } from '../../support/random.ts';
import { GROUP, OPERATORS, OWNER, type Town } from '../town/town.ts';

const WORD = /\bt\d+y\d+\b/;
/** Of a word's number, more than is done in any time that there is. */
const DIGITS = 6;

/** What somebody wanted sent: its word, which occurs in no other text, to a number that gets no other. */
interface Wanted {
  readonly word: string;
  readonly number: string;
}

/** How often its recipient is to get it; null: its right ended when it was about to go. */
interface Expected extends Wanted {
  readonly times: 0 | 1 | null;
}

/** What a team has done and is to come of it; kept by the people, the SMSC and the phones, never by the bot. */
export class TeamLedger {
  readonly #random: Random;
  readonly #seed: number;
  readonly #expected: Expected[] = [];
  readonly #erased: Wanted[] = [];
  readonly #came: Wanted[] = [];
  readonly #taken = new Map<string, number>();
  readonly #received = new Map<string, number>();
  #count = 0;

  constructor({ smsc }: Town, random: Random) {
    this.#random = random;
    this.#seed = random.between(1, 999_999);
    smsc.events.on('submit', ({ status, destination, text }) => {
      if (status === 0) add(this.#taken, destination, text);
    });
    smsc.events.on('phone', (number, { text }) => add(this.#received, number, text));
  }

  /** None is the beginning of another: whoever looks for one would find the other's card. */
  word(): string {
    this.#count += 1;
    return `t${this.#seed}y${String(this.#count).padStart(DIGITS, '0')}`;
  }

  wanted(): Wanted {
    const random = this.#random;
    const number = `7997${String(random.between(0, 99_999)).padStart(5, '0')}${random.between(60, 77)}`;
    return { word: this.word(), number };
  }

  expect(wanted: Wanted, times: Expected['times']): void {
    this.#expected.push({ ...wanted, times });
  }

  /** Nothing of it is to be found any more. */
  erased(wanted: Wanted): void {
    this.#erased.push(wanted);
  }

  /** That came from a subscriber. */
  came(wanted: Wanted): void {
    this.#came.push(wanted);
  }

  isAtRest(): boolean {
    return this.#expected.every((one) => one.times !== 1 || of(this.#received, one) > 0);
  }

  /** What was sent twice, or by somebody who might not, or never; what is not erased, and what came and is not kept. */
  async judge(store: Store, { telegram }: Town): Promise<string[]> {
    const wrong = this.#expected.flatMap((one) => this.#missent(one));
    for (const { number, word } of this.#erased) {
      const found = await mentionsIn(store, number, [word]);
      if (found.length > 0) wrong.push(`${word} to ${number} was erased, and stands in ${found.join(', ')}`);
    }
    const shown = [GROUP, OWNER, ...OPERATORS]
      .flatMap((chat) => telegram.messages(chat))
      // What was never edited is the dead copy of what was sent twice: nobody but Telegram knows of it.
      .filter(({ from, edits }) => from === telegram.bot.id && edits > 0);
    for (const { word } of this.#erased) {
      const left = shown.find(({ text }) => text.includes(word));
      if (left) wrong.push(`${word} was erased, and is shown: ${left.text}`);
    }
    const rows = await store.db.selectFrom('incoming').select(['sender', 'body']).execute();
    for (const { number, word } of this.#came) {
      const kept = rows.filter(({ sender, body }) => sender === number && body.includes(word));
      if (kept.length !== 1) wrong.push(`${word} of ${number} is kept ${kept.length} times`);
    }
    return wrong;
  }

  #missent(one: Expected): string[] {
    const [taken, received] = [of(this.#taken, one), of(this.#received, one)];
    // What the SMSC took, or may have taken, may be in doubt.
    const least = one.times === 1 ? 0 : (one.times ?? 0);
    const most = one.times ?? 1;
    const isRight = taken <= most && received <= most && received >= least;
    return isRight ? [] : [`${one.word} to ${one.number}: taken ${taken}, received ${received}, not ${most}`];
  }
}

function add(counts: Map<string, number>, number: string, text: string): void {
  const [word] = WORD.exec(text) ?? [];
  if (word !== undefined) counts.set(`${number} ${word}`, (counts.get(`${number} ${word}`) ?? 0) + 1);
}

const of = (counts: ReadonlyMap<string, number>, { number, word }: Wanted): number =>
  counts.get(`${number} ${word}`) ?? 0;
