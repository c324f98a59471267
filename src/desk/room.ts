import { z } from 'zod';
import { LANGUAGES } from '../languages.ts';

/** Minutes of a day, as clocks show them: 1,440 is the midnight that ends it. */
const minute = z.int().min(0).max(1_440);

/** Days as ISO 8601 counts them, Monday being 1, and from when to when on each. */
const shift = z.object({ days: z.array(z.int().min(1).max(7)), from: minute, to: minute });

/** A chat's settings; what is absent follows the bot's own. */
export const room = z.object({
  /** IANA name, or a distance from UTC such as +05:00. */
  zone: z.string().optional(),
  /** One that is spoken no more is as good as none. */
  language: z.enum(LANGUAGES).optional().catch(undefined),
  /** From whom messages go that name nobody. */
  sender: z.string().optional(),
  /** The one that is offered first. */
  template: z.string().optional(),
  /** Nothing is sent then, in local time; from 22:00 to 9:00, say. */
  quiet: z.object({ from: minute, to: minute }).optional(),
  /** When somebody is there; `also` at other hours, none of which are twice on a day. */
  hours: shift.extend({ also: z.array(shift).optional() }).optional(),
  /** Minutes of working hours within which somebody who wrote is answered; else it is said that they wait. 0: it never is. */
  answerWithin: z.int().nonnegative().optional(),
  /** The same for which whoever has taken a conversation may be silent; then it is anybody's again. 0: it never is. */
  returnAfter: z.int().nonnegative().optional(),
  /** Recipients above which a second person approves: it may be fewer than the bot's own, never more. */
  approveAbove: z.int().nonnegative().optional(),
  /** Messages that anybody but an owner may have sent in a day, where some of it is asked for here: it tightens their quota. */
  quotaDay: z.int().nonnegative().optional(),
  /** Typographic characters that cost a part are made plain, or asked about. */
  plain: z.enum(['always', 'ask']).optional(),
  /** Whether cards have what not every client of Telegram shows: quotes that fold up, dates that count down. */
  messages: z.enum(['rich', 'plain']).optional(),
  /** Who is on the stop list may be answered. */
  answersPassStopList: z.boolean().optional(),
});
export type Room = z.infer<typeof room>;
