/** Faults of the provider's HTTP API that a person or a test switches on. */
import { z } from 'zod';
import { type ErrorCode, Refusal } from './refusal.ts';

const times = z.int().min(1).default(1);

/** The words are those of `GET /api`. */
export const faultSchema = z.discriminatedUnion('fault', [
  z
    .strictObject({ fault: z.literal('slow'), seconds: z.number().min(0).max(86_400), times })
    .describe('So many requests are carried out at once and answered so much later.'),
  z
    .strictObject({ fault: z.literal('cut'), when: z.enum(['before', 'after']).default('after'), times })
    .describe(
      'So many connections break: before the request is carried out, or after it, without an answer.',
    ),
  z
    .strictObject({ fault: z.literal('status'), status: z.int().min(300).max(599).default(500), times })
    .describe('So many requests get that HTTP status; nothing is carried out.'),
  z
    .strictObject({ fault: z.literal('garbage'), times })
    .describe('So many requests are carried out, and what is answered is no JSON.'),
  z
    .strictObject({ fault: z.literal('wrong-json'), times })
    .describe('So many requests are carried out, and what is answered is JSON of another shape.'),
  z
    .strictObject({ fault: z.literal('error'), code: z.int().min(1).max(9).default(9), times })
    .describe("So many requests get that error of the provider's; nothing is carried out."),
  z.strictObject({ fault: z.literal('none') }).describe('Ends all of them; answers that were held go out.'),
]);

type Counted = Exclude<z.infer<typeof faultSchema>, { fault: 'none' }>;

/** The faults that are on: one of each kind; each `take` uses one up. */
export class Faults {
  readonly #on = new Map<Counted['fault'], Counted>();
  readonly #held = new Map<NodeJS.Timeout, () => void>();

  /** Switches one on; throws an Error that says what is wrong with it. */
  set(input: unknown): void {
    const parsed = faultSchema.safeParse(input);
    if (!parsed.success) {
      throw new Error(`not a fault of the provider's HTTP API: ${z.prettifyError(parsed.error)}`);
    }
    if (parsed.data.fault === 'none') this.clear();
    else this.#on.set(parsed.data.fault, parsed.data);
  }

  /** The fault of that kind, when the next request has it. */
  take<Kind extends Counted['fault']>(
    kind: Kind,
    fits: (fault: Extract<Counted, { fault: Kind }>) => boolean = () => true,
  ): Extract<Counted, { fault: Kind }> | null {
    const fault = this.#on.get(kind) as Extract<Counted, { fault: Kind }> | undefined;
    if (fault === undefined || !fits(fault)) return null;
    if (fault.times > 1) this.#on.set(kind, { ...fault, times: fault.times - 1 });
    else this.#on.delete(kind);
    return fault;
  }

  /** @throws Refusal when a fault has the next request answered so */
  throwRefusal(): void {
    const fault = this.take('error');
    if (fault !== null) throw new Refusal(fault.code as ErrorCode);
  }

  /** Resolves when the next answer may go: now, or so much later, unless the faults end before. */
  async inTime(): Promise<void> {
    const slow = this.take('slow');
    if (slow === null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#held.delete(timer);
        resolve();
      }, slow.seconds * 1000);
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
