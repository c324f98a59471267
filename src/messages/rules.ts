import { type GuardTimes, guardTimes } from './in-doubt.ts';
import type { Provider, RefusesRepeats } from './provider.ts';
import { overdueAfterMs } from './waits.ts';

/** What becomes of a message by the provider's habits once it was submitted. */
export interface Rules {
  readonly guard: GuardTimes;
  /** How long after its acceptance a message without a final status is asked about, ms. */
  readonly overdueAfterMs: number;
  /** Whether receipts are kept as they came although they were understood. */
  readonly keepsRaw: boolean;
  /** Whether the error codes of receipts mean what they mean at SMSC.ru. */
  readonly knowsCodes: boolean;
  /** Whether the provider can be asked by its HTTP API why it rejected what its receipt gives no reason for. */
  readonly asksWhy: boolean;
}

/**
 * @param habits of them `validity` in hours, null for the provider's own
 * @param keepRaw how many days what came is kept as it came
 * @param provider what it speaks
 * @param asksWhy its HTTP API is set up
 */
export const rulesOf = (
  habits: {
    readonly refusesRepeats: Pick<RefusesRepeats, 'seconds'>;
    readonly validity: number | null;
  },
  keepRaw = 0,
  { hasDialect }: Pick<Provider, 'hasDialect'> = { hasDialect: false },
  asksWhy = false,
): Rules => ({
  guard: guardTimes(habits.refusesRepeats.seconds),
  overdueAfterMs: overdueAfterMs(habits.validity),
  keepsRaw: keepRaw > 0,
  knowsCodes: hasDialect,
  asksWhy,
});
