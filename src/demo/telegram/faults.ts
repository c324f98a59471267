import { z } from 'zod';

const times = z.int().min(1).max(1_000_000).default(1);
const method = z.string().min(1).optional();

/** Faults of the Bot API that can be switched on, each for its next `times` calls. */
export const faultSchema = z.discriminatedUnion('fault', [
  z.strictObject({ fault: z.literal('none') }),
  /** Refuses with 429; `retryAfter` in seconds. */
  z.strictObject({
    fault: z.literal('429'),
    retryAfter: z.int().min(1).max(86_400).default(1),
    times,
    method,
  }),
  z.strictObject({ fault: z.literal('500'), times, method }),
  /** Does what was asked and cuts the connection before the answer. */
  z.strictObject({ fault: z.literal('cut-after-accept'), times, method }),
  /** Cuts every connection for that many seconds. */
  z.strictObject({ fault: z.literal('outage'), seconds: z.number().positive().max(86_400) }),
]);
type ActiveFault = Extract<z.output<typeof faultSchema>, { times: number }>;

/** The faults that are on. */
export class Faults {
  #active: { readonly fault: ActiveFault; left: number }[] = [];
  #outageUntil = 0;

  /** Throws ZodError for what is no fault. */
  set(given: unknown): void {
    const fault = faultSchema.parse(given);
    if (fault.fault === 'none') {
      this.#active = [];
      this.#outageUntil = 0;
    } else if (fault.fault === 'outage') {
      this.#outageUntil = Date.now() + fault.seconds * 1000;
    } else {
      this.#active.push({ fault, left: fault.times });
    }
  }

  get outage(): boolean {
    return Date.now() < this.#outageUntil;
  }

  /**
   * The fault that this call runs into, counted down. One without a method spares getUpdates: polling goes on all the
   * time, and would use up what is meant for the bot's doings.
   */
  take(called: string): ActiveFault | null {
    const name = called.toLowerCase();
    const hit = this.#active.find(({ fault }) =>
      fault.method ? fault.method.toLowerCase() === name : name !== 'getupdates',
    );
    if (!hit) return null;
    hit.left -= 1;
    if (hit.left === 0) this.#active = this.#active.filter((entry) => entry !== hit);
    return hit.fault;
  }
}
