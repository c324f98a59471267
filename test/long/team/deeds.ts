import type { ChatMessage } from '../../../src/demo/telegram/types.ts';
import { formatPhone } from '../../../src/messages/recipient.ts';
import type { Random } from '../../support/random.ts';
import { Screen, type Sight } from '../town/screen.ts';
import { GROUP, OWNER } from '../town/town.ts';
import type { Stage } from '../under-load.ts';
import type { TeamLedger } from './ledger.ts';

/** What is sent under this name needs a second person. */
export const APPROVED_SENDER = 'BANK';
const OWN_NUMBER = '79000000';
const MINUTE_MS = 60_000;
/** A role that is taken away later than this before a schedule's minute may be there yet, ms. */
const IN_TIME_MS = 3_000;
const TAKEN = /👤/;
const NOT_TAKEN = /^(?!.*👤)/s;

/** What people at a desk do; each is done once the chats say so, or throws that they never do. */
export class TeamDeeds {
  readonly of = {
    ask: (operator: number) => this.#ask(operator),
    set: (operator: number) => this.#set(operator),
    talk: (operator: number) => this.#talk(operator),
    forget: (operator: number) => this.#forget(operator),
  };
  readonly #stage: Stage;
  readonly #ledger: TeamLedger;
  readonly #random: Random;
  readonly #screen: Screen;

  constructor(stage: Stage, ledger: TeamLedger, random: Random) {
    this.#stage = stage;
    this.#ledger = ledger;
    this.#random = random;
    this.#screen = new Screen(stage.town.telegram);
    this.#screen.write(GROUP, OWNER, '/inbox on');
  }

  async begin(operator: number): Promise<void> {
    const asked = this.#screen.write(OWNER, OWNER, `/grant ${operator} operator`);
    await this.#shows({ chat: OWNER, words: `${operator}`, after: asked }, /operator/);
  }

