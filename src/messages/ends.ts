import { NO_MONEY } from './error-codes.ts';
import type { AttemptOutcome } from './standing.ts';
import type { MessageState } from './status.ts';
import { type Remedy, submitStatus } from './submit-status.ts';

/**
 * What helps a message that did not arrive. `again`: another try, now or in a few minutes. `wait`: another try, but not
 * before some hours have gone by, or before a person knows more. `channel`: another way to the same person. `mend`: a
 * person has to change the text, the sender or the number. `account`: money, rights or settings, which somebody else
 * looks after; then another try. `nothing`: it is as it should be, or must not be repeated.
 */
export type Helps = 'again' | 'wait' | 'channel' | 'mend' | 'account' | 'nothing';

/** Look-ups that tell more about why it did not arrive. */
export type Telling = 'ping' | 'hlr';

/** What an end means for whoever wants the message to arrive. */
export interface EndMeaning {
  /** It was certainly not delivered: to send it again delivers it once. */
  readonly certain: boolean;
  readonly helps: Helps;
  readonly tell: readonly Telling[];
}

/** What is known of a message that has ended, or has not yet. */
export interface Ended {
  readonly state: MessageState;
  /** The provider's error code (err) in its receipt. */
  readonly error: number | null;
  /** Of the answer that refused it. */
  readonly command_status: number | null;
}

/** Nobody pays for it: what costs as much ends the same way. */
export const isUnpaid = ({ error, command_status }: Omit<Ended, 'state'>): boolean =>
  command_status === null ? error === NO_MONEY : submitStatus(command_status).remedy === 'money';

/** How many messages ended so. */
export type EndCount = Ended & { readonly count: number };

