import { z } from 'zod';
import { MONEY_SCALE, type Money } from '../messages/money.ts';

/*
 * What the provider answers. It writes numbers as numbers here and as text there: both are read. What is not asked for is
 * passed over.
 */

/** A balance may be negative, where the provider lends, and has no limit that a price has. */
const amount = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^-?\d{1,10}(?:\.\d+)?$/))
  .transform((text): Money => Math.round(Number(text) * MONEY_SCALE));
const word = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
const count = z.coerce.number().int().nonnegative();

/** An empty word is none. */
const wordOrNull = word
  .transform((value) => (value === '' ? null : value))
  .nullish()
  .transform((value) => value ?? null);

/** Hours from UTC, as minutes; null where it is no such number. */
const offset = wordOrNull.transform((value) => {
  const hours = Number(value ?? Number.NaN);
  return hours >= -12 && hours <= 14 ? Math.round(hours * 60) : null;
});

export const refusal = z.object({ error: z.string(), error_code: z.coerce.number().int() });

export const sent = z.object({
  id: word,
  /** Parts, all numbers together. */
  cnt: count,
  cost: amount.optional(),
  balance: amount.optional(),
});

export const price = z.object({ cost: amount, cnt: count });

export const balance = z.object({ balance: amount, currency: wordOrNull });

/** What is known of a number without asking its phone. */
export const facts = z.object({
  country: wordOrNull,
  operator: wordOrNull,
  region: wordOrNull,
  mcc: wordOrNull,
  mnc: wordOrNull,
  /** Minutes by which its clocks are ahead of UTC. */
  tz: offset,
});
export type Facts = z.infer<typeof facts>;

/** The state of one message, of which all that is said is kept as text. */
const state = z.looseObject({ status: z.coerce.number().int() }).transform(asText);
export const states = z.union([z.array(state), state.transform((one) => [one])]);

const answer = z.object({
  id: word,
  phone: word,
  to_phone: wordOrNull,
  message: z.string(),
  /** DD.MM.YYYY hh:mm:ss by the provider's clock. */
  received: wordOrNull,
});
export const incoming = z.array(answer);

function asText(fields: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );
}
