/** Faults of the provider's mail server that a person or a test switches on. */
import { z } from 'zod';

const times = z.int().min(1).default(1);

/** The words are those of `GET /api`. */
export const faultSchema = z.discriminatedUnion('fault', [
  z
    .strictObject({
      fault: z.literal('refuse'),
      at: z.enum(['sender', 'recipient', 'message']).default('recipient'),
      code: z.int().min(400).max(599).default(550),
      times,
    })
    .describe(
      'So many mails are refused with that code: at the sender, the recipient or the message itself.',
    ),
  z
    .strictObject({ fault: z.literal('busy'), times })
    .describe('So many connections are greeted with 421 and closed.'),
  z
    .strictObject({ fault: z.literal('cut'), when: z.enum(['before', 'after']).default('after'), times })
    .describe(
      'So many connections break when the message is there: before it is carried out, or after it; there is no answer.',
    ),
  z
    .strictObject({ fault: z.literal('slow'), seconds: z.number().min(0).max(86_400), times })
    .describe('So many messages are carried out at once and answered so much later.'),
  z
    .strictObject({ fault: z.literal('lost'), times })
    .describe('So many messages are taken, and nothing comes of them.'),
  z.strictObject({ fault: z.literal('none') }).describe('Ends all of them; answers that were held go out.'),
]);
