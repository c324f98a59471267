import { z } from 'zod';

/**
 * Why words below a card did not go at once: they seem to be for the bot or a colleague, are no words, were typed on the
 * wrong keyboard, have a place left to fill in or another customer's number, or call another contact by their name; or
 * the message above them never went, did not arrive, has not yet, is no conversation, is old, or is of a conversation
 * that somebody else has taken; or they were written before the question that they would answer was there to be read; or
 * they answer it, and read like no text to a customer.
 */
export const held = z.enum([
  'bot',
  'team',
  'bare',
  'keyboard',
  'place',
  'number',
  'name',
  'unsent',
  'failed',
  'coming',
  'other',
  'old',
  'taken',
  'early',
  'aside',
]);
export type Held = z.infer<typeof held>;
