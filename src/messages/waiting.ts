/**
 * What a message may wait for, in the order in which it is asked. One reason at a time stands on the card, and [Send]
 * answers that one: what else still holds is asked next, unless the same card showed it.
 */
export const WAITING_REASONS = [
  'stale',
  'confirmation',
  'price',
  'landline',
  'guard',
  'terms',
  'approval',
  'right',
  'stopped',
  'schedule',
] as const;

export type WaitingReason = (typeof WAITING_REASONS)[number];

interface Reason {
  /** What a person's word on this one answers as well, since they read it on the same card. */
  readonly answers: readonly WaitingReason[];
  /** When it holds, for whoever reads the table. */
  readonly why: string;
}

const REASONS: Readonly<Record<WaitingReason, Reason>> = {
  stale: {
    answers: ['confirmation', 'price', 'landline', 'guard'],
    why: 'read later than SEND_MAX_AGE, or queued before so long a gap in which its account could not send',
  },
  confirmation: {
    answers: ['price', 'landline', 'guard'],
    why: 'a preview: several recipients, bad ones, a draft, half of a paste',
  },
  price: {
    answers: ['landline', 'guard'],
    why: 'above ASK_ABOVE_PARTS or ASK_ABOVE_COST, or dearer by a character that has a plain form',
  },
  landline: {
    answers: ['guard'],
    why: 'to a landline or a toll-free number, which has no screen to read a message on',
  },
  guard: { answers: [], why: 'the same text went to the same number within the minute' },
  terms: { answers: [], why: 'what was agreed cannot be kept as the connection is set by now' },
  approval: {
    answers: [],
    why: 'above APPROVE_ABOVE or APPROVE_ABOVE_COST, or from one of APPROVE_SENDERS: a second person has to say yes',
  },
  right: { answers: ['stale'], why: 'when its time came, whoever had it sent might not send any more' },
  stopped: { answers: [], why: 'all was stopped while it waited for its time, or for quiet hours to end' },
  schedule: {
    answers: [],
    why: 'its time has not come. That is no question: the program has it sent then, unless a person does before',
  },
};

/** Those that [Send] answers, whoever presses it: what a second person has to say has buttons of its own. */
export const SEND_ANSWERS = WAITING_REASONS.filter((reason) => reason !== 'approval');

/** All that an order waits for; the first is what is asked now. Empty: it waits for nothing. */
export type Waits = readonly WaitingReason[];

/** These reasons, each once, in the order in which they are asked. */
export const waitsFor = (reasons: Iterable<WaitingReason>): Waits => {
  const all = new Set(reasons);
  return WAITING_REASONS.filter((reason) => all.has(reason));
};

/** What is left to wait for once a person has answered this reason. */
export const afterLeaving = (waits: Waits, reason: WaitingReason): Waits =>
  waits.filter((one) => one !== reason && !REASONS[reason].answers.includes(one));
