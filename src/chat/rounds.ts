import type { Logger } from '../log.ts';
import type { Alarm } from '../store/alarm.ts';
import { levelOf } from '../store/failure.ts';

const RETRY_MS = 1_000;

/** Goes round for as long as it runs. */
export interface Rounds {
  /** Ends after the round at hand; the alarm is closed. */
  stop(): Promise<void>;
}

/**
 * Does rounds, each of which sleeps on the alarm as long as it may. One that fails is done again a second later.
 * @param waits what waits meanwhile, for the log
 * @param round its signal aborts when it is to end
 */
export function startRounds(
  { alarm, log, waits }: { readonly alarm: Alarm; readonly log: Logger; readonly waits: string },
  round: (signal: AbortSignal) => Promise<void>,
): Rounds {
  const stopping = new AbortController();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await round(stopping.signal);
      } catch (err) {
        log[levelOf(err)]({ err }, `${waits} wait: the store does not answer`);
        await alarm.sleep(RETRY_MS);
      }
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      alarm.ring();
      await running;
      alarm.close();
    },
  };
}
