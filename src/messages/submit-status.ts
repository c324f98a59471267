import { httpErrorOf } from './http-error.ts';
import { isForNow, replyOf } from './mail-reply.ts';

/**
 * What an answer means for the message: `throttled` – slow down and submit again; `temporary` – submit this one
 * again later, such as when the queue of its recipient is full; `permanent` – the same request would be refused again.
 */
export type SubmitStatusKind = 'throttled' | 'temporary' | 'permanent';

/** What can be done about an answer; statuses share their remedies. `unnamed`: ask what the number means. */
export type Remedy =
  | 'none'
  | 'bug'
  | 'provider'
  | 'again'
  | 'login'
  | 'money'
  | 'recipient'
  | 'route'
  | 'relay'
  | 'sender'
  | 'shorter'
  | 'refused'
  | 'time'
  | 'lost'
  | 'unnamed';

/** A command_status of the SMSC's answer, or what an error of the provider's HTTP API or a reply of its mail server stands on record as. */
export interface SubmitStatus {
  code: number;
  /** By SMPP 3.4, 5.1.3; "0x00000400" for a number that it does not name; "http3" for an error of the HTTP API, "smtp550" for a mail server's reply. */
  name: string;
  remedy: Remedy;
  kind: SubmitStatusKind;
}

type Row = readonly [code: number, name: string, remedy: Remedy, kind?: SubmitStatusKind];

// SMPP 3.4, table 5-2. What needs no kind is permanent.
const ROWS: readonly Row[] = [
  [0x00, 'ESME_ROK', 'none'],
  [0x01, 'ESME_RINVMSGLEN', 'shorter'],
  [0x02, 'ESME_RINVCMDLEN', 'bug'],
  [0x03, 'ESME_RINVCMDID', 'bug'],
  [0x04, 'ESME_RINVBNDSTS', 'again', 'temporary'],
  [0x05, 'ESME_RALYBND', 'login'],
  [0x06, 'ESME_RINVPRTFLG', 'bug'],
  [0x07, 'ESME_RINVREGDLVFLG', 'bug'],
  [0x08, 'ESME_RSYSERR', 'again', 'temporary'],
  [0x0a, 'ESME_RINVSRCADR', 'sender'],
  [0x0b, 'ESME_RINVDSTADR', 'recipient'],
  [0x0c, 'ESME_RINVMSGID', 'lost'],
  [0x0d, 'ESME_RBINDFAIL', 'login'],
  [0x0e, 'ESME_RINVPASWD', 'login'],
  [0x0f, 'ESME_RINVSYSID', 'login'],
  [0x11, 'ESME_RCANCELFAIL', 'lost'],
  [0x13, 'ESME_RREPLACEFAIL', 'lost'],
  [0x14, 'ESME_RMSGQFUL', 'again', 'temporary'],
  [0x15, 'ESME_RINVSERTYP', 'bug'],
  [0x33, 'ESME_RINVNUMDESTS', 'bug'],
  [0x34, 'ESME_RINVDLNAME', 'bug'],
  [0x40, 'ESME_RINVDESTFLAG', 'bug'],
  [0x42, 'ESME_RINVSUBREP', 'bug'],
  [0x43, 'ESME_RINVESMCLASS', 'bug'],
  [0x44, 'ESME_RCNTSUBDL', 'bug'],
  [0x45, 'ESME_RSUBMITFAIL', 'refused'],
  [0x48, 'ESME_RINVSRCTON', 'sender'],
  [0x49, 'ESME_RINVSRCNPI', 'sender'],
  [0x50, 'ESME_RINVDSTTON', 'recipient'],
  [0x51, 'ESME_RINVDSTNPI', 'recipient'],
  [0x53, 'ESME_RINVSYSTYP', 'login'],
  [0x54, 'ESME_RINVREPFLAG', 'bug'],
  [0x55, 'ESME_RINVNUMMSGS', 'bug'],
  [0x58, 'ESME_RTHROTTLED', 'again', 'throttled'],
  [0x61, 'ESME_RINVSCHED', 'time'],
  [0x62, 'ESME_RINVEXPIRY', 'time'],
  [0x63, 'ESME_RINVDFTMSGID', 'bug'],
  [0x64, 'ESME_RX_T_APPN', 'again', 'temporary'],
  [0x65, 'ESME_RX_P_APPN', 'provider'],
  [0x66, 'ESME_RX_R_APPN', 'provider'],
  [0x67, 'ESME_RQUERYFAIL', 'lost'],
  [0xc0, 'ESME_RINVOPTPARSTREAM', 'bug'],
  [0xc1, 'ESME_ROPTPARNOTALLWD', 'bug'],
  [0xc2, 'ESME_RINVPARLEN', 'bug'],
  [0xc3, 'ESME_RMISSINGOPTPARAM', 'bug'],
  [0xc4, 'ESME_RINVOPTPARAMVAL', 'bug'],
  [0xfe, 'ESME_RDELIVERYFAILURE', 'provider'],
  [0xff, 'ESME_RUNKNOWNERR', 'provider'],
];

/**
 * The errors of the HTTP API. What a person has to mend for all messages alike (login, address) is no end of one: it goes
 * again once that is done.
 */
const HTTP_ERRORS: Readonly<Record<number, readonly [remedy: Remedy, kind?: SubmitStatusKind]>> = {
  1: ['bug'],
  2: ['login', 'temporary'],
  3: ['money'],
  4: ['login', 'temporary'],
  5: ['bug'],
  6: ['sender'],
  7: ['recipient'],
  8: ['route'],
  9: ['again', 'temporary'],
};

const STATUSES: ReadonlyMap<number, SubmitStatus> = new Map(
  ROWS.map(([code, name, remedy, kind = 'permanent']) => [code, { code, name, remedy, kind }]),
);

/** Every status that SMPP 3.4 names, by number. */
export const SUBMIT_STATUSES: readonly SubmitStatus[] = [...STATUSES.values()];

/**
 * The status by its name in SMPP 3.4, with or without "ESME_" or "ESME_R", in any case; null for a name that it does
 * not have.
 */
export function statusByName(name: string): SubmitStatus | null {
  const typed = name.toUpperCase().replace(/^ESME_/, '');
  return (
    SUBMIT_STATUSES.find((status) => status.name === `ESME_${typed}`) ??
    SUBMIT_STATUSES.find((status) => status.name === `ESME_R${typed}`) ??
    null
  );
}

/** True for a command_status that SMPP 3.4 names. */
export const isNamedStatus = (commandStatus: number): boolean => STATUSES.has(commandStatus);

/**
 * The status with this number (SMPP 3.4, 5.1.3). One that the specification does not name counts as
 * permanent: to repeat what nobody understands could send twice.
 */
export function submitStatus(commandStatus: number): SubmitStatus {
  const known = STATUSES.get(commandStatus);
  if (known) return known;
  const error = httpErrorOf(commandStatus);
  if (error !== null) {
    const [remedy, kind = 'permanent'] = HTTP_ERRORS[error] ?? ['unnamed'];
    return { code: commandStatus, name: `http${error}`, remedy, kind };
  }
  const reply = replyOf(commandStatus);
  if (reply !== null) {
    const [remedy, kind] = isForNow(reply)
      ? (['again', 'temporary'] as const)
      : (['relay', 'permanent'] as const);
    return { code: commandStatus, name: `smtp${reply}`, remedy, kind };
  }
  const name = `0x${(commandStatus >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
  return { code: commandStatus, name, remedy: 'unnamed', kind: 'permanent' };
}
