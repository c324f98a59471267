/** Faults of the provider's HTTP API that a person or a test switches on. */
import { z } from 'zod';
import { CountedFaults } from '../counted-faults.ts';
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

/** The faults that are on. */
export class Faults extends CountedFaults<z.infer<typeof faultSchema>> {
  constructor() {
    super("the provider's HTTP API", faultSchema);
  }

  /** @throws Refusal when a fault has the next request answered so */
  throwRefusal(): void {
    const fault = this.take('error');
    if (fault !== null) throw new Refusal(fault.code as ErrorCode);
  }

  /** Resolves when the next answer may go: now, or so much later. */
  async inTime(): Promise<void> {
    const slow = this.take('slow');
    if (slow !== null) await this.held(slow);
  }
}
