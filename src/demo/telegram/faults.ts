import { z } from 'zod';
import { NEWER_FIELDS, type NewerField } from './newer-fields.ts';

const times = z.int().min(1).max(1_000_000).default(1);
const method = z.string().min(1).optional().describe('Of the Bot API; any but getUpdates when left out.');
const seconds = z.number().positive().max(86_400);

/** Faults of the Bot API that can be switched on. The words are those of `GET /api`. */
export const faultSchema = z.discriminatedUnion('fault', [
  z.strictObject({ fault: z.literal('none') }).describe('Ends all of them; answers that were held go out.'),
  z
    .strictObject({
      fault: z.literal('429'),
      retryAfter: z.int().min(1).max(86_400).default(1),
      times,
      method,
    })
    .describe('So many calls are refused with 429; retryAfter is in seconds.'),
  z.strictObject({ fault: z.literal('500'), times, method }).describe('So many calls are refused with 500.'),
  z
    .strictObject({
      fault: z.literal('refuse'),
      code: z.union([z.literal(400), z.literal(403)]).default(400),
      description: z.string().min(1),
      chat: z.int().optional(),
      times,
      method,
    })
    .describe(
      'So many calls are refused in these words, which the code stands before as Telegram writes it; in one chat, where one is named.',
    ),
  z
    .strictObject({ fault: z.literal('cut-after-accept'), times, method })
    .describe('Does what so many calls ask, and cuts the connection before the answer.'),
  z
    .strictObject({ fault: z.literal('outage'), seconds })
    .describe('Cuts every connection for that many seconds.'),
  z
    .strictObject({ fault: z.literal('refuse-fields'), fields: z.array(z.enum(NEWER_FIELDS)).min(1) })
    .describe('Is an older server until cleared: refuses every request that uses one of these.'),
  z
    .strictObject({ fault: z.literal('refuse-methods'), methods: z.array(z.string().min(1)).min(1) })
    .describe('Is an older server until cleared: these methods do not exist.'),
  z
    .strictObject({ fault: z.literal('hang'), chat: z.int(), seconds, method })
    .describe(
      'Does at once what is asked for that chat in the next seconds, and answers only when they are over, or when the fault is cleared.',
    ),
]);
type Fault = z.output<typeof faultSchema>;
type ActiveFault = Extract<Fault, { times: number }>;

interface Hang {
  readonly chat: number;
  readonly method: string | undefined;
  readonly over: Promise<void>;
  end(): void;
}

/** The faults that are on. */
export class Faults {
  #active: { readonly fault: ActiveFault; left: number }[] = [];
  #outageUntil = 0;
  readonly #hangs = new Set<Hang>();
  readonly #refusedMethods = new Set<string>();
  readonly #unknownFields = new Set<NewerField>();

  /** Throws ZodError for what is no fault. */
  set(given: unknown): void {
    const fault = faultSchema.parse(given);
    switch (fault.fault) {
      case 'none':
        this.clear();
        break;
      case 'outage':
        this.#outageUntil = Date.now() + fault.seconds * 1000;
        break;
      case 'refuse-fields':
        for (const field of fault.fields) this.#unknownFields.add(field);
        break;
      case 'refuse-methods':
        for (const name of fault.methods) this.#refusedMethods.add(name.toLowerCase());
        break;
      case 'hang':
        this.#hang(fault);
        break;
      default:
        this.#active.push({ fault, left: fault.times });
    }
  }

  /** Ends all faults; answers that were held go out. */
  clear(): void {
    this.#active = [];
    this.#outageUntil = 0;
    this.#unknownFields.clear();
    this.#refusedMethods.clear();
    for (const hang of [...this.#hangs]) hang.end();
  }

  get outage(): boolean {
    return Date.now() < this.#outageUntil;
  }

  get unknownFields(): ReadonlySet<NewerField> {
    return this.#unknownFields;
  }

  refuses(called: string): boolean {
    return this.#refusedMethods.has(called.toLowerCase());
  }

  /** Resolves when the answer of this call may go out. */
  async held(called: string, chat: string | null): Promise<void> {
    const hit = [...this.#hangs].find(
      (hang) => String(hang.chat) === chat && (!hang.method || hang.method === called.toLowerCase()),
    );
    await hit?.over;
  }

  #hang({ chat, seconds, method }: Extract<Fault, { fault: 'hang' }>): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    const hang: Hang = {
      chat,
      method: method?.toLowerCase(),
      over: promise,
      end: () => {
        clearTimeout(timer);
        this.#hangs.delete(hang);
        resolve();
      },
    };
    const timer = setTimeout(hang.end, seconds * 1000);
    this.#hangs.add(hang);
  }

  /**
   * The fault that this call runs into, counted down. One without a method spares getUpdates: polling goes on all the
   * time, and would use up what is meant for the bot's doings.
   */
  take(called: string, chat: string | null): ActiveFault | null {
    const name = called.toLowerCase();
    const hit = this.#active.find(
      ({ fault }) =>
        (fault.method ? fault.method.toLowerCase() === name : name !== 'getupdates') &&
        !(fault.fault === 'refuse' && fault.chat !== undefined && String(fault.chat) !== chat),
    );
    if (!hit) return null;
    hit.left -= 1;
    if (hit.left === 0) this.#active = this.#active.filter((entry) => entry !== hit);
    return hit.fault;
  }
}
