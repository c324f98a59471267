import { z } from 'zod';

/** What was typed as a recipient and is none. */
export const badRecipient = z.object({
  typed: z.string(),
  reason: z.enum(['not-a-number', 'too-short', 'too-long', 'not-valid', 'not-an-address']),
});
export const badRecipients = z.array(badRecipient).readonly();
