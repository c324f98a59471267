import type { WaitingReason } from './waiting.ts';

/**
 * The life of a message: its states, and every way from one to another, in one table.
 *
 *   waiting ─> queued ─> submitting ─> accepted ─> delivered | undelivered | expired | rejected | deleted | unknown
 *                 ^          │  ├───> refused      the provider said no to the submit
 *                 └──────────┘  └<──> in_doubt     no answer came: it may or may not have been taken
 *
 * `cancelled` is reached from anything before submitting, `left` from in_doubt by a person's word, or from there when a try
 * that was given up may have been taken; a receipt still ends what was left. So does a better one what another
 * receipt ended: any other end `unknown`, a delivery any of them. The store puts
 * `from` into the WHERE of its UPDATE, so a transition that this table does not hold cannot happen.
 */
export const MESSAGE_STATES = [
  'waiting',
  'queued',
  'submitting',
  'accepted',
  'in_doubt',
  'delivered',
  'undelivered',
  'expired',
  'rejected',
  'deleted',
  'unknown',
  'refused',
  'cancelled',
  'left',
] as const;

export type MessageState = (typeof MESSAGE_STATES)[number];

/** States that a receipt ends a message in. `unknown` also stands for "no status came from the provider". */
export const RECEIPT_ENDS = [
  'delivered',
  'undelivered',
  'expired',
  'rejected',
  'deleted',
  'unknown',
] as const;

export type ReceiptEnd = (typeof RECEIPT_ENDS)[number];

/** Does a receipt with this state end its message? One without a state does not. */
export const isReceiptEnd = (state: string | null): state is ReceiptEnd =>
  state !== null && (RECEIPT_ENDS as readonly string[]).includes(state);

interface Transition {
  readonly from: readonly MessageState[];
  readonly to: MessageState;
  /** The reason, for whoever reads the table. */
  readonly why: string;
}

/** An end by receipt may overtake the answer to the submit, so submitting and in_doubt may end directly, and left too. */
const beforeReceipt = ['queued', 'submitting', 'accepted', 'in_doubt', 'left'] as const;
/** `unknown` says that nobody knows: whoever knows later has the last word. */
const beforeEnd = [...beforeReceipt, 'unknown'] as const;

export const TRANSITIONS = {
  freshen: {
    from: ['waiting'],
    to: 'queued',
    why: 'a person had it sent although it is old',
  },
  confirm: {
    from: ['waiting'],
    to: 'queued',
    why: 'a person saw the preview and pressed Send',
  },
  afford: {
    from: ['waiting'],
    to: 'queued',
    why: 'a person had it sent although it is dear',
  },
  venture: {
    from: ['waiting'],
    to: 'queued',
    why: 'a person had it sent although the number is a landline',
  },
  insist: {
    from: ['waiting'],
    to: 'queued',
    why: 'a person had it sent although the same text has just gone to the same number',
  },
  agree: {
    from: ['waiting'],
    to: 'queued',
    why: 'a person took what can be had in place of what was agreed',
  },
  approve: {
    from: ['waiting'],
    to: 'queued',
    why: 'a second person approved it, who neither asked for it nor pressed Send',
  },
  vouch: {
    from: ['waiting'],
    to: 'queued',
    why: 'a person who may had it sent in place of one who may not any more',
  },
  restart: {
    from: ['waiting'],
    to: 'queued',
    why: 'a person had what was stopped with all else go on',
  },
  due: {
    from: ['waiting'],
    to: 'queued',
    why: 'its set time has come, or a person had it sent before',
  },
  cancel: {
    from: ['waiting', 'queued'],
    to: 'cancelled',
    why: 'a person pressed Cancel before anything left, or would have to be asked and nobody could be',
  },
  withdraw: {
    from: ['waiting', 'queued'],
    to: 'left',
    why: 'a person pressed Cancel, but an earlier try may have been taken',
  },
  hold: {
    from: ['queued'],
    to: 'waiting',
    why: 'when its turn came it was older than SEND_MAX_AGE, or could not go as agreed, or all was stopped: a person is asked',
  },
  claim: {
    from: ['queued', 'in_doubt'],
    to: 'submitting',
    why: 'window and rate were in hand; the attempt is on record. From in doubt: a repeat that the guard makes safe',
  },
  release: {
    from: ['submitting', 'in_doubt'],
    to: 'queued',
    why: 'throttled, refused for now, or certainly not written: nothing was taken, even if that was said late',
  },
  accept: {
    from: ['queued', 'submitting', 'in_doubt'],
    to: 'accepted',
    why: 'every part was answered with ESME_ROK; a late answer counts also after a person asked to send again',
  },
  refuse: {
    from: ['queued', 'submitting', 'in_doubt'],
    to: 'refused',
    why: 'a permanent submit_sm_resp error',
  },
  doubt: {
    from: ['submitting', 'in_doubt', 'accepted'],
    to: 'in_doubt',
    why: 'no answer came in time, or the link or the process died; what is known of it may change, and a repeat that was taken may prove to be a duplicate by its receipt',
  },
  repeat: { from: ['in_doubt'], to: 'queued', why: 'a person pressed Send again' },
  leave: { from: ['in_doubt'], to: 'left', why: 'a person pressed Leave it' },
  delivered: {
    from: [...beforeEnd, 'expired', 'undelivered', 'rejected', 'deleted'],
    to: 'delivered',
    why: 'receipts of all parts say so; whatever was said before it, the phone has it now',
  },
  undelivered: { from: beforeEnd, to: 'undelivered', why: 'a receipt of any part says so' },
  expired: { from: beforeEnd, to: 'expired', why: 'a receipt of any part says so' },
  rejected: { from: beforeEnd, to: 'rejected', why: 'a receipt of any part says so' },
  deleted: { from: beforeEnd, to: 'deleted', why: 'a receipt of any part says so' },
  unknown: {
    from: beforeReceipt,
    to: 'unknown',
    why: 'a receipt says so, or validity is over and QUERY_SM knows no status either',
  },
} as const satisfies Record<string, Transition>;

export type MessageEvent = keyof typeof TRANSITIONS;

/** The way out of waiting, by a person's word or for a set time by the clock, one for each reason: the reason stands in the WHERE too. */
export const LEAVING = {
  stale: 'freshen',
  confirmation: 'confirm',
  price: 'afford',
  landline: 'venture',
  guard: 'insist',
  terms: 'agree',
  approval: 'approve',
  right: 'vouch',
  stopped: 'restart',
  schedule: 'due',
} as const satisfies Record<WaitingReason, MessageEvent>;

const finals: ReadonlySet<MessageState> = new Set([...RECEIPT_ENDS, 'refused', 'cancelled', 'left']);

/** Does this end give way to what a receipt says later? What else contradicts an end changes nothing. */
export const isOverruledBy = (state: MessageState, later: string | null): boolean =>
  isReceiptEnd(later) && (TRANSITIONS[later].from as readonly MessageState[]).includes(state);

/**
 * Nothing more is expected. What contradicts a final state later is kept in the history and changes nothing, unless the
 * table has a way from it.
 */
export const isFinal = (state: MessageState): boolean => finals.has(state);

/** True when nothing moves by itself any more: final, or waiting for a person. */
export const isAtRest = (state: MessageState): boolean =>
  isFinal(state) || state === 'waiting' || state === 'in_doubt';

/** Did it end without reaching the person? `left` and `cancelled` are neither reached nor failed. */
export const isFailed = (state: MessageState): boolean =>
  state === 'refused' || (state !== 'delivered' && isReceiptEnd(state));
