import { statusName } from './codec.ts';
import { STATUS } from './pdu.ts';

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

/** Why there is no bind, with what to check. */
export function bindRefused(status: number): string {
  const check = CHECK.get(status);
  return `bind refused: ${statusName(status)}${check === undefined ? '' : `: ${check}`}`;
}
