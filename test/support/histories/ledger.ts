import type { AccountName, Answer, Host, Which, World } from './history.ts';
import type { Left, Place } from './path.ts';

/** A submit that left, as the world outside knows it. */
export interface Submitted extends Left {
  readonly account: AccountName;
  readonly host: Host;
  /** True time, ms since the history began, and by the clock of whoever sent it. */
  readonly leftAt: number;
  readonly leftBy: number;
  /** Which process of the account sent it: no other hears of its answer. */
  readonly process: number;
  /** "A1.2": the second submit of A1. */
  readonly name: string;
  /** The provider's id of it, as its answer tells it. */
  id: string;
  /** What was told of it, last; null: nothing yet. */
  outcome: Answer['says'] | null;
  /** A person has decided about its message since: it is no reason any more not to send it. */
  isExcused: boolean;
}

/** The letter of an order and the number of a message in it. */
export const nameOf = ({ order, position }: Place): string =>
  `${String.fromCharCode(65 + order)}${position + 1}`;

/** Ids that one message can have, so that no two have the same by themselves. */
const IDS = 8;
/** Messages that one order can have. */
const MESSAGES = 4;

/** Everything that has left, whatever is kept of it. */
export class Ledger {
  readonly all: Submitted[] = [];
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  add(left: Left, by: Pick<Submitted, 'account' | 'host' | 'leftAt' | 'leftBy' | 'process'>): Submitted {
    const own = this.of(left).length;
    const place = (left.order * MESSAGES + left.position) * IDS + own;
    const submitted: Submitted = {
      ...left,
      ...by,
      name: `${nameOf(left)}.${own + 1}`,
      id: this.answered(this.world.firstId + place),
      outcome: null,
      isExcused: false,
    };
    this.all.push(submitted);
    return submitted;
  }

  /** What left of a message, oldest first. */
  of({ order, position }: Place): Submitted[] {
    return this.all.filter((one) => one.order === order && one.position === position);
  }

  /**
   * The submit that a step is about, among those in the order of their messages: in which order they left does not
   * decide whom an answer reaches. Null: there is none.
   */
  pick(
    { among, nth }: Which,
    account: AccountName,
    isInQuestion: (one: Submitted) => boolean = () => true,
  ): Submitted | null {
    const found = this.all
      .filter((one) => one.account === account && isInQuestion(one))
      .filter(({ outcome }) => among === 'any' || (outcome === 'silence') === (among === 'late'))
      .filter(({ outcome }) => among !== 'open' || outcome === null)
      .toSorted((one, other) => one.order - other.order || one.position - other.position);
    return found[nth % Math.max(1, found.length)] ?? null;
  }

  private answered(id: number): string {
    return this.world.ids === 'decimal' ? id.toString(16) : String(id);
  }
}

/** How a receipt writes an id that an answer told. */
export function writtenId(id: string, { ids }: World): string {
  const number = Number.parseInt(id, ids === 'decimal' ? 16 : 10);
  return ids === 'hex' ? number.toString(16).toUpperCase() : String(number);
}