  async #revoke(operator: number): Promise<void> {
    const asked = this.#screen.write(OWNER, OWNER, `/revoke ${operator}`);
    await this.#shows({ chat: OWNER, words: `${operator}`, after: asked }, /has no role/);
  }

  async #shows(sight: Sight, says: RegExp) {
    const shown = await this.#screen.shows(sight, says);
    if (!shown) throw new Error(`never: ${JSON.stringify(sight)} says ${says}; ${this.#lastIn(sight)}`);
    return shown;
  }

  /**
   * What tells a chat that has come to a standstill from one that is full, a card that says something else from one that is
   * not looked at, and one from its copy.
   */
  #lastIn(sight: Sight): string {
    const { telegram } = this.#stage.town;
    const written = telegram.messages(sight.chat).filter(({ from }) => from === telegram.bot.id);
    const ago = (changed: readonly ChatMessage[]): string => {
      const last = Math.max(0, ...changed.map(({ sentAt, editedAt }) => Math.max(sentAt, editedAt ?? 0)));
      return `${Math.round((Date.now() - last) / 1000)} s ago`;
    };
    const all = `${written.length} of the bot's there, the last ${ago(written)}`;
    const copies = this.#screen.all(sight);
    const newest = copies.at(-1);
    if (!newest) return `${all}, none of these`;
    const says = JSON.stringify(newest.text);
    return `${all}, ${copies.length} of these, the last ${ago(copies)}, the newest ${ago([newest])}: ${says}`;
  }

  async #press(sight: Sight, press: Parameters<Screen['press']>[1]) {
    const shown = await this.#screen.press(sight, press);
    if (!shown)
      throw new Error(
        `never: [${press.button}] of ${JSON.stringify(sight)} brings ${press.says}; ${this.#lastIn(sight)}`,
      );
    return shown;
  }

  /** Wants something sent that a second person approves or rejects, or as whose maker the first may send no longer. */
  async #ask(operator: number): Promise<void> {
    const wanted = this.#ledger.wanted();
    const { word, number } = wanted;
    const second = this.#random.pick(this.#stage.town.typists);
    this.#screen.write(operator, operator, `/sms +${number} from=${APPROVED_SENDER} ${word} please`);
    const told = { chat: second, words: word };
    await this.#shows(told, /✋/);
    const end = this.#random.pick(['approved', 'rejected', 'void']);
    if (end === 'void') await this.#revoke(operator);
    if (end === 'rejected') {
      const last = this.#stage.town.telegram.messages(second).at(-1)?.id ?? 0;
      const reasons = { chat: second, words: 'Why not?', after: last };
      await this.#press(told, { from: second, button: 'Reject', says: /./, on: reasons });
      await this.#press(reasons, { from: second, button: 'Not now', says: /✖/, on: told });
    } else {
      const says = end === 'void' ? /✖ not sent/ : /✔ approved/;
      await this.#press(told, { from: second, button: 'Approve', says });
    }
    this.#ledger.expect(wanted, end === 'approved' ? 1 : 0);
    if (end === 'void') await this.begin(operator);
  }

  /** Sets something for a minute, in which its maker may send, or no longer. */
  async #set(operator: number): Promise<void> {
    const wanted = this.#ledger.wanted();
    const { word, number } = wanted;
    const due = Date.now() + MINUTE_MS;
    this.#screen.write(operator, operator, `/sms +${number} at=+1m ${word} please`);
    const set = { chat: operator, words: word };
    // Where no instance lived for long enough, it has gone by the time that its card is there.
    await this.#shows(set, /⏰|✈️|✅|❓/);
    const leaves = this.#random.chance(0.5);
    if (leaves) await this.#revoke(operator);
    const isInTime = Date.now() < due - IN_TIME_MS;
    this.#ledger.expect(wanted, leaves ? (isInTime ? 0 : null) : 1);
    // Whoever has no role any more is shown nothing any more: the owners are told.
    const isToldOf = (text: string) => text.includes('Did not go') && text.includes(word);
    if (leaves && isInTime) await this.#shows({ chat: OWNER, words: isToldOf }, /✋/);
    else if (!leaves) await this.#shows(set, /✈️|✅|❓/);
    if (leaves) await this.begin(operator);
  }

  /** Takes a conversation, answers, and leaves it; what is replied then is a draft. */
  async #talk(operator: number): Promise<void> {
    const asked = this.#ledger.wanted();
    const { number } = asked;
    const [answer, draft] = [
      { number, word: this.#ledger.word() },
      { number, word: this.#ledger.word() },
    ];
    await this.#stage.town.smsc.write(number, { to: OWN_NUMBER, text: `${asked.word}?` });
    this.#ledger.came(asked);
    const card = { chat: GROUP, words: (text: string) => text.startsWith('✉️') && text.includes(asked.word) };
    await this.#shows(card, /./);
    const reply = (words: string) => this.#screen.write(GROUP, operator, words, this.#screen.find(card)?.id);
    await this.#press(card, { from: operator, button: 'Take', says: TAKEN });
    const end = this.#random.pick(['released', 'away', 'revoked']);
    // A reply waits for some seconds, in which its writer may lose the right to send.
    this.#ledger.expect(answer, end === 'revoked' ? null : 1);
    reply(`${answer.word} gladly`);
    await this.#shows({ chat: GROUP, words: answer.word }, /./);
    if (end === 'released') {
      await this.#press(card, { from: operator, button: 'Release', says: NOT_TAKEN });
    } else if (end === 'away') {
      this.#screen.write(operator, operator, '/away until 5d');
      await this.#shows(card, NOT_TAKEN);
    } else await this.#revoke(operator);
    this.#ledger.expect(draft, 0);
    reply(`${draft.word} perhaps`);
    if (end === 'away') {
      const back = this.#screen.write(operator, operator, '/back');
      await this.#shows({ chat: operator, words: 'there again', after: back }, /./);
    }
    if (end === 'revoked') await this.begin(operator);
  }

  /** Sends something, and has all that is kept of its recipient erased. */
  async #forget(operator: number): Promise<void> {
    const wanted = this.#ledger.wanted();
    const { word, number } = wanted;
    this.#screen.write(operator, operator, `/sms +${number} ${word} please`);
    const { text } = await this.#shows({ chat: operator, words: word }, /✅|❓/);
    this.#ledger.expect(wanted, 1);
    // In doubt it stays.
    if (text.includes('❓')) return;
    const second = this.#random.pick(this.#stage.town.typists);
    const last = this.#stage.town.telegram.messages(second).at(-1)?.id ?? 0;
    this.#screen.write(OWNER, OWNER, `/forget +${number}`);
    const asked = { chat: second, words: formatPhone(number), after: last };
    const erased = { chat: second, words: '✅ Erased', after: last };
    await this.#press(asked, { from: second, button: 'Erase', says: /./, on: erased });
    this.#ledger.erased(wanted);
  }
}
