import { z } from 'zod';

/** A fault that is on for so many times; `none` ends all of them. */
type Fault = { readonly fault: string; readonly times: number } | { readonly fault: 'none' };
type Of<Any extends Fault, Kind> = Extract<Any, { fault: Kind; times: number }>;

/** The faults of one side that are on: one of each kind; each `take` uses one up. */
export class CountedFaults<Any extends Fault> {
  readonly #side: string;
  readonly #schema: z.ZodType<Any>;
  readonly #on = new Map<string, Any & { times: number }>();
  readonly #held = new Map<NodeJS.Timeout, () => void>();

  /** @param side whose they are, in words */
  constructor(side: string, schema: z.ZodType<Any>) {
    this.#side = side;
    this.#schema = schema;
  }

  /** Switches one on; throws an Error that says what is wrong with it. */
  set(input: unknown): void {
    const parsed = this.#schema.safeParse(input);
    if (!parsed.success) throw new Error(`not a fault of ${this.#side}: ${z.prettifyError(parsed.error)}`);
    const fault = parsed.data;
    if ('times' in fault) this.#on.set(fault.fault, fault as Any & { times: number });
    else this.clear();
  }

  /** The fault of that kind, when what comes next has it. */
  take<Kind extends Any['fault']>(
    kind: Kind,
    fits: (fault: Of<Any, Kind>) => boolean = () => true,
  ): Of<Any, Kind> | null {
    const fault = this.#on.get(kind) as Of<Any, Kind> | undefined;
    if (fault === undefined || !fits(fault)) return null;
    if (fault.times > 1) this.#on.set(kind, { ...fault, times: fault.times - 1 });
    else this.#on.delete(kind);
    return fault;
  }

  /** Resolves when an answer that is held for so long may go: then, or when the faults end before. */
  async held({ seconds }: { readonly seconds: number }): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#held.delete(timer);
        resolve();
      }, seconds * 1000);
      this.#held.set(timer, resolve);
    });
  }

  clear(): void {
    this.#on.clear();
    for (const [timer, resolve] of this.#held) {
      clearTimeout(timer);
      resolve();
    }
    this.#held.clear();
  }
}
