import type { UnboundExit } from '../sender/unbound-exit.ts';
import type { Submit, Way, WayEvents } from '../sender/way.ts';
import type { HandingMetrics } from './metrics.ts';
import { Statuses, type StatusesOptions } from './statuses.ts';

/** What an exit tells of itself. */
export interface ExitEvents extends Pick<WayEvents, 'onFree' | 'onChange'> {
  /** An attempt, put on record at that time (ms), was taken, or perhaps was. */
  onHandedOver(attemptId: number, committedAt: number): void;
}

type Asking = Omit<StatusesOptions, 'protocol' | 'isUp' | 'onTold'> & Partial<Pick<StatusesOptions, 'isUp'>>;

interface HandingWayOptions<Own extends Submit>
  extends Pick<Way, 'protocol' | 'carries' | 'load' | 'offer' | 'status'> {
  readonly metrics: HandingMetrics;
  exit(events: ExitEvents): UnboundExit<Own>;
  /** How it is asked what became of messages, by default while the exit is up; null: not at all. */
  readonly asking: Asking | null;
  /** Aborted once nothing is handed over any more. */
  readonly stopping: AbortController;
}

/** A way that hands messages over under ids of our own, and asks afterwards what became of them. */
export function handingWay<Own extends Submit>({
  metrics,
  asking,
  stopping,
  exit: exitWith,
  ...way
}: HandingWayOptions<Own>): Way {
  let events: Pick<WayEvents, 'onFree' | 'onChange'> = { onFree() {}, onChange() {} };
  let unwatch = () => {};
  const exit = exitWith({
    onFree: () => events.onFree(),
    onChange: () => events.onChange(),
    onHandedOver: (attemptId, committedAt) => statuses?.watch(attemptId, committedAt),
  });
  const statuses: Statuses | null =
    asking &&
    new Statuses({
      isUp: () => exit.ready,
      ...asking,
      protocol: way.protocol,
      onTold() {
        exit.told(Date.now());
        events.onFree();
      },
    });
  return {
    ...way,
    metrics,
    exits: [exit],
    get isUp() {
      return exit.ready;
    },
    begin(told) {
      events = told;
      unwatch = metrics.watch({ isUp: () => exit.ready, inFlight: () => exit.underWay });
      exit.start();
      statuses?.start();
    },
    async end(drainMs) {
      await exit.stop(drainMs);
      stopping.abort();
      await statuses?.stop();
      unwatch();
    },
  };
}
