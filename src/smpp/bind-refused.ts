import { statusName } from './codec.ts';
import { type BindMode, STATUS } from './pdu.ts';

/** The settings that a refusal of the bind speaks of (SMPP 3.4, 5.1.3). */
const CHECK: ReadonlyMap<number, string> = new Map([
  [STATUS.alreadyBound, 'the login is in use: end the other program, or set fewer SMPP_BINDS'],
  [
    STATUS.bindFailed,
    'check login and password (SMPP_SYSTEM_ID, SMPP_PASSWORD), and that the allow-list in the account has this machine',
  ],
  [STATUS.invalidPassword, 'check the password (SMPP_PASSWORD, or in SMPP_ACCOUNTS)'],
  [STATUS.invalidSystemId, 'check the login (SMPP_SYSTEM_ID, or in SMPP_ACCOUNTS)'],
  [STATUS.invalidSystemType, 'check SMPP_SYSTEM_TYPE'],
]);

/** How SMSCs say that they take no transceivers, which SMPP 3.3 did not have; some say it as of any bind that fails. */
const OF_TRANSCEIVERS: ReadonlyMap<number, string> = new Map([
  [STATUS.invalidCommandId, 'no transceiver is taken there: set SMPP_BIND=split'],
  [STATUS.invalidBindStatus, 'no transceiver is taken there: set SMPP_BIND=split'],
  [STATUS.bindFailed, 'or set SMPP_BIND=split, if no transceiver is taken there'],
]);

/** Why there is no bind, with what to check. */
export function bindRefused(status: number, mode: BindMode): string {
  const checks = [CHECK.get(status), mode === 'transceiver' ? OF_TRANSCEIVERS.get(status) : undefined];
  const check = checks.filter((one) => one !== undefined).join('; ');
  return `bind refused: ${statusName(status)}${check === '' ? '' : `: ${check}`}`;
}

/** Why a connection ended with the bind unanswered, as where TLS is spoken, or by an SMSC that does not know this machine. */
export const bindUnanswered = (ended: string): string =>
  `no bind (${ended}): check the port, SMPP_TLS, and that the allow-list in the account has this machine`;