/** Counts those that ended alike. */
export function countEnds(ended: readonly Ended[]): EndCount[] {
  const counts = new Map<string, EndCount>();
  for (const { state, error, command_status } of ended) {
    const key = [state, error, command_status].join();
    counts.set(key, { state, error, command_status, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

const row = (helps: Helps, ...tell: Telling[]): EndMeaning => ({ certain: true, helps, tell });
const perhaps = (helps: Helps, ...tell: Telling[]): EndMeaning => ({ certain: false, helps, tell });

/** Of an attempt that ended so nobody knows whether the provider has it, or says so of the one before. */
export const UNSURE_OUTCOMES: readonly AttemptOutcome[] = ['open', 'no_answer', 'given_up', 'duplicate'];

/** A receipt that names no reason, by its state. */
const BY_STATE = {
  undelivered: row('again', 'ping', 'hlr'),
  // Seen: delivered after its validity was over, since a network does not give back what it has.
  expired: perhaps('again', 'ping', 'hlr'),
  // Like 255.
  rejected: row('channel', 'hlr'),
  // Somebody took it back at the provider (SMPP 3.4, 5.2.28), and had a reason.
  deleted: row('nothing'),
} as const;

/**
 * A receipt that names its reason, by the provider's error code. Its list has a line each; what is not said there
 * follows from what the code says about the phone: whether it can have had the message, and for how long the reason
 * stands.
 */
const BY_ERROR: ReadonlyMap<number, EndMeaning> = new Map([
  // The number does not exist.
  [1, row('mend', 'hlr')],
  // Off, or out of coverage: in a minute it may be on.
  [6, row('again', 'ping', 'hlr')],
  // SMS are not connected: a call or a messenger gets through.
  [11, row('channel', 'hlr')],
  // A fault in the phone, or its memory is full: until it is switched off and on.
  [12, row('again', 'ping', 'hlr')],
  // Blocked by the operator, messengers are not; a ping tells when that is over.
  [13, row('channel', 'ping', 'hlr')],
  // The phone or the network does not take this service.
  [21, row('channel')],
  [NO_MONEY, row('account')],
  // A test of the account's: nothing left.
  [200, row('account')],
  // A new SIM card gets nothing from alphanumeric senders for a day.
  [219, row('wait')],
  // The operator's queue is full.
  [220, row('again')],
  // A call that was not taken, or met a busy line.
  [237, row('again', 'ping')],
  [240, row('again')],
  // No template that the operator has approved fits the text.
  [238, row('mend')],
  [239, row('account')],
  // The text could not be converted, or not all of its parts arrived.
  [241, row('mend')],
  // The machine may have kept what it was told.
  [242, perhaps('again')],
  [243, row('account')],
  [244, row('account')],
  // The operator did not say in time what became of it.
  [245, perhaps('wait', 'ping', 'hlr')],
  // Until the permitted hours, the next day, a pause.
  [246, row('wait')],
  [247, row('wait')],
  [251, row('wait')],
  // The provider has no way to this operator.
  [248, row('channel', 'hlr')],
  // Digits that are no number.
  [249, row('mend')],
  [250, row('account')],
  // On the provider's black list, perhaps because the subscriber asked for it.
  [252, row('nothing')],
  // The text, the sender.
  [253, row('mend')],
  [254, row('mend')],
  // The operator gave no reason.
  [255, row('channel', 'hlr')],
]);

/** A code that the provider does not document: ask it. */
const UNDOCUMENTED = row('account', 'ping', 'hlr');

/**
 * A refusal, by what can be done about its command_status. None of them was taken (SMPP 3.4, 4.4.2), but for those
 * that do not say so for sure.
 */
const BY_REMEDY: Readonly<Record<Remedy, EndMeaning>> = {
  none: perhaps('nothing'),
  bug: row('account'),
  provider: row('account'),
  again: row('again'),
  login: row('account'),
  money: row('account'),
  recipient: row('mend', 'hlr'),
  // To this number, by this channel.
  route: row('channel', 'hlr'),
  // Whoever keeps the mail server knows why.
  relay: row('account'),
  sender: row('mend'),
  shorter: row('mend'),
  // The provider may say so of a repeat: then it has the first, by whichever way that came.
  refused: perhaps('wait', 'hlr'),
  time: row('account'),
  lost: perhaps('nothing'),
  // To repeat what nobody understands could send twice.
  unnamed: perhaps('account'),
};

/**
 * The table of ends: what the end of a message means. Nothing that is still on its way, or of which nobody knows, is
 * certain.
 * @param isUnsure one of its attempts ended as {@link UNSURE_OUTCOMES}
 */
export function meaningOf({ state, error, command_status }: Ended, isUnsure: boolean): EndMeaning {
  const meaning = isUnsure ? { certain: false } : {};
  return { ...told(state, error, command_status), ...meaning };
}

function told(state: MessageState, error: number | null, commandStatus: number | null): EndMeaning {
  switch (state) {
    case 'undelivered':
    case 'expired':
    case 'rejected':
    case 'deleted':
      if (!error || state === 'deleted') return BY_STATE[state];
      return BY_ERROR.get(error) ?? { ...UNDOCUMENTED, certain: BY_STATE[state].certain };
    case 'refused':
      return BY_REMEDY[submitStatus(commandStatus ?? 0).remedy];
    case 'cancelled':
      return row('nothing');
    case 'unknown':
      return perhaps('wait', 'ping', 'hlr');
    default:
      return perhaps('nothing');
  }
}

/** Of a message in one of these somebody has it, or may have it, or may have it yet, whatever is said besides. */
export const THERE = ['submitting', 'accepted', 'in_doubt', 'delivered', 'unknown', 'left'] as const;

/**
 * Whether somebody has the message or may: it left, and it is not certain that it came to nothing.
 * @param hasDialect whether error codes are those of SMSC.ru
 */
export const mayBeThere = (end: Ended, hasDialect: boolean): boolean =>
  end.state !== 'waiting' &&
  end.state !== 'queued' &&
  !meaningOf(hasDialect ? end : { ...end, error: null }, false).certain;

/**
 * Codes of the provider that its client can do something about: no money, no approved template (238), mailing forbidden
 * (244), no route (248), forbidden by own settings (250), spam filter (253), sender not registered (254).
 */
const MENDABLE: ReadonlySet<number> = new Set([NO_MONEY, 238, 244, 248, 250, 253, 254]);

/**
 * Whether a person can mend what a message failed for: its sender, the login or the text, not the phone.
 * @param hasDialect whether error codes are those of SMSC.ru
 */
export function isMendable({ error, command_status }: Omit<Ended, 'state'>, hasDialect: boolean): boolean {
  if (command_status !== null)
    return ['login', 'money', 'relay', 'sender'].includes(submitStatus(command_status).remedy);
  return hasDialect && error !== null && MENDABLE.has(error);
}
