import type { CampaignState } from '../../../src/messages/campaign.ts';
import { guardTimes } from '../../../src/messages/in-doubt.ts';
import {
  isFinal,
  isOverruledBy,
  type MessageEvent,
  type MessageState,
  TRANSITIONS,
} from '../../../src/messages/status.ts';
import type { World } from './history.ts';
import { type Ledger, nameOf, type Submitted } from './ledger.ts';
import type { Fate, Place, Standing } from './path.ts';

/** Of SMSC.ru: what it refuses, and until when a submit without an answer may be repeated. */
const { guardMs, repeatMs } = guardTimes(60);
/** Clocks of two processes differ by so much at the most. */
const SKEW_MS = 4_000;
/** Look-ups are tried so often by the program: see DOUBT_LIMITS. */
const LOOKUP_SUBMITS = 3;

/** What was asked of a message, as far as it decides whether two are the same. */
export interface Wording {
  readonly recipient: string;
  readonly channel: string;
  readonly text: string;
}

/** Where a message can get to from a state, by any number of events. */
const REACHED = new Map<MessageState, ReadonlySet<MessageState>>();

function reachedFrom(state: MessageState): ReadonlySet<MessageState> {
  const known = REACHED.get(state);
  if (known) return known;
  const reached = new Set([state]);
  const events = Object.keys(TRANSITIONS) as MessageEvent[];
  for (const one of reached) {
    for (const event of events) {
      const { from, to } = TRANSITIONS[event];
      if ((from as readonly MessageState[]).includes(one)) reached.add(to);
    }
  }
  REACHED.set(state, reached);
  return reached;
}

const isSame = (one: Wording, other: Wording): boolean =>
  one.recipient === other.recipient && one.channel === other.channel && one.text === other.text;

/** What must hold of every history, whoever keeps the messages. Each function says what does not. */
export class Judge {
  private readonly world: World;
  private readonly ledger: Ledger;
  private readonly wording: (place: Place) => Wording;

  constructor(world: World, ledger: Ledger, wording: (place: Place) => Wording) {
    this.world = world;
    this.ledger = ledger;
    this.wording = wording;
  }

  /** A submit is about to be put on the ledger: may it leave? */
  mayLeave(one: Omit<Submitted, 'name' | 'id' | 'outcome' | 'isExcused'>): string[] {
    const before = this.ledger.of(one).filter(({ part, isExcused }) => part === one.part && !isExcused);
    const why = this.whyNot(one, before) ?? this.brokenGuard(one);
    return why === null ? [] : [`${nameOf(one)} part ${one.part} left although ${why}`];
  }

  private whyNot(
    one: Pick<Submitted, 'leftAt' | 'host' | 'pdus'> & Place,
    before: Submitted[],
  ): string | null {
    const told = (...outcomes: Submitted['outcome'][]) =>
      before.filter(({ outcome }) => outcomes.includes(outcome));
    const lost = told('silence');
    const { channel } = this.wording(one);
    const isLookup = channel === 'hlr';
    const taken = told('taken', 'nameless', 'reused');
    // A look-up that was taken may prove to be a repeat that was not, by its receipt.
    if (taken.length > 0 && !(isLookup && lost.length > 0)) return 'it was taken';
    if (told(null).length > 0) return 'its answer is awaited';
    if (told('refused').length > 0) return 'it was refused for good';
    // A request that was throttled may count towards the guard all the same.
    if (told('duplicate').length > 0 && told('throttled', 'later').length === 0) return 'it is a duplicate';
    if (lost.length === 0) return null;
    if (!this.world.guards) return 'nobody knows whether it was taken';
    if (isLookup) return lost.length + taken.length < LOOKUP_SUBMITS ? null : 'it was paid for often enough';
    if (channel !== 'sms' || one.pdus > 1) return 'no guard is known to keep it from arriving twice';
    if (told('duplicate').length > 0) return 'its repeat was refused';
    if (lost.some(({ host }) => host !== one.host)) return 'another host may have it';
    const isLate = lost.some(({ leftAt }) => one.leftAt - leftAt > repeatMs + SKEW_MS);
    return isLate ? 'the guard may not last until it arrives' : null;
  }

  /** Nothing that the provider would take for the same goes within its minute, but for the repeat of a message's own. */
  private brokenGuard(one: Pick<Submitted, 'account' | 'leftAt'> & Place): string | null {
    if (!this.world.guards) return null;
    const own = this.wording(one);
    const close = this.ledger.all.find(
      (other) =>
        other.account === one.account &&
        one.leftAt - other.leftAt < guardMs &&
        other.outcome !== 'unwritten' &&
        (nameOf(other) === nameOf(one)
          ? other.isExcused && other.outcome === 'silence'
          : isSame(own, this.wording(other))),
    );
    return close ? `${close.name} said the same within the minute` : null;
  }

  /** What has not been tried, or is to be tried anew, leaves while its campaign runs alone. */
  isLetGo(place: Place, before: MessageState | undefined, campaign: CampaignState | null): string[] {
    const isFree = campaign === null || campaign === 'running';
    const wasQueued = before === 'queued' || before === 'waiting';
    return isFree || !wasQueued ? [] : [`${nameOf(place)} left although its campaign is in ${campaign}`];
  }

  /** All has been sent that may be, however long it took. */
  isSent(place: Place, state: MessageState): string[] {
    return state === 'queued' ? [`${nameOf(place)} is queued, and never leaves`] : [];
  }

  /** A message that was in one state is in another now. */
  mayBecome(place: Place, before: MessageState, now: MessageState): string[] {
    const may = isFinal(before) ? before === now || isOverruledBy(before, now) : reachedFrom(before).has(now);
    return may ? [] : [`${nameOf(place)} was ${before} and is ${now}`];
  }

  /** Counters say what the messages say. */
  isCounted(fates: readonly Fate[], { tally }: Pick<Standing, 'tally'>): string[] {
    const counted = new Map(
      [...Map.groupBy(fates, keyOf)].map(([key, alike]) => [
        key,
        `${alike.length}, ${alike.reduce((sum, { cost }) => sum + (cost ?? 0), 0)}`,
      ]),
    );
    const told = new Map(tally.map((row) => [keyOf(row), `${row.count}, ${row.cost ?? 0}`]));
    const wrong = [...new Set([...counted.keys(), ...told.keys()])].filter(
      (key) => counted.get(key) !== told.get(key),
    );
    return wrong.map((key) => `${key}: counted ${told.get(key)}, there are ${counted.get(key)}`);
  }

  /** [Send 3] sends three. */
  isOffered(fates: readonly Fate[], { card }: Pick<Standing, 'card'>): string[] {
    const waiting = fates.filter(({ state }) => state === 'waiting').length;
    return card.buttons
      .flat()
      .filter((label) => /^Send \d+$/.test(label) && label !== `Send ${waiting}`)
      .map((label) => `[${label}] stands where ${waiting} wait`);
  }
}

const keyOf = ({ state, error, commandStatus }: Pick<Fate, 'state' | 'error' | 'commandStatus'>): string =>
  `${state} ${error} ${commandStatus}`;
